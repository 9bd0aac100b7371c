package dev.landfall.heroku;

import java.time.Duration;

/** The account's rate limit is used up for now. Never leaves the package. */
final class ThrottledException extends RuntimeException {
    private final Duration wait;

    ThrottledException(Duration wait) {
        super("rate limit", null, false, false);
        this.wait = wait;
    }

    Duration delay() {
        return wait;
    }
}
