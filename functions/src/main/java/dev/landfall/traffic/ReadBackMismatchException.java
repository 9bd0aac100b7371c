package dev.landfall.traffic;

/** The record sets read back differ from those written. */
public final class ReadBackMismatchException extends RuntimeException {
    public ReadBackMismatchException(String message) {
        super(message);
    }
}
