package dev.landfall.preflight;

/** A check failed, or had no data until its deadline: the migration is refused. */
public final class NotReadyException extends RuntimeException {
    public NotReadyException(String message) {
        super(message);
    }
}
