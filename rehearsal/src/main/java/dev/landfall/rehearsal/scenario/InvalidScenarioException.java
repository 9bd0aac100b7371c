package dev.landfall.rehearsal.scenario;

/** The scenario is unknown, or asks for something that does not exist. The message is one line. */
public final class InvalidScenarioException extends RuntimeException {
    public InvalidScenarioException(String message) {
        super(message);
    }
}
