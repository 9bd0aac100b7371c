package dev.landfall.appfiles;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The path that a command asks its own container for, as Docker's health checks do. */
final class HealthCheckCommand {
    /** What follows the path must end it: of {@code /$BASE/up} nobody knows where it leads. A query is left out. */
    private static final Pattern ASKED = Pattern.compile("(?:https?://|\\b(?:curl|wget)\\b[^;|&]{0,200}?\\s)"
            + "(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|\\[::1])(?::[\\w${}:-]{1,40})?"
            + "(?<path>/[\\w./~-]{0,200})?(?=[\\s\"'?#)\\];|&,]|$)");

    private HealthCheckCommand() {}

    static Optional<String> path(String command) {
        Matcher asked = ASKED.matcher(command);
        return asked.find() ? Optional.of(asked.group("path") == null ? "/" : asked.group("path")) : Optional.empty();
    }
}
