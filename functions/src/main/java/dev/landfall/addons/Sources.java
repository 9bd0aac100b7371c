package dev.landfall.addons;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Where a fact of the table can be read, and the day on which somebody did. */
final class Sources {
    private Sources() {}

    /** @param checked ISO date; null if nobody opened the source yet */
    static void require(String source, @Nullable String checked) {
        if (!source.startsWith("https://")) {
            throw new IllegalArgumentException("no source: " + source);
        }
        if (checked != null) {
            LocalDate.parse(checked);
        }
    }
}
