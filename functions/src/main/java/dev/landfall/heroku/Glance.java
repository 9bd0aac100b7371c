package dev.landfall.heroku;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.inventory.Inventory.ValueKind;
import dev.landfall.inventory.ValueReading;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one look at a config var's value left behind.
 *
 * @param fingerprint null if there was no value to see
 * @param hosts fingerprints of the hosts that it names as a URL, or as several
 */
record Glance(String name, ValueKind kind, @Nullable String fingerprint, Set<String> hosts) {
    /** Up to the last {@code @}: passwords hold all that RFC 3986 wants escaped. */
    private static final Pattern HOST = Pattern.compile("://(?:\\S*@)?([A-Za-z0-9][A-Za-z0-9.-]*)");

    Glance {
        hosts = Set.copyOf(hosts);
    }

    static Glance unread(String name) {
        return new Glance(name, ValueKind.UNREAD, null, Set.of());
    }

    /**
     * The one place that sees values.
     *
     * @param values an object with a value for each name
     */
    static List<Glance> at(JsonNode values, Fingerprints fingerprints) {
        return values.propertyStream()
                .map(variable -> at(variable, fingerprints))
                .toList();
    }

    private static Glance at(Map.Entry<String, JsonNode> variable, Fingerprints fingerprints) {
        String value = variable.getValue().textValue();
        ValueKind kind = ValueReading.kindOf(value);
        return value == null || kind == ValueKind.UNREAD
                ? unread(variable.getKey())
                : new Glance(variable.getKey(), kind, fingerprints.of(value), hosts(value, fingerprints::of));
    }

    private static Set<String> hosts(String value, Function<String, String> mark) {
        return HOST.matcher(value)
                .results()
                .map(host -> mark.apply(host.group(1).toLowerCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }
}
