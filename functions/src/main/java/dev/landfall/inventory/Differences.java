package dev.landfall.inventory;

import dev.landfall.inventory.Inventory.SourceNote;
import dev.landfall.plan.Echo;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Picks what the most trusted source says, and notes who says something else. */
final class Differences {
    private final List<SourceNote> notes = new ArrayList<>();

    List<SourceNote> notes() {
        return notes;
    }

    void add(Origin origin, String text) {
        notes.add(new SourceNote(origin, origin.words(), Echo.line(text)));
    }

    /** The first value that is told; differences go without a note. */
    static <T, V> @Nullable V first(List<Told<T>> told, Function<T, @Nullable V> value) {
        return told.stream()
                .map(each -> value.apply(each.fact()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /**
     * The first value that is told.
     *
     * @param told the most trusted first
     * @param what it is the value of, such as {@code the quantity of web}
     * @param shown how a note names the value; what it names alike is the same, since one source knows more of it
     */
    <T, V> @Nullable V choose(
            String what, List<Told<T>> told, Function<T, @Nullable V> value, Function<V, String> shown) {
        V chosen = null;
        Origin by = Origin.PLATFORM_API;
        for (Told<T> each : told) {
            V other = value.apply(each.fact());
            if (chosen == null) {
                chosen = other;
                by = each.origin();
            } else if (other != null && !shown.apply(other).equals(shown.apply(chosen))) {
                note(what, shown.apply(chosen), by, shown.apply(other), each.origin());
            }
        }
        return chosen;
    }

    private void note(String what, String chosen, Origin by, String other, Origin origin) {
        add(
                origin,
                what + " is " + chosen + " in " + by.words() + " and " + other + " in " + origin.words()
                        + "; the former counts");
    }
}
