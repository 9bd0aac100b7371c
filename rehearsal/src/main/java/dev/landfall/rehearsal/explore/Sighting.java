package dev.landfall.rehearsal.explore;

/**
 * A place that a run came by.
 *
 * @param row of the matrix: the state, or the function that no state calls
 * @param kind places of the same kind are taken for the same: one of them is struck
 * @param setsOut whether a function begins here, whose clock may be wrong
 * @param stoppable whether an execution runs
 */
record Sighting(Place place, String row, String kind, boolean setsOut, boolean stoppable) {

    Sighting callingFunction() {
        return new Sighting(place, row, kind, true, stoppable);
    }

    /** Where this is the last call of a run. */
    Sighting after() {
        Place.AtCall call = (Place.AtCall) place;
        return new Sighting(
                new Place.AtCall(call.port(), call.method(), call.call(), true),
                row,
                kind + " after",
                false,
                stoppable);
    }

    boolean isOfTheWayBack() {
        return row.startsWith(Machine.ROLLBACK);
    }

    /** It is made here, or has fired. */
    private boolean isBetweenTwoTimesOfASchedule() {
        return place instanceof Place.AtCall call
                && (call.name().equals("Schedules.create") || (setsOut && row.equals("ScheduleFiredFunction")));
    }

    boolean isOpenTo(Fault fault) {
        boolean sensible = switch (fault) {
            case CLOCK_AHEAD, CLOCK_BEHIND -> setsOut;
            case EXECUTION_STOPPED, STOPPED_IN_FLIGHT -> stoppable;
            case SCHEDULE_EVENT_LOST, SCHEDULE_EVENT_LATE, SCHEDULE_EVENT_DOUBLED -> isBetweenTwoTimesOfASchedule();
            case ROLLBACK_STOPPED_AGAIN -> isOfTheWayBack();
            default -> true;
        };
        return sensible && fault.mayBefall(place);
    }
}
