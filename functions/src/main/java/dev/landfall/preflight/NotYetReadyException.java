package dev.landfall.preflight;

/** A check has no data yet; it may pass when asked again. */
public final class NotYetReadyException extends RuntimeException {
    public NotYetReadyException(String message) {
        super(message);
    }
}
