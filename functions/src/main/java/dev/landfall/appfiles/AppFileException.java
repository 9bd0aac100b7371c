package dev.landfall.appfiles;

import dev.landfall.plan.Echo;

/** The files cannot be read at all. The message is one line that may be shown and logged. */
public final class AppFileException extends RuntimeException {

    /** Escapes whatever would break the line. */
    AppFileException(String message) {
        super(Echo.line(message));
    }
}
