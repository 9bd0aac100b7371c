package dev.landfall.journal;

/** The caller's epoch is stale: a rollback or another migration has taken over. Nothing was written. */
public final class FencedException extends RuntimeException {
    public FencedException(String message) {
        super(message);
    }
}
