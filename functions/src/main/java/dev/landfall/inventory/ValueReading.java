package dev.landfall.inventory;

import dev.landfall.inventory.Inventory.ValueKind;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a config var's value looks like. The value goes no further than the method that looks at it. */
public final class ValueReading {
    private static final Set<String> FLAGS = Set.of("true", "false", "yes", "no", "on", "off", "enabled", "disabled");

    /** What dashboards and APIs show in place of a value. */
    private static final Pattern MASK = Pattern.compile("[*•●]{3,}|\\[?(?:redacted|masked|filtered)\\]?");

    /** Longer ones count nothing: they are identifiers or keys. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}(?:\\.\\d{1,18})?");

    private ValueReading() {}

    /**
     * In doubt it says what calls for more care.
     *
     * @param value null if the source told none
     */
    public static ValueKind kindOf(@Nullable String value) {
        if (value == null) {
            return ValueKind.UNREAD;
        }
        String text = value.strip();
        String lower = text.toLowerCase(Locale.ROOT);
        if (text.isEmpty()) {
            return ValueKind.EMPTY;
        }
        if (MASK.matcher(lower).matches()) {
            return ValueKind.UNREAD;
        }
        if (FLAGS.contains(lower)) {
            return ValueKind.FLAG;
        }
        if (NUMBER.matcher(text).matches()) {
            return ValueKind.NUMBER;
        }
        return Urls.isUrl(text) ? kindOfUrl(text) : kindOfText(text);
    }

    private static ValueKind kindOfUrl(String url) {
        return Urls.hasCredentials(url) ? ValueKind.URL_WITH_CREDENTIALS : ValueKind.URL;
    }

    private static ValueKind kindOfText(String text) {
        return Randomness.isIn(text) ? ValueKind.RANDOM : ValueKind.TEXT;
    }
}
