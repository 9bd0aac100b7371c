package dev.landfall.inventory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command or URL as it may be shown: what a credential may stand in becomes {@code ***}. In doubt it masks: a reader
 * can look up what is missing, and nobody can take back what was shown. All repetitions are bounded, so that no text
 * makes it slow.
 */
public final class CommandText {
    private static final String MASK = "***";

    /** Of a name, between its separators: FOO_TOKEN and --api-key, but neither MAX_TOKENS nor KEYBOARD. */
    private static final String SECRET_NAME = "(?<![A-Za-z0-9])(?:[A-Za-z0-9]{1,40}[_-]){0,8}"
            + "(?:[a-z0-9]{0,20}(?:passw(?:or)?d|pwd|passphrase|secret|token|credentials?|apikey)|pass|auth|key|dsn|salt"
            + "|bearer|signature|cookie)(?:[_-][A-Za-z0-9]{1,40}){0,4}(?![A-Za-z0-9_-])";

    private static final String VALUE = "(?:\"[^\"]{0,4000}\"|'[^']{0,4000}'|[^\\s;&|]{1,4000})";

    private static final Pattern ASSIGNED =
            Pattern.compile("(" + SECRET_NAME + "\\s{0,4}[=:]\\s{0,4})(" + VALUE + ")", Pattern.CASE_INSENSITIVE);
    private static final Pattern FLAG =
            Pattern.compile("(--?" + SECRET_NAME + "\\s{1,8})(?!-)(" + VALUE + ")", Pattern.CASE_INSENSITIVE);
    private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^\\s\"'/@:]{0,500}(?::[^\\s\"']{0,500})?@");
    private static final Pattern HEADER = Pattern.compile(
            "((?:Bearer|Basic)\\s{1,8}|Authorization:\\s{0,8}(?!Bearer|Basic))([^\\s\"']{1,4000})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CURL_USER = Pattern.compile("(\\s(?:-u|--user)[ =]?)([^\\s:$]{1,200}:[^\\s]{1,500})");
    private static final Pattern KNOWN_SHAPE =
            Pattern.compile("HRKU-[\\w-]{1,200}|\\b(?:sk|pk|rk)_(?:live|test)_\\w{1,200}"
                    + "|\\bgh[opsur]_\\w{1,200}|\\bgithub_pat_\\w{1,200}|\\bxox[a-z]-[\\w-]{1,200}|\\bA[KS]IA[A-Z0-9]{16}\\b"
                    + "|\\b\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}\\b");
    private static final Pattern RANDOM =
            Pattern.compile("\\b(?=[A-Za-z]{0,40}\\d)(?=\\d{0,40}[A-Za-z])[A-Za-z0-9]{24,4000}\\b");

    private CommandText() {}

    /** Keeps what names a variable instead of its value, such as {@code TOKEN=$OTHER}. */
    public static String masked(String text) {
        String urls = USER_INFO.matcher(text).replaceAll(MASK + "@");
        String assigned = withoutValues(FLAG, withoutValues(ASSIGNED, withoutValues(CURL_USER, urls)));
        String known = KNOWN_SHAPE.matcher(withoutValues(HEADER, assigned)).replaceAll(MASK);
        return RANDOM.matcher(known).replaceAll(MASK);
    }

    private static String withoutValues(Pattern pattern, String text) {
        return pattern.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) + (namesAVariable(found.group(2)) ? found.group(2) : MASK)));
    }

    private static boolean namesAVariable(String value) {
        return value.matches("[\"']?\\$(?:\\w{1,100}|\\{\\w{1,100}\\})[\"']?");
    }
}
