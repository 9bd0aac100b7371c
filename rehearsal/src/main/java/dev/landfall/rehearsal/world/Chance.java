package dev.landfall.rehearsal.world;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Draws from the distributions that the models need. */
final class Chance {

    /** Up to here a distribution is drawn exactly; above, the normal distribution is close enough. */
    private static final int EXACT = 30;

    /** Farther than this from a probability, rounding cannot take a draw to its other side. */
    private static final double CLOSE = 1e-9;

    private final RandomGenerator random;

    Chance(RandomGenerator random) {
        this.random = random;
    }

    /** Whether something of this probability happens. */
    boolean happens(double probability) {
        return random.nextDouble() < probability;
    }

    Duration between(Duration least, Duration most) {
        return Duration.ofMillis(
                least.toMillis() + (long) (random.nextDouble() * (most.toMillis() - least.toMillis())));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** How many events happen where {@code mean} are expected. */
    long poisson(double mean) {
        if (mean > EXACT) {
            return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        // Where one draw falls among the probabilities of 0, 1, 2, ... events.
        double left = random.nextDouble();
        double probability = Math.exp(-mean);
        long events = 0;
        while (left > probability && probability > 0) {
            left -= probability;
            events++;
            probability *= mean / events;
        }
        return events;
    }

    /** How many of {@code trials} succeed, each with this probability. */
    long binomial(long trials, double probability) {
        if (trials == 0 || probability <= 0) {
            return 0;
        }
        if (probability >= 1) {
            return trials;
        }
        double variance = trials * probability * (1 - probability);
        if (variance > EXACT) {
            long drawn = Math.round(trials * probability + Math.sqrt(variance) * random.nextGaussian());
            return Math.clamp(drawn, 0, trials);
        }
        return probability > 0.5 ? trials - rare(trials, 1 - probability) : rare(trials, probability);
    }

    /** Jumps from success to success, so that a thousand trials with one success cost one draw. */
    private long rare(long trials, double probability) {
        if (trials == 1) {
            return rareOnce(probability);
        }
        double logOfMiss = Math.log1p(-probability);
        long successes = 0;
        double at = 0;
        while (true) {
            at += Math.floor(Math.log1p(-random.nextDouble()) / logOfMiss) + 1;
            if (at > trials) {
                return successes;
            }
            successes++;
        }
    }

    /**
     * The same for one trial, draw by draw, but without logarithms where they could say nothing new: the first jump goes no
     * farther than the one trial if its draw is below the probability. Resolvers ask for little else.
     */
    private long rareOnce(double probability) {
        double drawn = random.nextDouble();
        boolean clear = Math.abs(drawn - probability) > CLOSE;
        boolean succeeds = clear ? drawn < probability : Math.log1p(-drawn) / Math.log1p(-probability) < 1;
        if (succeeds) {
            random.nextDouble(); // for the second jump, which leaves the trials however far it goes
        }
        return succeeds ? 1 : 0;
    }

    /** Deals {@code total} out in the proportion of the weights; all weights zero means all alike. */
    long[] split(long total, long[] weights) {
        long left = 0;
        for (long weight : weights) {
            left += weight;
        }
        boolean alike = left == 0;
        left = alike ? weights.length : left;
        long[] parts = new long[weights.length];
        long remaining = total;
        for (int i = 0; i < weights.length && left > 0; i++) {
            long weight = alike ? 1 : weights[i];
            parts[i] = binomial(remaining, (double) weight / left);
            remaining -= parts[i];
            left -= weight;
        }
        return parts;
    }

    /** Where {@link #split} would deal a total of one, by the same draws. */
    int pick(long[] weights) {
        long left = 0;
        for (long weight : weights) {
            left += weight;
        }
        boolean alike = left == 0;
        left = alike ? weights.length : left;
        int picked = 0;
        while (binomial(1, (double) (alike ? 1 : weights[picked]) / left) == 0) {
            left -= alike ? 1 : weights[picked];
            picked++;
        }
        return picked;
    }
}
