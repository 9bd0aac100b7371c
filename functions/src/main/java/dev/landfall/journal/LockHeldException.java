package dev.landfall.journal;

/** Another migration of the same hostname holds the lock. */
public final class LockHeldException extends RuntimeException {
    public LockHeldException(String message) {
        super(message);
    }
}
