package dev.landfall.rehearsal.world;

import dev.landfall.rehearsal.states.ExecutionDescription;
import dev.landfall.rehearsal.states.StatesEngine;
import dev.landfall.rehearsal.time.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The alarms that the template has for Landfall itself: they call a human where the machines cannot go on. */
final class OwnAlarms {

    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** A period has to end, and its metrics take their time. */
    private static final Duration DELAY = PERIOD.multipliedBy(2);

    /** How an execution ended, by the metric that counts it. */
    private static final Map<String, String> STATUSES = Map.of(
            "AWS/States ExecutionsFailed", "FAILED",
            "AWS/States ExecutionsTimedOut", "TIMED_OUT",
            "AWS/States ExecutionsAborted", "ABORTED");

    private final Simulation simulation;
    private final StatesEngine engine;
    private final SimulatedLambda lambda;
    private final Consumer<World.Page> human;
    private final Set<SamTemplate.Alarm> ringing = new HashSet<>();

    OwnAlarms(Simulation simulation, StatesEngine engine, SimulatedLambda lambda, Consumer<World.Page> human) {
        this.simulation = simulation;
        this.engine = engine;
        this.lambda = lambda;
        this.human = human;
    }

    /** @throws TemplateRefused if one watches what this world does not have */
    void deploy(List<SamTemplate.Alarm> alarms) {
        alarms.forEach(this::deploy);
    }

    private void deploy(SamTemplate.Alarm alarm) {
        if (STATUSES.keySet().containsAll(alarm.metrics())) {
            engine.onStatusChange(execution -> ended(alarm, execution));
        } else if (alarm.metrics().equals(Set.of("AWS/SQS ApproximateNumberOfMessagesVisible"))) {
            lambda.onDeadLetter(() -> ring(alarm));
        } else if (alarm.metrics().equals(Set.of("AWS/Lambda Invocations", "AWS/Lambda Errors"))) {
            simulation.schedule(PERIOD, alarm.name(), () -> listen(alarm, simulation.instant()));
        } else {
            throw new TemplateRefused(alarm.name(), "alarms on " + alarm.metrics() + " are not known here");
        }
    }

    private void ended(SamTemplate.Alarm alarm, ExecutionDescription execution) {
        boolean counted = alarm.metrics().stream()
                .map(STATUSES::get)
                .anyMatch(execution.status().name()::equals);
        if (counted && alarm.of().endsWith(":" + execution.machineName())) {
            ring(alarm);
            simulation.schedule(DELAY.plus(PERIOD), alarm.name(), () -> ringing.remove(alarm));
        }
    }

    /** Whether the function has answered of late. */
    private void listen(SamTemplate.Alarm alarm, Instant since) {
        simulation.schedule(PERIOD, alarm.name(), () -> listen(alarm, since));
        Instant heard = lambda.lastAnswer(alarm.of()).orElse(since);
        if (heard.plus(PERIOD.multipliedBy(alarm.evaluationPeriods())).isBefore(simulation.instant())) {
            ring(alarm);
        } else {
            ringing.remove(alarm);
        }
    }

    private void ring(SamTemplate.Alarm alarm) {
        if (ringing.add(alarm)) {
            simulation.schedule(
                    DELAY,
                    alarm.name(),
                    () -> human.accept(new World.Page(
                            simulation.instant(), "ALARM: \"" + alarm.name() + "\"", alarm.description())));
        }
    }
}
