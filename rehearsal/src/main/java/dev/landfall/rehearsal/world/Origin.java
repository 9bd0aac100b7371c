package dev.landfall.rehearsal.world;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One side's servers: the fuller, the slower; over their capacity they fail; and trouble may befall them. */
public final class Origin {

    /** Queueing theory has no limit for latency at full load; a router's queue has. */
    private static final double FULLEST = 0.95;

    /** Load balancer and router give up on a request that takes longer. */
    private static final double PATIENCE_MILLIS = 30_000;

    private final InstantSource clock;
    private final OriginSettings settings;
    private final List<Suffered> troubles = new ArrayList<>();
    private double requestsPerSecond;

    /** Has an identity: two equal troubles are two. */
    private static final class Suffered {
        private final Trouble trouble;
        private final Instant since;

        Suffered(Trouble trouble, Instant since) {
            this.trouble = trouble;
            this.since = since;
        }
    }

    Origin(InstantSource clock, OriginSettings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    /** Lets it suffer. @return what ends the trouble again */
    public Runnable befall(Trouble trouble) {
        Suffered suffered = new Suffered(trouble, clock.instant());
        troubles.add(suffered);
        return () -> troubles.remove(suffered);
    }

    /** Whether a user would call it in order now. */
    boolean isHealthy() {
        return behaviour().errors() < 0.01 && behaviour().millis() < 10 * settings.millis();
    }

    /** Since when the oldest of the present troubles lasts. */
    Optional<Instant> troubledSince() {
        return troubles.stream().map(trouble -> trouble.since).min(Instant::compareTo);
    }

    boolean isTroubled() {
        return !troubles.isEmpty();
    }

    void load(double requestsPerSecond) {
        this.requestsPerSecond = requestsPerSecond;
    }

    /**
     * How it answers at its present load.
     *
     * @param errors share of requests that fail
     * @param millis mean latency
     */
    record Behaviour(double errors, double millis, boolean down) {}

    Behaviour behaviour() {
        double use = requestsPerSecond / settings.capacity();
        double surplus = use > 1 ? 1 - 1 / use : 0;
        double good = (1 - settings.errors()) * (1 - surplus);
        double millis = settings.millis() * (1 + queueing(Math.min(use, FULLEST)));
        boolean down = false;
        for (Suffered suffered : troubles) {
            Trouble trouble = suffered.trouble;
            good *= 1 - trouble.errors();
            millis *= trouble.slowdown();
            down |= trouble.down();
        }
        boolean tooSlow = millis > PATIENCE_MILLIS;
        return new Behaviour(down || tooSlow ? 1 : 1 - good, Math.min(millis, PATIENCE_MILLIS), down);
    }

    /** Waiting time in units of service time, for one queue with arrivals and services at random. */
    private static double queueing(double use) {
        return use * use / (1 - use);
    }
}
