package dev.landfall.journal;

import org.jspecify.annotations.Nullable;

/**
 * Does something for several migrations, one after the other. One whose items cannot be read keeps no other from its
 * turn, and is told of once all have had theirs.
 */
public final class InTurn {
    private @Nullable UnreadableItemException first;

    public void run(Runnable turn) {
        try {
            turn.run();
        } catch (UnreadableItemException e) {
            if (first == null) {
                first = e;
            }
        }
    }

    /** @throws UnreadableItemException if a turn could not be taken */
    public void finish() {
        if (first != null) {
            throw first;
        }
    }
}
