package dev.landfall.journal;

import dev.landfall.plan.Echo;

/** The caller's epoch is stale: a rollback or another migration has taken over. Nothing was written. */
public final class FencedException extends RuntimeException {
    public FencedException(String message) {
        super(message);
    }

    public FencedException(Fence fence) {
        this("epoch " + fence.epoch() + " of migration " + Echo.plain(fence.migration())
                + " no longer holds the lock of " + Echo.plain(fence.hostname()));
    }
}
