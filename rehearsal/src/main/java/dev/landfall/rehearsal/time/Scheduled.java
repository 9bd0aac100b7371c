package dev.landfall.rehearsal.time;

import java.time.Instant;

/** An event on the agenda of a {@link Simulation}. */
public interface Scheduled {

    /** When it happens, or would have happened. */
    Instant at();

    /**
     * Takes the event off the agenda.
     *
     * @return false if it has happened or was cancelled before
     */
    boolean cancel();
}
