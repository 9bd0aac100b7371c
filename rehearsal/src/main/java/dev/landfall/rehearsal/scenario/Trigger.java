package dev.landfall.rehearsal.scenario;

import java.time.Duration;

/** The moment from which an incident counts its delay. */
public sealed interface Trigger {

    /** @param at after the shift's start; negative is before it */
    record At(Duration at) implements Trigger {}

    /** @param weight the records give AWS at least this share in percent for the first time */
    record Weight(int weight) implements Trigger {}

    /** @param parked the shift parks at this weight or a greater one for the first time */
    record Parked(int parked) implements Trigger {}

    /** @param state an execution enters the state of this name for the first time */
    record State(String state) implements Trigger {}
}
