package dev.landfall.usage;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

/** What a file is, judged by its first line. */
final class LogKind {
    private static final Pattern COUNTED = Pattern.compile("\\d{1,6} <\\d{1,3}>\\d ");
    private static final Pattern BINARY = Pattern.compile("[\\x00-\\x08\\x0E-\\x1A\\x1C-\\x1F]");
    private static final Pattern ACCESS = Pattern.compile("\" \\d{3} (?:\\d+|-)");
    private static final Pattern SYSLOG =
            Pattern.compile("(?:<\\d{1,3}>)?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \\d]\\d .*");

    private static final Map<Character, String> BY_FIRST_CHARACTER =
            Map.of('{', "JSON", '[', "JSON or text in brackets", '<', "XML or another kind of syslog");

    private LogKind() {}

    static boolean isCounted(byte[] start) {
        return COUNTED.matcher(text(start)).lookingAt();
    }

    static String name(byte[] start) {
        String line =
                text(start).lines().filter(text -> !text.isBlank()).findFirst().orElse("");
        if (line.isEmpty()) {
            return "empty";
        }
        if (BINARY.matcher(line).find()) {
            return "no text";
        }
        if (SYSLOG.matcher(line).matches()) {
            return "syslog without the year";
        }
        if (ACCESS.matcher(line).find()) {
            return "a web server's access log";
        }
        return BY_FIRST_CHARACTER.getOrDefault(line.charAt(0), "text of another kind");
    }

    private static String text(byte[] start) {
        return new String(start, StandardCharsets.ISO_8859_1);
    }
}
