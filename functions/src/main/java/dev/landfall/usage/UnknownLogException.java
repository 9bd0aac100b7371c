package dev.landfall.usage;

import dev.landfall.plan.Echo;

/** A file is no log of Heroku's. The message is one line that shows nothing of what the file holds. */
public final class UnknownLogException extends RuntimeException {
    static final String ALLOWED = "what `heroku logs` prints, syslog lines of a drain, or a Papertrail archive;"
            + " each may be compressed by gzip";

    /** Escapes whatever would break the line. */
    UnknownLogException(String message) {
        super(Echo.line(message));
    }
}
