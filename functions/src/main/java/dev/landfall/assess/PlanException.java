package dev.landfall.assess;

/** A plan that is not taken. The message is one line that may be shown. */
public final class PlanException extends RuntimeException {
    PlanException(String message) {
        super(message);
    }
}
