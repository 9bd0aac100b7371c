package dev.landfall.rehearsal.world;

import dev.landfall.health.AlarmReading.State;
import dev.landfall.rehearsal.states.ExecutionDescription;
import dev.landfall.rehearsal.states.ExecutionStatus;
import dev.landfall.rehearsal.states.StatesEngine;
import dev.landfall.rehearsal.time.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The alarms that the template has for Landfall itself: they call a human where the machines cannot go on. Each rings when
 * its own period, threshold and treatment of missing data say so.
 */
final class OwnAlarms {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** A period's metrics take their time. */
    private static final Duration DELAY = MINUTE;

    /** The metric that counts executions which end so. */
    private static final Map<ExecutionStatus, String> COUNTED = Map.of(
            ExecutionStatus.FAILED, "AWS/States ExecutionsFailed",
            ExecutionStatus.TIMED_OUT, "AWS/States ExecutionsTimedOut",
            ExecutionStatus.ABORTED, "AWS/States ExecutionsAborted");

    private static final String INVOCATIONS = "AWS/Lambda Invocations";
    private static final String ERRORS = "AWS/Lambda Errors";
    /** Nothing here is refused for load by Lambda itself. */
    private static final String THROTTLES = "AWS/Lambda Throttles";

    private static final String MESSAGES = "AWS/SQS ApproximateNumberOfMessagesVisible";

    private static final String SUM = "Sum";
    private static final String MAXIMUM = "Maximum";

    private record Series(String metric, String of) {}

    private final Simulation simulation;
    private final Consumer<World.Page> human;

    /** What each minute counted; no entry where nothing was sent. */
    private final Map<Series, Map<Instant, Long>> minutes = new HashMap<>();

    /** When each message came into the queue, where nobody takes it out. */
    private final List<Instant> deadLetters = new ArrayList<>();

    OwnAlarms(Simulation simulation, StatesEngine engine, SimulatedLambda lambda, Consumer<World.Page> human) {
        this.simulation = simulation;
        this.human = human;
        engine.onStatusChange(this::ended);
        lambda.onRun(this::ran);
        lambda.onDeadLetter(() -> deadLetters.add(simulation.instant()));
    }

    /** @throws TemplateRefused if one watches what this world does not have */
    void deploy(List<SamTemplate.Alarm> alarms) {
        for (SamTemplate.Alarm alarm : alarms) {
            alarm.terms().forEach(term -> requireKnown(alarm, term));
            breaches(alarm, 0);
            new Watch(alarm).start();
        }
    }

    private static void requireKnown(SamTemplate.Alarm alarm, SamTemplate.Term term) {
        boolean counted = COUNTED.containsValue(term.metric())
                || term.metric().equals(INVOCATIONS)
                || term.metric().equals(ERRORS)
                || term.metric().equals(THROTTLES);
        boolean known = counted
                ? term.statistic().equals(SUM)
                : term.metric().equals(MESSAGES) && term.statistic().equals(MAXIMUM);
        if (!known) {
            throw new TemplateRefused(
                    alarm.name(), "alarms on " + term.statistic() + " of " + term.metric() + " are not known here");
        }
    }

    private void ended(ExecutionDescription execution) {
        String metric = COUNTED.get(execution.status());
        if (metric != null) {
            count(metric, execution.machineName(), 1);
        }
    }

    /** Lambda sends both metrics for each invocation. */
    private void ran(String function, boolean succeeded) {
        count(INVOCATIONS, function, 1);
        count(ERRORS, function, succeeded ? 0 : 1);
    }

    private void count(String metric, String of, long more) {
        minutes.computeIfAbsent(new Series(metric, of), series -> new HashMap<>())
                .merge(simulation.instant().truncatedTo(ChronoUnit.MINUTES), more, Long::sum);
    }

    private static boolean breaches(SamTemplate.Alarm alarm, double value) {
        double threshold = alarm.threshold();
        return switch (alarm.operator()) {
            case "GreaterThanThreshold" -> value > threshold;
            case "GreaterThanOrEqualToThreshold" -> value >= threshold;
            case "LessThanThreshold" -> value < threshold;
            case "LessThanOrEqualToThreshold" -> value <= threshold;
            default ->
                throw new TemplateRefused(
                        alarm.name(), "ComparisonOperator: " + alarm.operator() + " is not known here");
        };
    }

    /** One alarm, evaluated each minute. */
    private final class Watch {
        private final SamTemplate.Alarm alarm;
        private State state = State.INSUFFICIENT_DATA;

        /** Of the periods that are over, which change no more; oldest first. */
        private final ArrayDeque<AlarmRule.Datum> range = new ArrayDeque<>();

        private long rangeEnd = Long.MIN_VALUE;

        Watch(SamTemplate.Alarm alarm) {
            this.alarm = alarm;
        }

        /** Not before its periods are over: a rehearsal begins long after the deployment. */
        void start() {
            Duration periods = alarm.period().multipliedBy(alarm.periods().of());
            simulation.schedule(periods.plus(DELAY).plus(MINUTE), alarm.name(), this::evaluate);
        }

        private void evaluate() {
            simulation.schedule(MINUTE, alarm.name(), this::evaluate);
            State before = state;
            state = alarm.periods().evaluate(range(), before);
            if (state == State.ALARM && before != State.ALARM) {
                human.accept(
                        new World.Page(simulation.instant(), "ALARM: \"" + alarm.name() + "\"", alarm.description()));
            }
        }

        private List<AlarmRule.Datum> range() {
            long period = alarm.period().toSeconds();
            long now = simulation.instant().minus(DELAY).getEpochSecond();
            long end = now / period * period;
            int periods = alarm.periods().range();
            for (long start = Math.max(rangeEnd, end - periods * period); start < end; start += period) {
                range.addLast(datum(Instant.ofEpochSecond(start)));
            }
            rangeEnd = end;
            while (range.size() > periods) {
                range.removeFirst();
            }
            return List.copyOf(range);
        }

        private AlarmRule.Datum datum(Instant start) {
            double value = 0;
            boolean sent = false;
            for (SamTemplate.Term term : alarm.terms()) {
                OptionalLong measured = measured(term, start);
                value += (double) (term.factor() * measured.orElse(0));
                sent |= measured.isPresent();
            }
            if (!sent) {
                return AlarmRule.Datum.NONE;
            }
            return breaches(alarm, value) ? AlarmRule.Datum.BREACHING : AlarmRule.Datum.GOOD;
        }

        private OptionalLong measured(SamTemplate.Term term, Instant start) {
            Instant end = start.plus(alarm.period());
            if (term.metric().equals(MESSAGES)) {
                long messages = deadLetters.stream().filter(end::isAfter).count();
                return messages == 0 ? OptionalLong.empty() : OptionalLong.of(messages);
            }
            Map<Instant, Long> counted = minutes.getOrDefault(new Series(term.metric(), name(term.of())), Map.of());
            long sum = 0;
            boolean sent = false;
            for (Instant minute = start; minute.isBefore(end); minute = minute.plus(MINUTE)) {
                sum += counted.getOrDefault(minute, 0L);
                sent |= counted.containsKey(minute);
            }
            return sent ? OptionalLong.of(sum) : OptionalLong.empty();
        }
    }

    /** A function's is its own; a machine's stands at the end of its ARN. */
    private static String name(String of) {
        return of.substring(of.lastIndexOf(':') + 1);
    }
}
