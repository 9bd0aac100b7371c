package dev.landfall.addons;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.Locale;

/** How long writes are expected to wait while an add-on's work moves. */
public sealed interface Stall {

    record None() implements Stall {}

    record Unknown() implements Stall {}

    record Between(Duration least, Duration most) implements Stall {

        public Between {
            if (least.isNegative() || most.compareTo(least) < 0) {
                throw new IllegalArgumentException("a stall lasts from " + least + " to " + most);
            }
        }
    }

    /** @param text {@code none}, {@code unknown}, or two ISO-8601 durations such as {@code PT1S/PT3S} */
    @JsonCreator
    static Stall parse(String text) {
        return switch (text) {
            case "none" -> new None();
            case "unknown" -> new Unknown();
            default -> between(text);
        };
    }

    private static Between between(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("no stall: " + text);
        }
        return new Between(Duration.parse(text.substring(0, slash)), Duration.parse(text.substring(slash + 1)));
    }

    /** As {@link #parse} reads it. */
    @JsonValue
    default String text() {
        return switch (this) {
            case None none -> "none";
            case Unknown unknown -> "unknown";
            case Between(Duration least, Duration most) -> least + "/" + most;
        };
    }

    /** For people. */
    default String words() {
        return switch (this) {
            case None none -> "none";
            case Unknown unknown -> "not known";
            case Between(Duration least, Duration most) when least.equals(most) -> words(least);
            case Between(Duration least, Duration most) -> words(least) + " to " + words(most);
        };
    }

    private static String words(Duration time) {
        if (time.toHours() > 0) {
            return time.toHours() + " h" + (time.toMinutesPart() == 0 ? "" : " " + time.toMinutesPart() + " min");
        }
        if (time.toMinutes() > 0) {
            return time.toMinutes() + " min";
        }
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0).replace(".0 s", " s");
    }
}
