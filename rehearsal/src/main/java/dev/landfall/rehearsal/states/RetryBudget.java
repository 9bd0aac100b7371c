package dev.landfall.rehearsal.states;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How often each retrier of a state was used during one visit. */
final class RetryBudget {

    private final List<Retrier> retriers;
    private final int[] used;

    RetryBudget(List<Retrier> retriers) {
        this.retriers = retriers;
        this.used = new int[retriers.size()];
    }

    /** How long to wait before another try; empty if there is to be none. Only the first matching retrier counts. */
    Optional<Duration> spend(String error, RandomGenerator random) {
        for (int index = 0; index < used.length; index++) {
            Retrier retrier = retriers.get(index);
            if (ErrorNames.matches(retrier.errorEquals(), error)) {
                return used[index] < retrier.maxAttempts()
                        ? Optional.of(retrier.delay(used[index]++, random))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
