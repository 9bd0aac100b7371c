package dev.landfall.plan;

/** The spec asks for something that is not allowed. The message is one line: field, value, what is allowed. */
public final class InvalidSpecException extends RuntimeException {
    public InvalidSpecException(String message) {
        super(message);
    }
}
