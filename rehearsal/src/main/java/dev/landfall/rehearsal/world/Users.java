package dev.landfall.rehearsal.world;

import dev.landfall.health.Samples.Side;
import dev.landfall.rehearsal.time.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Everybody who uses the app: asks a resolver, goes where it points, and is served or not. What happens within ten
 * seconds is taken to happen at their beginning.
 */
public final class Users {

    private static final Duration TICK = Duration.ofSeconds(10);

    private static final int TICKS_A_MINUTE = 6;

    /** Share of a minute's requests from which users notice its failures. */
    private static final double NOTICED = 0.01;

    /** Of the operator's own uptime monitors, which ask AWS directly. */
    private static final long MONITORING_PER_TICK = 1;

    /** What users met within one minute. */
    public record Minute(
            Instant at, int awsWeight, long herokuRequests, long awsRequests, long herokuFailed, long awsFailed) {

        /** Whether users notice failures of AWS, and Heroku could serve them. */
        public boolean failsBecauseOfAws() {
            return awsFailed > (herokuRequests + awsRequests) * NOTICED && herokuFailed <= herokuRequests * NOTICED;
        }
    }

    /** Of AWS's load balancer. Heroku's router reports nothing to CloudWatch. */
    private static final Metrics.Series REQUESTS = reported(Metric.REQUESTS);

    private static final Metrics.Series ERRORS = reported(Metric.ERRORS);
    private static final Metrics.Series LATENCY = reported(Metric.LATENCY);

    private record Tick(long requests, long failures) {}

    private final Simulation simulation;
    private final Demand demand;
    private final Resolvers resolvers;
    private final IntSupplier awsWeight;
    private final Map<Side, Origin> origins;
    private final Metrics metrics;
    private final Chance chance;
    private final List<Minute> minutes = new ArrayList<>();
    private final List<Consumer<Minute>> listeners = new ArrayList<>();
    private final Map<Side, Long> requests = new EnumMap<>(Side.class);
    private final Map<Side, Long> failed = new EnumMap<>(Side.class);
    private final Deque<Tick> lastMinute = new ArrayDeque<>();
    private long requestsOfLastMinute;
    private long failuresOfLastMinute;
    private boolean counted;
    private Duration noticed = Duration.ZERO;

    Users(
            Simulation simulation,
            Demand demand,
            Resolvers resolvers,
            IntSupplier awsWeight,
            Map<Side, Origin> origins,
            Metrics metrics) {
        this.simulation = simulation;
        this.demand = demand;
        this.resolvers = resolvers;
        this.awsWeight = awsWeight;
        this.origins = origins;
        this.metrics = metrics;
        this.chance = new Chance(simulation.random("users"));
        forgetMinute();
    }

    /** Told of each full minute that counts. */
    public void onMinute(Consumer<Minute> listener) {
        listeners.add(listener);
    }

    void count() {
        counted = true;
        forgetMinute();
    }

    public List<Minute> minutes() {
        return List.copyOf(minutes);
    }

    /** How long so many requests of the minute before failed that users noticed. */
    public Duration noticed() {
        return noticed;
    }

    void start() {
        simulation.schedule(TICK, "users", this::tick);
    }

    private void tick() {
        simulation.schedule(TICK, "users", this::tick);
        Instant now = simulation.instant();
        if (now.getEpochSecond() % 60 == 0) {
            closeMinute(now);
        }
        Map<Side, Long> asked = ask(now);
        long all = 0;
        long failures = 0;
        for (Side side : Side.values()) {
            long failedHere = serve(side, asked.getOrDefault(side, 0L));
            all += asked.getOrDefault(side, 0L);
            failures += failedHere;
            failed.merge(side, failedHere, Long::sum);
            requests.merge(side, asked.getOrDefault(side, 0L), Long::sum);
        }
        remember(new Tick(all, failures));
        if (counted && failuresOfLastMinute > requestsOfLastMinute * NOTICED) {
            noticed = noticed.plus(TICK);
        }
    }

    private void remember(Tick tick) {
        lastMinute.addLast(tick);
        requestsOfLastMinute += tick.requests();
        failuresOfLastMinute += tick.failures();
        if (lastMinute.size() > TICKS_A_MINUTE) {
            Tick gone = lastMinute.removeFirst();
            requestsOfLastMinute -= gone.requests();
            failuresOfLastMinute -= gone.failures();
        }
    }

    private Map<Side, Long> ask(Instant now) {
        Map<Side, Long> asked = new EnumMap<>(Side.class);
        double mean = demand.at(now) * TICK.toSeconds();
        resolvers.shares(now).forEach((side, share) -> asked.put(side, chance.poisson(mean * share)));
        return asked;
    }

    /** @return how many of the users' requests failed */
    private long serve(Side side, long asked) {
        Origin origin = origins.get(side);
        if (origin == null) {
            return asked;
        }
        origin.load((double) asked / TICK.toSeconds());
        Origin.Behaviour behaviour = origin.behaviour();
        long failures = chance.binomial(asked, behaviour.errors());
        if (side == Side.AWS) {
            long monitored = chance.binomial(MONITORING_PER_TICK, behaviour.errors());
            observe(asked + MONITORING_PER_TICK, failures + monitored, behaviour.millis());
        }
        return failures;
    }

    /** What the load balancer of AWS reports. */
    void observe(long seen, long failures, double millis) {
        metrics.put(REQUESTS, seen, 1);
        metrics.put(ERRORS, failures, 1);
        metrics.put(LATENCY, seen, millis / 1000);
    }

    private static Metrics.Series reported(Metric metric) {
        return new Metrics.Series(metric, new Metrics.Source.LoadBalancer(), Side.AWS);
    }

    private void closeMinute(Instant now) {
        if (counted) {
            Minute minute = new Minute(
                    now.minus(1, ChronoUnit.MINUTES),
                    awsWeight.getAsInt(),
                    requests.getOrDefault(Side.HEROKU, 0L),
                    requests.getOrDefault(Side.AWS, 0L),
                    failed.getOrDefault(Side.HEROKU, 0L),
                    failed.getOrDefault(Side.AWS, 0L));
            minutes.add(minute);
            listeners.forEach(listener -> listener.accept(minute));
        }
        forgetMinute();
    }

    private void forgetMinute() {
        requests.clear();
        failed.clear();
    }
}
