package dev.landfall.traffic;

/**
 * Route 53 refused to replace the very records that it had just given to read: they were out of date. Nothing was
 * written, and a later try reads anew.
 */
public final class StaleReadException extends RuntimeException {
    public StaleReadException(String message, Throwable cause) {
        super(message, cause);
    }
}
