package dev.landfall.rehearsal.states;

/** A state failed, with the error name that Retry and Catch see. */
@SuppressWarnings("serial")
final class StateFailure extends Exception {

    private final String error;
    private final String cause;
    private final String location;

    /** @param cause empty if there is none: so it reads in an error output */
    StateFailure(String error, String cause) {
        this(error, cause, "");
    }

    /** @param location the field whose expression failed: {@code Output/total} */
    StateFailure(String error, String cause, String location) {
        // No stack trace: to the interpreter a failing state is nothing out of the ordinary.
        super(error + ": " + cause, null, false, false);
        this.error = error;
        this.cause = cause;
        this.location = location;
    }

    String error() {
        return error;
    }

    String cause() {
        return cause;
    }

    /** Empty if it was no expression that failed. */
    String location() {
        return location;
    }
}
