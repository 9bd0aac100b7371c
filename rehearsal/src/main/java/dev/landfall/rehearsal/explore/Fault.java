package dev.landfall.rehearsal.explore;

import dev.landfall.health.Samples.Side;
import dev.landfall.rehearsal.Stage;
import dev.landfall.rehearsal.scenario.Action;
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
    STOP_EVENTS_OUT_OF_ORDER(
            "the execution is stopped, and the event of another shift's end overtakes its own",
            Deeds::stoppedOutOfOrder),
    STOPPED_IN_FLIGHT(
            "the execution is stopped, and the call takes effect twenty seconds after it began",
            new InFlight(stopped(Delivery.NORMAL), new Misfortune(PortFault.TAKES_EFFECT_LATE, Duration.ZERO))),
    ROLLBACK_STOPPED_AGAIN("each rollback that comes here is stopped, five times", stopped(Delivery.NORMAL)),
    SECOND_START("a second operator starts a shift of the same hostname", does(new Action.StartAnother())),
    OPERATOR_ROLLS_BACK("an operator starts the rollback machine", does(new Action.RollBack())),
    RECORDS_EDITED("an operator edits the records", does(new Action.EditRecords(Deeds.EDITED_TTL))),
    NOT_SERVED("Route 53's name servers keep what they have, though it says INSYNC", does(new Action.StopServing())),
    ALARM_FIRES("AWS fails, and the alarms fire at once", Deeds::alarmsFire),
    AWS_FAILS("AWS fails half of its requests, so alarms fire", awsFails(Delivery.NORMAL)),
    ALARM_EVENT_LOST("AWS fails, and EventBridge loses the alarms' events", awsFails(Delivery.LOST)),
    ALARM_EVENT_LATE("AWS fails, and EventBridge is late with the alarms' events", awsFails(Delivery.LATE)),
    ALARM_EVENT_DOUBLED("AWS fails, and EventBridge tells of the alarms twice", awsFails(Delivery.DOUBLED)),
    ALARM_EVENTS_OUT_OF_ORDER("AWS fails for a while, and the alarms' events overtake each other", Deeds::awsRecovers),
    SCHEDULE_EVENT_LOST("EventBridge Scheduler calls no more", Deeds::scheduleLost),
    SCHEDULE_EVENT_LATE("EventBridge Scheduler's next call is three minutes late", nextOfSchedule(Delivery.LATE)),
    SCHEDULE_EVENT_DOUBLED("EventBridge Scheduler's next call comes twice", nextOfSchedule(Delivery.DOUBLED)),
    ALARM_DELETED("somebody deletes the alarms", Deeds::deleteAlarms),
    METRICS_STOP("CloudWatch gets no more data", does(new Action.StopMetrics())),
    SNAPSHOTS_LOST(
            "Lambda makes the functions' snapshots again, and refuses calls meanwhile",
            does(new Action.LoseSnapshots())),
    CLOCK_AHEAD("the function's clock is five minutes ahead", clockError(Deeds.CLOCK_ERROR)),
    CLOCK_BEHIND("the function's clock is five minutes behind", clockError(Deeds.CLOCK_ERROR.negated())),
    KILLED_BEFORE("the function dies before the call", PortFault.KILLED_BEFORE, Duration.ZERO),
    KILLED_AFTER("the function dies after the call took effect", PortFault.KILLED_AFTER, Duration.ZERO),
    TIMED_OUT_BEFORE("the call times out, without effect", PortFault.TIMED_OUT_BEFORE, Duration.ZERO),
    TIMED_OUT_AFTER("the call times out, though it took effect", PortFault.TIMED_OUT_AFTER, Duration.ZERO),
    THROTTLED("the call is throttled for three minutes", PortFault.THROTTLED, Duration.ofMinutes(3)),
    THROTTLED_FOR_EVER("the call is throttled from now on", PortFault.THROTTLED, Duration.ofDays(1000)),
    SLOW("each such call takes four and a half seconds, for three minutes", PortFault.SLOW, Duration.ofMinutes(3)),
    TAKES_EFFECT_LATE(
            "the call times out, and takes effect twenty seconds after it began",
            PortFault.TAKES_EFFECT_LATE,
            Duration.ZERO),
    STALE_READ("the read gives what it gave the last time", PortFault.STALE, Duration.ZERO),
    JOURNAL_REFUSED(
            "DynamoDB refuses to write an entry of the journal, a lock or a parked token",
            PortFault.REFUSED,
            Duration.ZERO),
    NOTHING("nothing but what belongs to the course", (stage, victim) -> {});

    /** What it does. */
    sealed interface Effect {}

    /** Something happens in the world. */
    @FunctionalInterface
    non-sealed interface Deed extends Effect {
        void on(Stage stage, Victim victim);
    }

    /**
     * Who is there when it happens.
     *
     * @param execution empty if none runs
     * @param function that runs or is being started; empty if there is none
     */
    record Victim(String execution, String function) {}

    /** @param lasting for how long calls of the same name share its fate; zero for the one call alone */
    record Misfortune(PortFault fault, Duration lasting) implements Effect {}

    /** Something happens in the world while a call is on its way. */
    record InFlight(Deed deed, Misfortune misfortune) implements Effect {}

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

    /**
     * Writes that one service takes as they come. The journal's and the locks' are compared with what was read a moment
     * before, so a late one among others is refused like one that never came.
     */
    private static final Set<String> LATE_WRITES = Set.of(
            "TrafficRouter.replace",
            "Parking.park",
            "Executions.resume",
            "Executions.fail",
            "Executions.startRollback",
            "Schedules.create",
            "Schedules.delete",
            "Alarms.createProbeAlarm",
            "Alarms.deleteProbeAlarm",
            "Direct.publish",
            "Direct.stopExecution");

    /** Of the one table that has it all. */
    private static final Set<String> TABLE_WRITES =
            Set.of("Journal.append", "Journal.note", "Locks.take", "Locks.rollBack", "Locks.release", "Parking.park");

    /**
     * What may come between two calls of a function. The others wait for the next state: what the metrics and the name
     * servers show takes minutes, and so does what becomes of an event.
     */
    private static boolean isQuickerThanAFunction(Fault fault) {
        return switch (fault) {
            case EXECUTION_STOPPED,
                    ROLLBACK_STOPPED_AGAIN,
                    SECOND_START,
                    OPERATOR_ROLLS_BACK,
                    RECORDS_EDITED,
                    ALARM_FIRES,
                    ALARM_DELETED -> true;
            default -> false;
        };
    }

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda, or a record of constants
    private final Effect effect;

    Fault(String words, Effect effect) {
        this.words = words;
        this.effect = effect;
    }

    Fault(String words, Deed deed) {
        this(words, (Effect) deed);
    }

    Fault(String words, PortFault fault, Duration lasting) {
        this(words, new Misfortune(fault, lasting));
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

    boolean mayBefall(Place place) {
        return switch (place) {
            case Place.AtState state -> mayBefall(state);
            case Place.AtCall call -> effect instanceof Deed ? mayHappenAt(call) : !call.after() && mayBefall(call);
        };
    }

    private boolean mayBefall(Place.AtState state) {
        return switch (this) {
            case NOTHING -> state.machine().equals(Machine.SHIFT) && state.visit() == 1;
            case ROLLBACK_STOPPED_AGAIN -> state.machine().equals(Machine.ROLLBACK);
            case SCHEDULE_EVENT_LOST, SCHEDULE_EVENT_LATE, SCHEDULE_EVENT_DOUBLED -> false;
            default -> effect instanceof Deed;
        };
    }

    private boolean mayHappenAt(Place.AtCall call) {
        return switch (this) {
            case CLOCK_AHEAD, CLOCK_BEHIND, SCHEDULE_EVENT_LOST, SCHEDULE_EVENT_LATE, SCHEDULE_EVENT_DOUBLED ->
                !call.after();
            default -> isQuickerThanAFunction(this);
        };
    }

    private boolean mayBefall(Place.AtCall call) {
        return switch (this) {
            case STALE_READ -> EVENTUALLY_CONSISTENT.contains(call.name());
            case TAKES_EFFECT_LATE, STOPPED_IN_FLIGHT -> LATE_WRITES.contains(call.name());
            case JOURNAL_REFUSED -> TABLE_WRITES.contains(call.name());
            // What a machine calls without a function has no process that could die.
            case KILLED_BEFORE, KILLED_AFTER -> !call.port().equals("Direct");
            default -> true;
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
        return (stage, victim) -> stage.perform(action);
    }

    private static Deed stopped(Delivery delivery) {
        return (stage, victim) -> {
            if (!victim.execution().isEmpty()) {
                stage.world().events().deliverNext(Kind.EXECUTION, delivery);
                stage.world().engine().stop(victim.execution(), "StoppedByHand", "stopped in the console");
            }
        };
    }

    private static Deed nextOfSchedule(Delivery delivery) {
        return (stage, victim) -> stage.world().events().deliverNext(Kind.SCHEDULE, delivery);
    }

    private static Deed awsFails(Delivery delivery) {
        return (stage, victim) -> {
            stage.world().events().deliver(Kind.ALARM, delivery);
            stage.perform(Deeds.FAILING);
        };
    }

    private static Deed clockError(Duration error) {
        return (stage, victim) -> stage.world().setClockError(victim.function(), error);
    }

    /** Apart, since the constants above are made before anything static of this class. */
    private static final class Deeds {
        static final int EDITED_TTL = 120;
        static final Duration CLOCK_ERROR = Duration.ofMinutes(5);
        static final Action FAILING = new Action.Fail(List.of(Side.AWS), 0.5);
        static final Duration RECOVERY = Duration.ofMinutes(8);

        /** The other shift is refused, since the first still has the lock. */
        static void stoppedOutOfOrder(Stage stage, Victim victim) {
            stopped(Delivery.LATE).on(stage, victim);
            stage.perform(new Action.StartAnother());
        }

        static void scheduleLost(Stage stage, Victim victim) {
            stage.world().events().deliver(Kind.SCHEDULE, Delivery.LOST);
        }

        static void alarmsFire(Stage stage, Victim victim) {
            stage.perform(FAILING);
            stage.world().fireWatchedAlarms();
        }

        static void awsRecovers(Stage stage, Victim victim) {
            stage.world().events().deliver(Kind.ALARM, Delivery.OUT_OF_ORDER);
            Runnable end = stage.perform(FAILING);
            stage.simulation().schedule(RECOVERY, "AWS recovers", end);
        }

        static void deleteAlarms(Stage stage, Victim victim) {
            stage.world().deleteWatchedAlarms();
        }
    }
}
