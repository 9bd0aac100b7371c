package dev.landfall.journal;

import java.util.List;
import java.util.Optional;

/** One lock per hostname, changed by conditional writes only. All reads are strongly consistent. */
public interface Locks {

    Optional<Lock> find(String hostname);

    /** Every lock that is not free. */
    List<Lock> held();

    /**
     * FREE to SHIFTING with the next epoch. A repeat by the same holder gives the lock it already has.
     *
     * @throws LockHeldException if another holds it, naming the migration
     */
    Lock take(String hostname, String migration, String holder);

    /**
     * To ROLLING_BACK for the same migration. From ROLLING_BACK the epoch stays (rollbacks of one migration work
     * together) and only the holder changes; from every other phase it rises, which fences the shift.
     *
     * @throws LockHeldException if the hostname's lock names another migration, or does not exist
     */
    Lock rollBack(String hostname, String migration, String holder);

    /**
     * To FREE or UNVERIFIED. Repeating it is harmless.
     *
     * @throws FencedException if the epoch has moved on
     */
    void release(Fence fence, Lock.Phase phase);
}
