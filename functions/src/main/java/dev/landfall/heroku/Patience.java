package dev.landfall.heroku;

import java.time.Duration;

/**
 * How long a request may take and how often it is made.
 *
 * @param request from sending it to the last byte of the answer
 * @param attempts in all, when there is no answer or a passing error
 * @param backoff before the second attempt; it doubles, with jitter
 * @param rateLimit how long one request may wait for the account's rate limit; zero to fail instead
 */
public record Patience(Duration connect, Duration request, int attempts, Duration backoff, Duration rateLimit) {
    /** A used-up rate limit is full again after an hour, and has enough for an app after a minute. */
    public static final Patience USUAL = new Patience(
            Duration.ofSeconds(5), Duration.ofSeconds(20), 4, Duration.ofMillis(300), Duration.ofMinutes(10));

    public Patience withoutWaiting() {
        return new Patience(connect, request, attempts, backoff, Duration.ZERO);
    }
}
