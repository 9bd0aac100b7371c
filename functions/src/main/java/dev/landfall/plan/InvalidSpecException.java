package dev.landfall.plan;

/**
 * The spec asks for something that is not allowed. The message is one line that may be shown and logged: the field,
 * its value, what is allowed.
 */
public final class InvalidSpecException extends RuntimeException {

    /** Escapes whatever would break the line. */
    public InvalidSpecException(String message) {
        super(Echo.line(message));
    }

    /**
     * Says "FIELD: "VALUE" must be ALLOWED", with the value shortened and without user information of a URL.
     *
     * @param field path such as {@code steps[1].weight}
     */
    public static InvalidSpecException refusing(String field, String value, String allowed) {
        return new InvalidSpecException(field + ": " + Echo.quote(value) + " must be " + allowed);
    }
}
