package dev.landfall.journal;

/** The caller's epoch is stale: a rollback or another migration has taken over. Nothing was written. */
public final class FencedException extends RuntimeException {
    public FencedException(String message) {
        super(message);
    }

    public FencedException(Fence fence) {
        this("epoch " + fence.epoch() + " of migration " + fence.migration() + " no longer holds the lock of "
                + fence.hostname());
    }
}
