package dev.landfall.rehearsal.world;

import java.time.Instant;

/**
 * The run of a function that is under way in the present process.
 *
 * @param migration that it works for; empty if its input names none
 * @param deadline when Lambda ends it
 */
record Invocation(String function, String migration, Instant deadline) {

    static final ScopedValue<Invocation> CURRENT = ScopedValue.newInstance();

    private static final Invocation NONE = new Invocation("", "", Instant.MAX);

    /** Without a function for what happens outside of one. */
    static Invocation current() {
        return CURRENT.orElse(NONE);
    }
}
