package dev.landfall.rehearsal.time;

/**
 * Thrown into a process that was killed, at the place where it waits. An {@link Error}, so that code under simulation
 * which handles every {@link Exception} does not survive its own death. Code that catches {@link Throwable} meets it
 * again at its next wait.
 */
@SuppressWarnings("serial")
public final class ProcessKilled extends Error {

    ProcessKilled(String process) {
        // No stack trace: it ends a process as planned, and thousands of them end in an exploration.
        super("process " + process + " was killed", null, false, false);
    }
}
