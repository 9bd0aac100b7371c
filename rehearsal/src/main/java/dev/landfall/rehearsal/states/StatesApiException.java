package dev.landfall.rehearsal.states;

/** A call of the service that it refuses. */
@SuppressWarnings("serial")
public final class StatesApiException extends RuntimeException {

    /** The API's own error codes: hence their spelling. */
    public enum Code {
        ExecutionAlreadyExists,
        ExecutionDoesNotExist,
        InvalidExecutionInput,
        InvalidName,
        InvalidOutput,
        InvalidToken,
        StateMachineDoesNotExist,
        TaskTimedOut
    }

    private final Code code;

    StatesApiException(Code code, String message) {
        super(message);
        this.code = code;
    }

    public Code code() {
        return code;
    }
}
