package dev.landfall.journal;

import org.jspecify.annotations.Nullable;

/**
 * Does something for several migrations, one after the other. One that fails, because its items cannot be read or AWS does
 * not tell or refuses, keeps no other from its turn, and is told of once all have had theirs.
 */
public final class InTurn {
    private @Nullable RuntimeException first;

    public void run(Runnable turn) {
        try {
            turn.run();
        } catch (RuntimeException e) {
            if (first == null) {
                first = e;
            }
        }
    }

    /** Throws what the first turn failed with, if one did. */
    public void finish() {
        if (first != null) {
            throw first;
        }
    }
}
