package dev.landfall.rehearsal.world;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.landfall.plan.InvalidSpecException;
import dev.landfall.plan.ScheduleExpression;
import dev.landfall.rehearsal.states.ExecutionDescription;
import dev.landfall.rehearsal.states.StatesEngine;
import dev.landfall.rehearsal.time.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** Puts into the world what the template says, as CloudFormation would. */
final class Stack {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Simulation simulation;
    private final SamTemplate template;
    private final SimulatedLambda lambda;
    private final StatesEngine engine;
    private final EventBus events;

    Stack(Simulation simulation, SamTemplate template, SimulatedLambda lambda, StatesEngine engine, EventBus events) {
        this.simulation = simulation;
        this.template = template;
        this.lambda = lambda;
        this.engine = engine;
        this.events = events;
    }

    /**
     * @param handlers by the name of their class
     * @throws TemplateRefused if a function has none of them, or a machine's file is not there
     */
    void deploy(Deployment deployment, Map<String, RequestStreamHandler> handlers) {
        template.functions().forEach(function -> deploy(function, handlers));
        for (SamTemplate.Machine machine : template.machines()) {
            engine.deploy(machine.name(), deployment.definition(machine));
        }
        template.rules().forEach(rule -> events.rule(rule.pattern(), event -> deliver(rule, event)));
        engine.onStatusChange(this::publish);
    }

    private void deploy(SamTemplate.Function function, Map<String, RequestStreamHandler> handlers) {
        RequestStreamHandler handler = handlers.get(function.handler());
        if (handler == null) {
            throw new TemplateRefused(
                    function.name() + ".Handler", "the rehearsal has no handler " + function.handler());
        }
        lambda.deploy(function, handler);
    }

    /** From now on the schedules fire, each at a moment of its own. */
    void startSchedules() {
        template.schedules().forEach(this::start);
    }

    private void start(SamTemplate.Schedule schedule) {
        ScheduleExpression expression = expression(schedule);
        Instant first = next(expression, simulation.instant());
        Duration until = Duration.between(simulation.instant(), first);
        Instant within = simulation
                .instant()
                .plus(new Chance(simulation.random(name(schedule.target()))).between(Duration.ZERO, until));
        simulation.schedule(within, name(schedule.target()), () -> fire(schedule.target(), expression));
    }

    private void fire(SamTemplate.Target target, ScheduleExpression expression) {
        simulation.schedule(next(expression, simulation.instant()), name(target), () -> fire(target, expression));
        invoke(target, JSON.createObjectNode());
    }

    private static Instant next(ScheduleExpression expression, Instant after) {
        return expression.next(after, ZoneOffset.UTC).orElse(Instant.MAX);
    }

    private static ScheduleExpression expression(SamTemplate.Schedule schedule) {
        try {
            return ScheduleExpression.parse(schedule.expression());
        } catch (InvalidSpecException e) {
            throw new TemplateRefused(name(schedule.target()), schedule.expression() + " is no schedule");
        }
    }

    private void publish(ExecutionDescription execution) {
        events.publish(AwsEvents.executionStatusChange(
                execution, engine.machineArn(execution.machineName()), simulation.instant()));
    }

    private void deliver(SamTemplate.Rule rule, JsonNode event) {
        InputTransformer transformer = rule.transformer();
        invoke(rule.target(), transformer == null ? event : transformer.transform(event));
    }

    private void invoke(SamTemplate.Target target, JsonNode input) {
        switch (target) {
            case SamTemplate.Function function -> lambda.invokeAsynchronously(function.name(), input);
            case SamTemplate.Machine machine -> engine.startExecution(machine.name(), input);
        }
    }

    private static String name(SamTemplate.Target target) {
        return switch (target) {
            case SamTemplate.Function function -> function.name();
            case SamTemplate.Machine machine -> machine.name();
        };
    }
}
