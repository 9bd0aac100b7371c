package dev.landfall.rehearsal.explore;

/** What was asked to be explored is not there. */
public final class InvalidCaseException extends RuntimeException {
    InvalidCaseException(String message) {
        super(message);
    }
}
