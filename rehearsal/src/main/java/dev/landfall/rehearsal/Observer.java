package dev.landfall.rehearsal;

import dev.landfall.health.AlarmReading;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Lock;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.DnsName;
import dev.landfall.records.RecordSet;
import dev.landfall.rehearsal.states.ExecutionDescription;
import dev.landfall.rehearsal.states.ExecutionStatus;
import dev.landfall.rehearsal.time.Simulation;
import dev.landfall.rehearsal.world.SimulatedAlarms;
import dev.landfall.rehearsal.world.SimulatedRoute53;
import dev.landfall.rehearsal.world.Users;
import dev.landfall.rehearsal.world.Weights;
import dev.landfall.rehearsal.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Sees what really happens in the world, whatever Landfall says of it, and passes it on to the listener. */
final class Observer {

    /** How far back an alarm's data must reach to count as flowing. */
    private static final Duration RECENT = Duration.ofMinutes(10);

    /**
     * A change of the hostname's records.
     *
     * @param from AWS's share before, in percent
     * @param alarms what an omniscient judge would read at that moment
     */
    record WeightChange(SimulatedRoute53.Change change, int from, int to, List<AlarmReading> alarms) {
        boolean isRise() {
            return to > from && !change.isByHand();
        }
    }

    /** The hostname's lock, as the table has it from then on. */
    private record LockChange(Instant at, Lock lock) {}

    private final Simulation simulation;
    private final World world;
    private final ShiftSpec spec;
    private final String migration;
    private final Listener listener;
    private final List<WeightChange> changes = new ArrayList<>();
    private final List<SimulatedRoute53.Change> neighbourChanges = new ArrayList<>();
    private final List<LockChange> lockChanges = new ArrayList<>();
    private final List<SimulatedAlarms.StateChange> alarmChanges = new ArrayList<>();
    private final List<Timeline.Happening> happenings = new ArrayList<>();
    private Set<RecordSet> servedAtCompletion = Set.of();
    private int running;
    private Instant lastEnd = Instant.MIN;
    private Duration noticedByTheEnd = Duration.ZERO;

    Observer(Simulation simulation, World world, ShiftSpec spec, String migration, Listener listener) {
        this.simulation = simulation;
        this.world = world;
        this.spec = spec;
        this.migration = migration;
        this.listener = listener;
        world.route53().onChange(this::changed);
        world.locks().onChange(lock -> lockChanges.add(new LockChange(simulation.instant(), lock)));
        world.alarms().onChange(this::alarmChanged);
        world.engine().onStatusChange(this::statusChanged);
        world.onStateEntered(
                (execution, state) -> listener.stateEntered(simulation.instant(), label(execution), state));
        world.journal().onEntry(listener::journalled);
        world.journal().onEntry(this::journalled);
        world.onPage(page -> listener.paged(page.at(), page.subject()));
        world.users().onMinute(minute -> listener.minutePassed(minute(minute)));
    }

    /** Every change of the hostname's records, also those that leave the weights. */
    List<WeightChange> changes() {
        return List.copyOf(changes);
    }

    /** Every change of records of another name. */
    List<SimulatedRoute53.Change> neighbourChanges() {
        return List.copyOf(neighbourChanges);
    }

    /** The hostname's lock at that moment; empty before it was first taken. */
    Optional<Lock> lockAt(Instant at) {
        return lockChanges.stream()
                .filter(change -> !change.at().isAfter(at))
                .reduce((earlier, later) -> later)
                .map(LockChange::lock);
    }

    /** What the name servers gave resolvers when Landfall last said COMPLETED; nothing if it never did. */
    Set<RecordSet> servedAtCompletion() {
        return servedAtCompletion;
    }

    List<SimulatedAlarms.StateChange> alarmChanges() {
        return List.copyOf(alarmChanges);
    }

    List<Timeline.Happening> happenings() {
        return List.copyOf(happenings);
    }

    void happened(Instant at, String what) {
        happenings.add(new Timeline.Happening(at, what));
        listener.happened(at, what);
    }

    /** Whether no execution runs and no lock waits for one. */
    boolean isQuiet() {
        return hasEnded() && !world.isLocked();
    }

    private boolean hasEnded() {
        return running == 0 && lastEnd.isAfter(Instant.MIN);
    }

    /** When the last execution ended, or now if one still runs. */
    Instant lastEnd() {
        return hasEnded() ? lastEnd : simulation.instant();
    }

    /** How long users had noticed failures by then. */
    Duration noticedByTheEnd() {
        return hasEnded() ? noticedByTheEnd : world.users().noticed();
    }

    /** Whether the alarm changed its state within this time before. */
    boolean changedWithin(String alarm, Duration duration, Instant before) {
        return alarmChanges.stream()
                .anyMatch(change -> change.alarm().equals(alarm)
                        && !change.at().isAfter(before)
                        && change.at().isAfter(before.minus(duration)));
    }

    /** The names of all alarms that speak of the migration that is rehearsed. */
    List<String> alarmNames() {
        return alarmNames(migration);
    }

    private List<String> alarmNames(String of) {
        return Stream.concat(spec.alarms().stream().map(ShiftSpec.WatchedAlarm::name), Stream.of(World.PROBE.alarm(of)))
                .toList();
    }

    static Timeline.Minute minute(Users.Minute minute) {
        return new Timeline.Minute(
                minute.at(),
                minute.awsWeight(),
                minute.herokuRequests(),
                minute.awsRequests(),
                minute.herokuFailed(),
                minute.awsFailed());
    }

    private void changed(SimulatedRoute53.Change change) {
        if (!DnsName.same(change.name(), spec.hostname())) {
            neighbourChanges.add(change);
            return;
        }
        int from = Weights.awsPercent(change.before(), spec);
        int to = Weights.awsPercent(change.after(), spec);
        String writer = change.migration().isEmpty() ? migration : change.migration();
        changes.add(new WeightChange(change, from, to, world.alarms().read(alarmNames(writer), RECENT)));
        if (from != to) {
            listener.weightChanged(change.at(), to);
        }
    }

    private void journalled(Entry entry) {
        if (entry.event() instanceof Entry.Ended ended && ended.outcome() == Entry.Outcome.COMPLETED) {
            servedAtCompletion = world.route53().served(spec.hostname(), spec.recordType());
        }
    }

    private void alarmChanged(SimulatedAlarms.StateChange change) {
        alarmChanges.add(change);
        listener.alarmChanged(change.at(), change.alarm(), change.to());
    }

    private void statusChanged(ExecutionDescription execution) {
        if (execution.status() == ExecutionStatus.RUNNING) {
            running++;
        } else {
            running--;
            lastEnd = simulation.instant();
            noticedByTheEnd = world.users().noticed();
        }
    }

    private String label(String executionArn) {
        ExecutionDescription execution = world.engine().describe(executionArn);
        if (!execution.machineName().equals(World.SHIFT_MACHINE)) {
            return "rollback";
        }
        return execution.name().equals(migration) ? "shift" : execution.name();
    }
}
