package dev.landfall.rehearsal.states;

/** Told of every line of every history, as soon as it is written. */
@FunctionalInterface
public interface HistoryListener {

    /**
     * Called synchronously, by whatever wrote the line; it must not sleep. It may stop the execution, which then goes
     * no further than this line.
     */
    void recorded(String executionArn, HistoryEvent event);
}
