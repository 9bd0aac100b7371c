package dev.landfall.rehearsal.states;

import java.time.Duration;

/**
 * Where an engine pretends to be, and how fast it is.
 *
 * @param transitionLatency virtual time from the end of a state to the start of the next
 */
public record EngineOptions(String region, String accountId, Duration transitionLatency) {

    /** Ireland, the account of the examples, 20 ms. */
    public static EngineOptions defaults() {
        return new EngineOptions("eu-west-1", "123456789012", Duration.ofMillis(20));
    }
}
