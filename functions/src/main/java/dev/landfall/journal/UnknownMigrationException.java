package dev.landfall.journal;

/** The journal has nothing of a migration of this name. */
public final class UnknownMigrationException extends RuntimeException {
    public UnknownMigrationException(String message) {
        super(message);
    }
}
