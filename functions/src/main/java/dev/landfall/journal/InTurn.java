package dev.landfall.journal;

import dev.landfall.lambda.UnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Does something for several migrations, one after the other. One whose items cannot be read, or of which AWS does not
 * tell, keeps no other from its turn, and is told of once all have had theirs.
 */
public final class InTurn {
    private @Nullable RuntimeException first;

    public void run(Runnable turn) {
        try {
            turn.run();
        } catch (UnreadableItemException | UnavailableException e) {
            if (first == null) {
                first = e;
            }
        }
    }

    /**
     * @throws UnreadableItemException if that was why the first turn failed
     * @throws UnavailableException if that was
     */
    public void finish() {
        if (first != null) {
            throw first;
        }
    }
}
