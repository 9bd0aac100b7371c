package dev.landfall.journal;

import java.time.Instant;

/**
 * The lock of one hostname. The item stays when it is free, so that its epoch never starts again.
 *
 * @param migration the last one that held it
 * @param holder ARN of the execution that works under it
 * @param since when it took its present phase
 */
public record Lock(String hostname, String migration, long epoch, Phase phase, String holder, Instant since) {

    public enum Phase {
        FREE,
        SHIFTING,
        ROLLING_BACK,
        /** A rollback could not prove its result: only another rollback may take the lock. */
        UNVERIFIED;

        /** What a migration that ended so leaves behind. */
        public static Phase after(Entry.Outcome outcome) {
            return outcome == Entry.Outcome.ROLLBACK_UNVERIFIED ? UNVERIFIED : FREE;
        }
    }

    public Fence fence() {
        return new Fence(hostname, migration, epoch);
    }
}
