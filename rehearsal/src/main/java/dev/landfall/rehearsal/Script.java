package dev.landfall.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.landfall.health.Samples.Side;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.rehearsal.scenario.Action;
import dev.landfall.rehearsal.scenario.Incident;
import dev.landfall.rehearsal.scenario.Trigger;
import dev.landfall.rehearsal.time.Simulation;
import dev.landfall.rehearsal.world.EventBus;
import dev.landfall.rehearsal.world.PortFault;
import dev.landfall.rehearsal.world.Trouble;
import dev.landfall.rehearsal.world.Weights;
import dev.landfall.rehearsal.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Makes a scenario's incidents happen in the world, each once and at its moment. */
final class Script {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPERATOR = "operator";
    private static final Duration OPERATOR_COMES_BY = Duration.ofMinutes(7);

    private final Simulation simulation;
    private final World world;
    private final ShiftSpec spec;
    private final String migration;
    private final JsonNode input;
    private final BiConsumer<Instant, String> told;
    private final List<String> throttled = new ArrayList<>();
    private int others;

    /**
     * @param input of the shift, for who starts it again
     * @param told what happens, in words, when it happens
     */
    Script(
            Simulation simulation,
            World world,
            ShiftSpec spec,
            String migration,
            JsonNode input,
            BiConsumer<Instant, String> told) {
        this.simulation = simulation;
        this.world = world;
        this.spec = spec;
        this.migration = migration;
        this.input = input;
        this.told = told;
    }

    void arm(List<Incident> incidents, Instant shiftStart) {
        world.portCalls().addFaults(call -> isThrottled(call.name()) ? PortFault.THROTTLED : null);
        incidents.forEach(incident -> arm(incident, shiftStart));
    }

    /** An operator who looks in soon after each bake. */
    void approveBelow(int weight) {
        world.parking().onPark((who, slot) -> {
            if (who.equals(migration) && slot.gate() == ShiftSpec.Gate.APPROVAL && slot.awsWeight() < weight) {
                Instant at = slot.bakedAt().plus(OPERATOR_COMES_BY);
                simulation.schedule(at, "approval", () -> approve(slot.awsWeight()));
            }
        });
    }

    private void approve(int weight) {
        told.accept(simulation.instant(), OPERATOR + " approves at " + weight + " %");
        call("ApproveFunction", OPERATOR, "the dashboards look well at " + weight + " %");
    }

    private boolean isThrottled(String call) {
        return !throttled.isEmpty() && throttled.stream().anyMatch(pattern -> matches(pattern, call));
    }

    private static boolean matches(String pattern, String call) {
        return pattern.endsWith("*")
                ? call.startsWith(pattern.substring(0, pattern.length() - 1))
                : call.equals(pattern);
    }

    private void arm(Incident incident, Instant shiftStart) {
        arm(incident.when(), shiftStart, new Once(incident.after(), () -> happen(incident, shiftStart)));
    }

    private void arm(Trigger trigger, Instant shiftStart, Once once) {
        switch (trigger) {
            case Trigger.At at -> simulation.schedule(shiftStart.plus(at.at()), "incident", once::fire);
            case Trigger.Weight weight ->
                world.route53().onChange(change -> {
                    if (Weights.awsPercent(change.after(), spec) >= weight.weight()) {
                        once.fire();
                    }
                });
            case Trigger.Parked parked ->
                world.parking().onPark((who, slot) -> {
                    if (slot.awsWeight() >= parked.parked()) {
                        once.fire();
                    }
                });
            case Trigger.State state ->
                world.onStateEntered((execution, name) -> {
                    if (name.equals(state.state())) {
                        once.fire();
                    }
                });
        }
    }

    private final class Once {
        private final Duration delay;
        private final Runnable deed;
        private boolean fired;

        Once(Duration delay, Runnable deed) {
            this.delay = delay;
            this.deed = deed;
        }

        void fire() {
            if (!fired) {
                fired = true;
                simulation.schedule(delay, "incident", deed);
            }
        }
    }

    private void happen(Incident incident, Instant shiftStart) {
        Runnable end = act(incident.action());
        Runnable over = () -> {
            told.accept(simulation.instant(), "over: " + words(incident.action()));
            end.run();
        };
        if (incident.lasting() != null) {
            simulation.schedule(incident.lasting(), "end of incident", over);
        }
        if (incident.until() != null) {
            arm(incident.until(), shiftStart, new Once(Duration.ZERO, over));
        }
    }

    /** Performs it now, and tells of it. @return what ends it, if it is something that lasts */
    Runnable act(Action action) {
        told.accept(simulation.instant(), words(action));
        return perform(action);
    }

    private Runnable perform(Action action) {
        return switch (action) {
            case Action.Fail fail -> befall(fail.sides(), Trouble.failing(fail.share()));
            case Action.SlowDown slow -> befall(slow.sides(), Trouble.slow(slow.factor()));
            case Action.GoDown down -> befall(down.sides(), Trouble.DOWN);
            case Action.StopMetrics stop -> {
                world.stopMetrics();
                yield world::resumeMetrics;
            }
            case Action.LoseSnapshots lose -> once(world::loseSnapshots);
            case Action.Events events -> deliver(events);
            case Action.Throttle throttle -> {
                throttled.add(throttle.calls());
                yield () -> throttled.remove(throttle.calls());
            }
            case Action.StopServing stop -> {
                world.route53().stopServing();
                yield world.route53()::serveAgain;
            }
            case Action.EditRecords edit ->
                once(() -> world.route53().editByHand(spec.hostname(), found -> found.withTtl(edit.ttl())));
            case Action.StopExecution stop -> once(() -> world.stopShift(migration));
            case Action.RollBack rollBack -> once(world::startRollback);
            case Action.StartAnother start -> once(() -> world.startShift(anotherName(), input));
            case Action.Approve approve -> once(() -> call("ApproveFunction", approve.by(), approve.reason()));
            case Action.Abort abort -> once(() -> call("AbortFunction", abort.by(), abort.reason()));
        };
    }

    /** A new one each time: Step Functions refuses a name that an execution had. */
    private String anotherName() {
        others++;
        return migration + "-other" + (others == 1 ? "" : "-" + others);
    }

    private Runnable befall(List<Side> sides, Trouble trouble) {
        List<Runnable> ends =
                sides.stream().map(side -> world.origin(side).befall(trouble)).toList();
        return () -> ends.forEach(Runnable::run);
    }

    private Runnable deliver(Action.Events events) {
        EventBus.Kind kind = switch (events.kind()) {
            case ALARM -> EventBus.Kind.ALARM;
            case EXECUTION -> EventBus.Kind.EXECUTION;
        };
        EventBus.Delivery delivery = switch (events.fate()) {
            case LOST -> EventBus.Delivery.LOST;
            case LATE -> EventBus.Delivery.LATE;
            case DOUBLED -> EventBus.Delivery.DOUBLED;
        };
        world.events().deliver(kind, delivery);
        return () -> world.events().deliver(kind, EventBus.Delivery.NORMAL);
    }

    private static Runnable once(Runnable deed) {
        deed.run();
        return () -> {};
    }

    private void call(String function, String by, String reason) {
        world.call(
                function,
                JSON.createObjectNode()
                        .put("migration", migration)
                        .put("by", by)
                        .put("reason", reason));
    }

    private static String words(Action action) {
        return switch (action) {
            case Action.Fail fail -> names(fail.sides()) + " fails " + percent(fail.share()) + " of its requests";
            case Action.SlowDown slow -> names(slow.sides()) + " gets " + number(slow.factor()) + " times slower";
            case Action.GoDown down -> names(down.sides()) + " stops answering";
            case Action.StopMetrics stop -> "CloudWatch gets no more data";
            case Action.LoseSnapshots lose ->
                "Lambda has dropped the functions' snapshots, and makes each again when called";
            case Action.Events events -> "events of kind " + word(events.kind()) + " are " + word(events.fate());
            case Action.Throttle throttle -> throttle.calls() + " is throttled";
            case Action.StopServing stop -> "name servers take no more changes, though INSYNC is reported";
            case Action.EditRecords edit -> "somebody sets the records' TTL to " + edit.ttl() + " s by hand";
            case Action.RollBack rollBack -> "an operator starts the rollback machine";
            case Action.StopExecution stop -> "somebody stops the shift's execution";
            case Action.StartAnother start -> "a second operator starts a shift of the same hostname";
            case Action.Approve approve -> approve.by() + " approves: " + approve.reason();
            case Action.Abort abort -> abort.by() + " aborts: " + abort.reason();
        };
    }

    private static String names(List<Side> sides) {
        return sides.stream().map(side -> side == Side.AWS ? "AWS" : "Heroku").collect(Collectors.joining(" and "));
    }

    private static String percent(double share) {
        return number(100 * share) + " %";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
