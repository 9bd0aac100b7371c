package dev.landfall.rehearsal.states;

/** A task failed, with the error name and the cause that its state will see. */
@SuppressWarnings("serial")
public final class TaskFailure extends Exception {

    private final String error;
    private final String cause;

    /**
     * @param error such as {@code Lambda.TooManyRequestsException}, or the class name of a function's exception
     * @param cause for a function, JSON with errorMessage, errorType and stackTrace
     */
    public TaskFailure(String error, String cause) {
        super(error + ": " + cause);
        this.error = error;
        this.cause = cause;
    }

    public String error() {
        return error;
    }

    public String cause() {
        return cause;
    }
}
