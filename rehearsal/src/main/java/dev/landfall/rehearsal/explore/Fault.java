package dev.landfall.rehearsal.explore;

import dev.landfall.health.Samples.Side;
import dev.landfall.rehearsal.Stage;
import dev.landfall.rehearsal.scenario.Action;
import dev.landfall.rehearsal.states.HistoryEvent;
import dev.landfall.rehearsal.states.HistoryEventType;
import dev.landfall.rehearsal.world.EventBus.Delivery;
import dev.landfall.rehearsal.world.EventBus.Kind;
import dev.landfall.rehearsal.world.PortFault;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What may go wrong at a place. */
public enum Fault {
    EXECUTION_STOPPED("the execution is stopped", stopped(Delivery.NORMAL)),
    STOP_EVENT_LOST("the execution is stopped, and EventBridge loses the event", stopped(Delivery.LOST)),
    STOP_EVENT_LATE("the execution is stopped, and EventBridge is late with the event", stopped(Delivery.LATE)),
    STOP_EVENT_DOUBLED("the execution is stopped, and EventBridge tells it twice", stopped(Delivery.DOUBLED)),
    ROLLBACK_STOPPED_AGAIN("each rollback that comes here is stopped, five times", stopped(Delivery.NORMAL)),
    SECOND_START("a second operator starts a shift of the same hostname", does(new Action.StartAnother())),
    OPERATOR_ROLLS_BACK("an operator starts the rollback machine", does(new Action.RollBack())),
    RECORDS_EDITED("an operator edits the records", does(new Action.EditRecords(Deeds.EDITED_TTL))),
    NOT_SERVED("Route 53's name servers keep what they have, though it says INSYNC", does(new Action.StopServing())),
    AWS_FAILS("AWS fails half of its requests, so alarms fire", awsFails(Delivery.NORMAL)),
    ALARM_EVENT_LOST("AWS fails, and EventBridge loses the alarms' events", awsFails(Delivery.LOST)),
    ALARM_EVENT_LATE("AWS fails, and EventBridge is late with the alarms' events", awsFails(Delivery.LATE)),
    ALARM_EVENT_DOUBLED("AWS fails, and EventBridge tells of the alarms twice", awsFails(Delivery.DOUBLED)),
    ALARM_EVENTS_OUT_OF_ORDER("AWS fails for a while, and the alarms' events overtake each other", Deeds::awsRecovers),
    ALARM_DELETED("somebody deletes the alarms", Deeds::deleteAlarms),
    METRICS_STOP("CloudWatch gets no more data", does(new Action.StopMetrics())),
    CLOCK_AHEAD("the function's clock is five minutes ahead", clockError(Deeds.CLOCK_ERROR)),
    CLOCK_BEHIND("the function's clock is five minutes behind", clockError(Deeds.CLOCK_ERROR.negated())),
    KILLED_BEFORE("the function dies before the call", PortFault.KILLED_BEFORE, Duration.ZERO),
    KILLED_AFTER("the function dies after the call took effect", PortFault.KILLED_AFTER, Duration.ZERO),
    TIMED_OUT_BEFORE("the call times out, without effect", PortFault.TIMED_OUT_BEFORE, Duration.ZERO),
    TIMED_OUT_AFTER("the call times out, though it took effect", PortFault.TIMED_OUT_AFTER, Duration.ZERO),
    THROTTLED("the call is throttled for three minutes", PortFault.THROTTLED, Duration.ofMinutes(3)),
    THROTTLED_FOR_EVER("the call is throttled from now on", PortFault.THROTTLED, Duration.ofDays(1000)),
    STALE_READ("the read gives what it gave the last time", PortFault.STALE, Duration.ZERO),
    JOURNAL_REFUSED("DynamoDB refuses the write to the journal", PortFault.REFUSED, Duration.ZERO),
    NOTHING("nothing but what belongs to the course", (stage, execution) -> {});

    /** What it does. */
    sealed interface Effect {}

    /** Something happens in the world when an execution enters a state. */
    @FunctionalInterface
    non-sealed interface Deed extends Effect {
        void on(Stage stage, String execution);
    }

    /** @param lasting for how long calls of the same name share its fate; zero for the one call alone */
    record Misfortune(PortFault fault, Duration lasting) implements Effect {}

    /** Reads of what need not know yet of the latest write. DynamoDB's are asked to. */
    private static final Set<String> EVENTUALLY_CONSISTENT = Set.of(
            "TrafficRouter.read",
            "TrafficRouter.isInSync",
            "NameServers.sample",
            "Alarms.read",
            "Alarms.migrationsWithProbeAlarm",
            "Samples.probes",
            "Samples.requests",
            "Executions.isRunning",
            "Executions.isRollingBack",
            "Schedules.migrations");

    private static final Set<String> JOURNAL_WRITES = Set.of("Journal.append", "Journal.note");

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda, or a record of constants
    private final Effect effect;

    Fault(String words, Deed deed) {
        this.words = words;
        this.effect = deed;
    }

    Fault(String words, PortFault fault, Duration lasting) {
        this.words = words;
        this.effect = new Misfortune(fault, lasting);
    }

    Effect effect() {
        return effect;
    }

    /** For people: what happens. */
    public String words() {
        return words;
    }

    /** As the command takes and prints it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean mayBefall(Place.AtState state, boolean callsFunction) {
        return switch (this) {
            case NOTHING -> state.machine().equals(Machine.SHIFT) && state.visit() == 1;
            case ROLLBACK_STOPPED_AGAIN -> state.machine().equals(Machine.ROLLBACK);
            case CLOCK_AHEAD, CLOCK_BEHIND -> callsFunction;
            default -> effect instanceof Deed;
        };
    }

    boolean mayBefall(Place.AtCall call) {
        return switch (this) {
            case STALE_READ -> EVENTUALLY_CONSISTENT.contains(call.name());
            case JOURNAL_REFUSED -> JOURNAL_WRITES.contains(call.name());
            // What a machine calls without a function has no process that could die.
            case KILLED_BEFORE, KILLED_AFTER -> !call.port().equals("Direct");
            default -> effect instanceof Misfortune;
        };
    }

    /** @throws InvalidCaseException if there is none of this name */
    public static Fault named(String word) {
        return Arrays.stream(values())
                .filter(fault -> fault.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidCaseException("fault: \"" + word + "\" must be one of "
                        + String.join(
                                ", ", Arrays.stream(values()).map(Fault::word).toList())));
    }

    private static Deed does(Action action) {
        return (stage, execution) -> stage.perform(action);
    }

    private static Deed stopped(Delivery delivery) {
        return (stage, execution) -> {
            stage.world().events().deliverNext(Kind.EXECUTION, delivery);
            stage.world().engine().stop(execution, "StoppedByHand", "stopped in the console");
        };
    }

    private static Deed awsFails(Delivery delivery) {
        return (stage, execution) -> {
            stage.world().events().deliver(Kind.ALARM, delivery);
            stage.perform(Deeds.FAILING);
        };
    }

    private static Deed clockError(Duration error) {
        return (stage, execution) -> Deeds.setClock(stage, execution, error);
    }

    /** Apart, since the constants above are made before anything static of this class. */
    private static final class Deeds {
        static final int EDITED_TTL = 120;
        static final Duration CLOCK_ERROR = Duration.ofMinutes(5);
        static final Action FAILING = new Action.Fail(List.of(Side.AWS), 0.5);
        static final Duration RECOVERY = Duration.ofMinutes(8);

        static void awsRecovers(Stage stage, String execution) {
            stage.world().events().deliver(Kind.ALARM, Delivery.OUT_OF_ORDER);
            Runnable end = stage.perform(FAILING);
            stage.simulation().schedule(RECOVERY, "AWS recovers", end);
        }

        static void deleteAlarms(Stage stage, String execution) {
            stage.world().deleteWatchedAlarms();
        }

        /** The state was entered a moment ago: its function is being started. */
        static void setClock(Stage stage, String execution, Duration error) {
            stage.world().engine().history(execution).reversed().stream()
                    .filter(event -> event.type() == HistoryEventType.TaskScheduled)
                    .findFirst()
                    .map(HistoryEvent::details)
                    .map(details -> details.at("/parameters/FunctionName").asText())
                    .ifPresent(function -> stage.world().setClockError(function, error));
        }
    }
}
