package dev.landfall.plan;

import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * How what somebody wrote is shown back: on one line, short, without what it should not have held, and with the escape
 * of each character that could be mistaken for another.
 */
public final class Echo {
    private static final int LONGEST = 80;

    /** Of a whole line, however deep its field lies. */
    private static final int LONGEST_LINE = 900;

    private static final Pattern SECRET = Pattern.compile(
            "((?:passw(?:or)?d|pwd|secret|token|api[_-]?key|credential)[\\w-]*\\s*[=:]\\s*)\\S+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern HEROKU_KEY = Pattern.compile("HRKU-[\\w-]+");

    private Echo() {}

    public static String quote(String text) {
        return '"' + plain(text) + '"';
    }

    public static String plain(String text) {
        String masked = mask(text);
        int length = masked.codePointCount(0, masked.length());
        if (length <= LONGEST) {
            return escape(masked, LookAlikes::has);
        }
        String start = masked.substring(0, masked.offsetByCodePoints(0, LONGEST));
        return escape(start, LookAlikes::has) + "... (" + length + " characters)";
    }

    /** Control characters, and those that reorder or hide text on a terminal, become {@code \\uXXXX}. */
    public static String escape(String text) {
        return escape(text, point -> false);
    }

    /** A whole line of ours, cut where somebody made it longer than anybody reads. */
    public static String line(String text) {
        String line = escape(text);
        return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "...";
    }

    private static String escape(String text, IntPredicate more) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isHarmless(point) && !more.test(point)) {
                shown.appendCodePoint(point);
            } else {
                shown.append("\\u").append(String.format("%04x", point));
            }
        });
        return shown.toString();
    }

    /** A URL pasted into the wrong field may carry a password before its {@code @}, or in its query. */
    private static String mask(String text) {
        int colon = text.indexOf(':');
        int at = text.lastIndexOf('@');
        String masked = colon >= 0 && colon < at ? "***" + text.substring(at) : text;
        return HEROKU_KEY.matcher(SECRET.matcher(masked).replaceAll("$1***")).replaceAll("***");
    }

    private static boolean isHarmless(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
