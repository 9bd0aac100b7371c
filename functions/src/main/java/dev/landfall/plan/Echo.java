package dev.landfall.plan;

/** How what somebody wrote is shown back: on one line, short, without what it should not have held. */
final class Echo {
    private static final int LONGEST = 80;

    private Echo() {}

    static String quote(String text) {
        return '"' + plain(text) + '"';
    }

    static String plain(String text) {
        String masked = mask(text);
        int length = masked.codePointCount(0, masked.length());
        if (length <= LONGEST) {
            return escape(masked);
        }
        String start = masked.substring(0, masked.offsetByCodePoints(0, LONGEST));
        return escape(start) + "... (" + length + " characters)";
    }

    /** Control characters, and those that reorder or hide text on a terminal, become {@code \\uXXXX}. */
    static String escape(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (isHarmless(point)) {
                shown.appendCodePoint(point);
            } else {
                shown.append("\\u").append(String.format("%04x", point));
            }
        });
        return shown.toString();
    }

    /** A URL pasted into the wrong field may carry a password before its {@code @}. */
    private static String mask(String text) {
        int colon = text.indexOf(':');
        int at = text.lastIndexOf('@');
        return colon >= 0 && colon < at ? "***" + text.substring(at) : text;
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
