package dev.landfall.records;

/** The hosted zone does not exist, or the role may not read it. */
public final class UnknownZoneException extends RuntimeException {
    public UnknownZoneException(String message) {
        super(message);
    }
}
