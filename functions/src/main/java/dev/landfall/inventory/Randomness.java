package dev.landfall.inventory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells a generated key from words. Words keep their case and have their digits together; what a generator made changes
 * from letters to digits and back all the time.
 */
final class Randomness {
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9]+");
    private static final Pattern HEX =
            Pattern.compile("[0-9a-f]{16,}|[0-9A-F]{16,}|\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{24,}={0,2}");
    private static final Pattern JOINTS = Pattern.compile("[+/_=-]");

    private static final Pattern CHANGE =
            Pattern.compile("(?<=[a-z])(?=[A-Z])|(?<=\\d)(?=[A-Za-z])|(?<=[A-Za-z])(?=\\d)");

    private static final String PEM = "-----BEGIN ";
    private static final int SHORTEST_KEY = 16;

    /** No word of this length stands in a configuration. */
    private static final int LONGEST_WORD = 24;

    private static final double RESTLESS = 0.25;

    private Randomness() {}

    static boolean isIn(String text) {
        return text.contains(PEM)
                || hasRandomRun(text)
                || isBase64(text)
                || HEX.matcher(text).find();
    }

    private static boolean hasRandomRun(String text) {
        Matcher runs = RUN.matcher(text);
        return runs.results()
                .map(run -> run.group())
                .anyMatch(run -> run.length() >= LONGEST_WORD
                        || (run.length() >= SHORTEST_KEY && restlessness(run) >= RESTLESS));
    }

    /** Base64 has joints of its own, which may leave no run long enough. */
    private static boolean isBase64(String text) {
        return BASE64.matcher(text).matches()
                && restlessness(JOINTS.matcher(text).replaceAll("")) >= RESTLESS;
    }

    /** The share of places where a digit meets a letter or a capital follows a small letter: about 0.4 in base64. */
    private static double restlessness(String text) {
        return (double) CHANGE.matcher(text).results().count() / text.length();
    }
}
