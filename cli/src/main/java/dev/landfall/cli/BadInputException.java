package dev.landfall.cli;

/** The caller asked for what cannot be. The message is one line: what was given, its value, what is allowed. */
public final class BadInputException extends RuntimeException {
    public BadInputException(String message) {
        super(message);
    }
}
