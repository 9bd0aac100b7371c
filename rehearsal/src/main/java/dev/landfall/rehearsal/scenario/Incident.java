package dev.landfall.rehearsal.scenario;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens once.
 *
 * @param after how long after its trigger
 * @param lasting how long until it is over again; null if {@code until} ends it, or nothing does
 * @param until what ends it; null if {@code lasting} does, or nothing
 */
public record Incident(
        Trigger when,
        Duration after,
        @Nullable Duration lasting,
        @Nullable Trigger until,
        Action action) {

    public Incident {
        if (lasting != null && until != null) {
            throw new IllegalArgumentException("incidents: for and until must not both be given");
        }
    }
}
