package dev.landfall.rehearsal.world;

import java.time.Instant;

/**
 * The run of a function that is under way in the present process.
 *
 * @param number of the run, from 1; 0 for what a machine does without a function
 * @param execution that asked for it; empty if no state did
 * @param function empty for what a machine does without one
 * @param migration that it works for; empty if its input names none
 * @param epoch of the lock under which its input lets it work; 0 if it names none
 * @param since when it began
 * @param deadline when Lambda ends it
 */
record Invocation(
        int number, String execution, String function, String migration, long epoch, Instant since, Instant deadline) {

    static final ScopedValue<Invocation> CURRENT = ScopedValue.newInstance();

    static final Invocation NONE = ofMachine("");

    /** What a machine does itself. */
    static Invocation ofMachine(String execution) {
        return new Invocation(0, execution, "", "", 0, Instant.MIN, Instant.MAX);
    }

    /** Without a function for what happens outside of one. */
    static Invocation current() {
        return CURRENT.orElse(NONE);
    }
}
