package dev.landfall.assess;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects differences, one line each. */
final class Changes {
    private static final String NOT_KNOWN = "not known";

    private final List<String> lines = new ArrayList<>();

    List<String> lines() {
        return List.copyOf(lines);
    }

    void add(String line) {
        lines.add(line);
    }

    /** Null is what no source tells. */
    void changed(String what, @Nullable Object then, @Nullable Object now) {
        changed(what, then, now, NOT_KNOWN);
    }

    /** Null is what there is not. */
    void changedOrNone(String what, @Nullable Object then, @Nullable Object now) {
        changed(what, then, now, "none");
    }

    private void changed(String what, @Nullable Object then, @Nullable Object now, String absent) {
        if (!Objects.equals(then, now)) {
            add(what + ": " + Objects.requireNonNullElse(then, absent) + " → "
                    + Objects.requireNonNullElse(now, absent));
        }
    }

    /** For what is too long to be shown, or should not be. */
    void changedSomehow(String what, @Nullable Object then, @Nullable Object now) {
        if (!Objects.equals(then, now)) {
            add(what + " changed");
        }
    }

    <T> void compare(String what, Map<String, T> then, Map<String, T> now, BiConsumer<T, T> both) {
        TreeSet<String> keys = new TreeSet<>(then.keySet());
        keys.addAll(now.keySet());
        for (String key : keys) {
            @Nullable T before = then.get(key);
            @Nullable T after = now.get(key);
            if (before == null) {
                add(what + " " + key + ": new");
            } else if (after == null) {
                add(what + " " + key + ": gone");
            } else {
                both.accept(before, after);
            }
        }
    }

    /** For what comes and goes with something else that is told already. */
    <T> void compareKept(Map<String, T> then, Map<String, T> now, Between<T> both) {
        then.forEach((key, before) -> {
            @Nullable T after = now.get(key);
            if (after != null) {
                both.compare(key, before, after);
            }
        });
    }

    /** What has the same key as another is numbered: nothing may be lost. */
    static <T> Map<String, T> byKey(List<T> items, Function<T, String> key) {
        Map<String, T> byKey = new LinkedHashMap<>();
        for (T item : items) {
            String name = key.apply(item);
            String free = name;
            for (int number = 2; byKey.containsKey(free); number++) {
                free = name + " (" + number + ")";
            }
            byKey.put(free, item);
        }
        return byKey;
    }

    interface Between<T> {
        void compare(String key, T then, T now);
    }
}
