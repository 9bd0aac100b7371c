package dev.landfall.rehearsal;

import dev.landfall.health.AlarmReading;
import dev.landfall.journal.Entry;
import java.time.Instant;

/** Follows a rehearsal while it runs, in the order of virtual time. Called on the thread that rehearses. */
public interface Listener {

    Listener SILENT = new Listener() {};

    /** @param execution {@code shift}, {@code rollback}, or the name of another shift */
    default void stateEntered(Instant at, String execution, String state) {}

    /** The records were changed, by whomever. */
    default void weightChanged(Instant at, int aws) {}

    default void alarmChanged(Instant at, String alarm, AlarmReading.State state) {}

    default void journalled(Entry entry) {}

    /** The scenario did something, in words. */
    default void happened(Instant at, String what) {}

    default void paged(Instant at, String subject) {}

    default void minutePassed(Timeline.Minute minute) {}
}
