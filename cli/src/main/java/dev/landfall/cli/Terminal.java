package dev.landfall.cli;

import java.io.Console;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the command speaks.
 *
 * @param interactive whether a line of {@code out} may be drawn over
 * @param watched whether a line of {@code err} may be, wherever {@code out} goes
 * @param colour whether escape sequences for colours may be written
 */
record Terminal(PrintWriter out, PrintWriter err, boolean interactive, boolean watched, boolean colour) {
    /** Set by the launcher, since Java cannot tell where standard error goes. */
    static final String WATCHED = "landfall.watched";

    /** Line breaks of every kind and control characters. */
    private static final Pattern CONTROL = Pattern.compile("\\R|[\\p{Cc}\\u2028\\u2029]");

    /** The same, save the escape sequences that {@link #styled} makes. */
    private static final Pattern CONTROL_BUT_STYLES =
            Pattern.compile("\\R|(?!\\u001b\\[[0-9;]*m)[\\p{Cc}\\u2028\\u2029]");

    /** The process's own streams. Colours and redrawn lines only where somebody looks on. */
    static Terminal ofProcess(Map<String, String> environment) {
        boolean able = !"dumb".equals(environment.get("TERM"));
        boolean interactive = able && isTerminal(System.console());
        return new Terminal(
                writer(System.out),
                writer(System.err),
                interactive,
                able && Boolean.getBoolean(WATCHED),
                interactive && !isSet(environment, "NO_COLOR"));
    }

    private static boolean isTerminal(@Nullable Console console) {
        return console != null && console.isTerminal();
    }

    /** https://no-color.org: present and not empty, whatever its value. */
    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isEmpty();
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    void say(String line) {
        out.println(printable(line));
    }

    void complain(String line) {
        err.println(printable(line));
    }

    /** The text in a style if this terminal shows colours, else as it is. */
    String styled(Style style, String text) {
        return colour ? style.on + text + Style.OFF : text;
    }

    /**
     * What others wrote (names, reasons, error messages) may hold control characters, which would steer the terminal
     * or break "one line". Only the escape sequences that {@link #styled} makes may stay.
     */
    private String printable(String line) {
        return (colour ? CONTROL_BUT_STYLES : CONTROL).matcher(line).replaceAll(" ");
    }

    enum Style {
        BOLD("1"),
        DIM("2"),
        HEROKU("35"),
        AWS("33"),
        GOOD("32"),
        BAD("31"),
        NOTE("36");

        private static final String OFF = "\u001b[0m";
        private final String on;

        Style(String code) {
            this.on = "\u001b[" + code + "m";
        }
    }
}
