package dev.landfall.rehearsal.states;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** One entry of a state's Retry. */
record Retrier(
        List<String> errorEquals,
        int intervalSeconds,
        int maxAttempts,
        double backoffRate,
        OptionalInt maxDelaySeconds,
        boolean fullJitter) {

    /**
     * How long to wait before a retry.
     *
     * @param retriesBefore how often this retrier was used already
     */
    Duration delay(int retriesBefore, RandomGenerator random) {
        double backedOff = intervalSeconds * Math.pow(backoffRate, retriesBefore);
        double capped = maxDelaySeconds.isPresent() ? Math.min(backedOff, maxDelaySeconds.getAsInt()) : backedOff;
        double seconds = fullJitter ? capped * random.nextDouble() : capped;
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
