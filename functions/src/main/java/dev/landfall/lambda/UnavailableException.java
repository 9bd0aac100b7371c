package dev.landfall.lambda;

/**
 * A dependency throttled, timed out or could not be reached, after the client's own bounded retries. Whether it acted
 * is unknown. The machines retry this error by its class name; every caller must be safe to repeat.
 */
public final class UnavailableException extends RuntimeException {
    public UnavailableException(String dependency, Throwable cause) {
        super(dependency + " did not answer: " + cause.getClass().getSimpleName(), cause);
    }

    public UnavailableException(String dependency, String what) {
        super(dependency + " did not answer: " + what);
    }
}
