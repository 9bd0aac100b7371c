package dev.landfall.sweep;

/**
 * An alarm that a migration watches does not exist any more. What is missing is no reason to go back at once, so a human
 * must hear of it: a sweep that fails for five minutes calls one.
 */
public final class UnwatchedException extends RuntimeException {
    public UnwatchedException(String migration) {
        super("an alarm that " + migration + " watches does not exist any more: nothing would tell of harm");
    }
}
