package dev.landfall.rehearsal.explore;

/**
 * A place that a run came by.
 *
 * @param row of the matrix: the state, or the function that no state calls
 * @param kind places of the same kind are taken for the same: one of them is struck
 */
record Sighting(Place place, String row, String kind, boolean callsFunction) {

    Sighting callingFunction() {
        return new Sighting(place, row, kind, true);
    }

    /** The machines' own calls are the rollback's: it pages, and it stops the shift. */
    boolean isOfTheWayBack() {
        return row.startsWith(Machine.ROLLBACK) || row.equals(Machine.BOTH);
    }

    boolean isOpenTo(Fault fault) {
        return switch (place) {
            case Place.AtState state -> fault.mayBefall(state, callsFunction);
            case Place.AtCall call -> fault.mayBefall(call);
        };
    }
}
