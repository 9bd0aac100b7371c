package dev.landfall.cli.words;

import java.util.regex.Pattern;

/** Reasons as the machines pass them on: the name of an error, a colon, and the sentence that matters. */
public final class Reasons {
    private static final Pattern ERROR_NAME = Pattern.compile("^(dev\\.landfall\\.[\\w.$]+|AlarmFired|Aborted): (?=.)");

    private Reasons() {}

    public static String plain(String reason) {
        return ERROR_NAME.matcher(reason).replaceFirst("");
    }
}
