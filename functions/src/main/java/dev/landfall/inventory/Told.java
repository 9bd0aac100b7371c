package dev.landfall.inventory;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * A fact and who tells it.
 *
 * @param from at least one
 */
record Told<T>(T fact, List<Origin> from) {

    /** The most trusted first. */
    static <T> List<Told<T>> sorted(Collection<T> facts, Function<T, List<Origin>> from) {
        return facts.stream()
                .map(fact -> new Told<>(fact, from.apply(fact)))
                .sorted(Comparator.comparing(Told::origin))
                .toList();
    }

    /** Of all facts, in the order of trust. */
    static <T> List<Origin> origins(List<Told<T>> told) {
        return told.stream()
                .flatMap(each -> each.from().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The most trusted of those who tell it. */
    Origin origin() {
        return from.stream().min(Comparator.naturalOrder()).orElse(Origin.RECORDED);
    }
}
