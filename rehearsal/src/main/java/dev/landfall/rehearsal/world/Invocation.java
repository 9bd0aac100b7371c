package dev.landfall.rehearsal.world;

import java.time.Instant;

/**
 * The run of a function that is under way in the present process.
 *
 * @param migration that it works for; empty if its input names none
 * @param epoch of the lock under which its input lets it work; 0 if it names none
 * @param since when it began
 * @param deadline when Lambda ends it
 */
record Invocation(String function, String migration, long epoch, Instant since, Instant deadline) {

    static final ScopedValue<Invocation> CURRENT = ScopedValue.newInstance();

    private static final Invocation NONE = new Invocation("", "", 0, Instant.MIN, Instant.MAX);

    /** Without a function for what happens outside of one. */
    static Invocation current() {
        return CURRENT.orElse(NONE);
    }
}
