package dev.landfall.rehearsal.world;

import dev.landfall.health.AlarmReading;
import dev.landfall.health.AlarmReading.State;
import dev.landfall.health.Alarms;
import dev.landfall.health.Samples.Side;
import dev.landfall.rehearsal.time.Scheduled;
import dev.landfall.rehearsal.time.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * CloudWatch's alarms. One on a metric is evaluated once a minute, a composite one soon after a change of an alarm that it
 * looks at. Each tells of a change of its state only.
 */
public final class SimulatedAlarms implements Alarms {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration COMPOSITE_SOONEST = Duration.ofMillis(500);
    private static final Duration COMPOSITE_LATEST = Duration.ofSeconds(3);

    /** What the port says of a composite alarm, which has none. */
    private static final int COMPOSITE_PERIOD_SECONDS = 60;

    private static final String PROBE_PREFIX = World.PROBE.alarmPrefix();

    private static final AlarmRule PROBE_RULE = new AlarmRule(
            Metric.PROBE_AVAILABLE,
            AlarmRule.Statistic.AVERAGE,
            AlarmRule.Comparison.UNDER,
            1,
            MINUTE,
            2,
            3,
            AlarmRule.MissingData.BREACHING);

    /** @param reason in words */
    public record StateChange(Instant at, String alarm, State from, State to, String reason) {}

    private final Simulation simulation;
    private final Metrics metrics;
    private final Chance chance;
    private final Map<String, Alarm> alarms = new LinkedHashMap<>();
    private final Map<String, Instant> deletions = new HashMap<>();
    private final List<Consumer<StateChange>> listeners = new ArrayList<>();

    SimulatedAlarms(Simulation simulation, Metrics metrics) {
        this.simulation = simulation;
        this.metrics = metrics;
        this.chance = new Chance(simulation.random("alarms"));
    }

    /** Told of each change of state, when it happens. */
    public void onChange(Consumer<StateChange> listener) {
        listeners.add(listener);
    }

    void create(String name, AlarmRule rule, Metrics.Source source) {
        if (!alarms.containsKey(name)) {
            alarms.put(name, new MetricAlarm(name, rule, source));
        }
    }

    /** Like CloudWatch, makes none that looks at an alarm that is not there, nor, therefore, a circle of them. */
    void createComposite(String name, CompositeAlarmRule rule) {
        rule.alarms().forEach(child -> {
            if (!alarms.containsKey(child)) {
                throw new IllegalArgumentException(
                        "composite alarm " + name + " looks at " + child + ", which is none");
            }
        });
        CompositeAlarm alarm = new CompositeAlarm(name, rule);
        alarms.put(name, alarm);
        alarm.evaluateSoon();
    }

    void delete(String name) {
        Alarm alarm = alarms.remove(name);
        if (alarm != null) {
            alarm.stop();
            deletions.put(name, simulation.instant());
        }
    }

    /** As CloudWatch's SetAlarmState does: until it is evaluated again. */
    void fire(String name) {
        Alarm alarm = alarms.get(name);
        if (alarm != null) {
            alarm.become(State.ALARM, () -> "its state was set");
        }
    }

    /** When an alarm of this name was deleted last. */
    public Optional<Instant> deletedAt(String name) {
        return Optional.ofNullable(deletions.get(name));
    }

    /** The present state of an alarm that exists; MISSING otherwise. */
    State state(String name) {
        Alarm alarm = alarms.get(name);
        return alarm == null ? State.MISSING : alarm.state;
    }

    @Override
    public List<AlarmReading> read(List<String> names, Duration recent) {
        return names.stream()
                .map(name -> {
                    Alarm alarm = alarms.get(name);
                    return alarm == null ? AlarmReading.missing(name) : alarm.reading(recent);
                })
                .toList();
    }

    @Override
    public void createProbeAlarm(String migration) {
        create(World.PROBE.alarm(migration), PROBE_RULE, new Metrics.Source.Probe(migration));
    }

    @Override
    public void deleteProbeAlarm(String migration) {
        delete(World.PROBE.alarm(migration));
    }

    @Override
    public List<String> migrationsWithProbeAlarm() {
        return alarms.keySet().stream()
                .filter(name -> name.startsWith(PROBE_PREFIX))
                .map(name -> name.substring(PROBE_PREFIX.length()))
                .toList();
    }

    private abstract sealed class Alarm {
        final String name;
        State state = State.INSUFFICIENT_DATA;

        Alarm(String name) {
            this.name = name;
        }

        abstract AlarmReading reading(Duration recent);

        abstract void stop();

        /** @param reason asked for only if there is a change, which is once in hours */
        void become(State after, Supplier<String> reason) {
            if (after != state) {
                StateChange change = new StateChange(simulation.instant(), name, state, after, reason.get());
                state = after;
                listeners.forEach(listener -> listener.accept(change));
                tellComposites(name);
            }
        }
    }

    private void tellComposites(String changed) {
        for (Alarm alarm : List.copyOf(alarms.values())) {
            if (alarm instanceof CompositeAlarm composite
                    && composite.rule.alarms().contains(changed)) {
                composite.evaluateSoon();
            }
        }
    }

    private final class CompositeAlarm extends Alarm {
        private final CompositeAlarmRule rule;

        CompositeAlarm(String name, CompositeAlarmRule rule) {
            super(name);
            this.rule = rule;
        }

        void evaluateSoon() {
            simulation.schedule(chance.between(COMPOSITE_SOONEST, COMPOSITE_LATEST), name, this::evaluate);
        }

        private void evaluate() {
            boolean holds = rule.holds(SimulatedAlarms.this::state);
            become(holds ? State.ALARM : State.OK, () -> "its rule is " + (holds ? "true" : "false"));
        }

        @Override
        void stop() {}

        @Override
        AlarmReading reading(Duration recent) {
            return new AlarmReading(
                    name, state, true, AlarmReading.Data.NOT_APPLICABLE, false, COMPOSITE_PERIOD_SECONDS);
        }
    }

    private final class MetricAlarm extends Alarm {
        private final AlarmRule rule;
        private final Metrics.Source source;
        private Scheduled next;

        MetricAlarm(String name, AlarmRule rule, Metrics.Source source) {
            super(name);
            this.rule = rule;
            this.source = source;
            // Every alarm has its own second of the minute.
            this.next = simulation.schedule(chance.between(Duration.ZERO, MINUTE), name, this::evaluate);
        }

        @Override
        void stop() {
            next.cancel();
        }

        private void evaluate() {
            next = simulation.schedule(MINUTE, name, this::evaluate);
            List<AlarmRule.Datum> range = range();
            become(rule.evaluate(range, state), () -> words(range));
        }

        /** Oldest first; the period under way does not count yet. */
        private List<AlarmRule.Datum> range() {
            long period = rule.period().toSeconds();
            Instant end = Instant.ofEpochSecond(simulation.instant().getEpochSecond() / period * period);
            Instant start = end.minusSeconds(period * rule.evaluationRange());
            boolean isShare = rule.metric() == Metric.ERROR_SHARE;
            List<List<Metrics.Point>> points =
                    periods(visible(isShare ? Metric.REQUESTS : rule.metric(), start, end), start);
            if (!isShare) {
                return points.stream().map(this::datum).toList();
            }
            List<List<Metrics.Point>> errors = periods(visible(Metric.ERRORS, start, end), start);
            List<AlarmRule.Datum> range = new ArrayList<>();
            for (int i = 0; i < points.size(); i++) {
                range.add(share(errors.get(i), points.get(i)));
            }
            return range;
        }

        /** The points of each period of the range. */
        private List<List<Metrics.Point>> periods(List<Metrics.Point> points, Instant start) {
            List<List<Metrics.Point>> periods = new ArrayList<>();
            for (int i = 0; i < rule.evaluationRange(); i++) {
                periods.add(new ArrayList<>(1));
            }
            for (Metrics.Point point : points) {
                long since = point.minute().getEpochSecond() - start.getEpochSecond();
                periods.get((int) (since / rule.period().toSeconds())).add(point);
            }
            return periods;
        }

        private AlarmRule.Datum share(List<Metrics.Point> errors, List<Metrics.Point> requests) {
            double all = sum(requests);
            return all == 0 ? AlarmRule.Datum.NONE : rule.judge(sum(errors) / all);
        }

        private AlarmRule.Datum datum(List<Metrics.Point> points) {
            return points.isEmpty() ? AlarmRule.Datum.NONE : rule.judge(value(points));
        }

        private List<Metrics.Point> visible(Metric metric, Instant from, Instant to) {
            return metrics.visible(new Metrics.Series(metric, source, Side.AWS), from, to);
        }

        private double value(List<Metrics.Point> points) {
            return switch (rule.statistic()) {
                case SUM -> sum(points);
                case AVERAGE ->
                    sum(points)
                            / points.stream().mapToLong(Metrics.Point::count).sum();
                case MINIMUM ->
                    points.stream().mapToDouble(Metrics.Point::least).min().orElseThrow();
                case MAXIMUM ->
                    points.stream().mapToDouble(Metrics.Point::most).max().orElseThrow();
            };
        }

        private String words(List<AlarmRule.Datum> range) {
            long breaching =
                    range.stream().filter(d -> d == AlarmRule.Datum.BREACHING).count();
            long none = range.stream().filter(d -> d == AlarmRule.Datum.NONE).count();
            return breaching + " of the last " + range.size() + " data points breach, " + none + " are missing";
        }

        @Override
        AlarmReading reading(Duration recent) {
            Metric watched = rule.metric() == Metric.ERROR_SHARE ? Metric.REQUESTS : rule.metric();
            Instant now = simulation.instant();
            boolean data = !visible(watched, now.minus(recent), now).isEmpty();
            return new AlarmReading(
                    name,
                    state,
                    true,
                    data ? AlarmReading.Data.PRESENT : AlarmReading.Data.ABSENT,
                    rule.metric() == Metric.ERRORS,
                    (int) rule.period().toSeconds());
        }
    }

    private static double sum(List<Metrics.Point> points) {
        // Most periods are a minute, and so have one point: it shows in the time of a rehearsal.
        return points.size() == 1
                ? points.getFirst().sum()
                : points.stream().mapToDouble(Metrics.Point::sum).sum();
    }
}
