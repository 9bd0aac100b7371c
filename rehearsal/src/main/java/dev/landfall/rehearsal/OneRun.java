package dev.landfall.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.health.AlarmReading;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Lock;
import dev.landfall.journal.Migration;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.RecordSet;
import dev.landfall.rehearsal.scenario.Scenario;
import dev.landfall.rehearsal.states.ExecutionDescription;
import dev.landfall.rehearsal.time.Simulation;
import dev.landfall.rehearsal.world.Deployment;
import dev.landfall.rehearsal.world.SimulatedAlarms;
import dev.landfall.rehearsal.world.SimulatedRoute53;
import dev.landfall.rehearsal.world.StandIn;
import dev.landfall.rehearsal.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One rehearsal, from the quiet before the start to the quiet after the end. */
final class OneRun {

    /** A Tuesday morning. Fixed, so that results can be compared. */
    private static final Instant SHIFT_STARTS = Instant.parse("2025-06-03T09:00:00Z");

    /** Until caches are filled and alarms have data. */
    private static final Duration WARM_UP = Duration.ofMinutes(15);

    /** How long nothing may happen before it is over: longer than the sweeper and any event take. */
    private static final Duration AFTERMATH = Duration.ofMinutes(10);

    /** What a migration may take beside the gates of its steps and its holds: above all, a rollback that has to insist. */
    private static final Duration SPARE = Duration.ofHours(12);

    private static final Duration HUMAN_COMES = Duration.ofHours(1);

    /** Each step is judged before and after its bake, and may be held both times. */
    private static final int HOLDS_A_STEP = 2;

    private final ShiftSpec spec;
    private final JsonNode input;
    private final Scenario scenario;
    private final long seed;
    private final Listener listener;
    private final Intervention intervention;
    private final String migration;

    OneRun(ShiftSpec spec, JsonNode input, Scenario scenario, long seed, Listener listener, Intervention intervention) {
        this.spec = spec;
        this.input = input;
        this.scenario = scenario;
        this.seed = seed;
        this.listener = listener;
        this.intervention = intervention;
        this.migration = "rehearsal-" + scenario.name();
    }

    Rehearsal.Run run(Deployment deployment, List<StandIn<?>> standIns) {
        long began = System.nanoTime();
        try (Simulation simulation = new Simulation(SHIFT_STARTS.minus(WARM_UP), seed)) {
            World world = new World(simulation, spec, scenario.world(), deployment, standIns);
            List<RecordSet> found = world.route53().all();
            Observer observer = new Observer(simulation, world, spec, migration, listener);
            Script script = new Script(simulation, world, spec, migration, input, observer::happened);
            script.arm(scenario.incidents(), SHIFT_STARTS);
            script.approveBelow(scenario.approvedBelow());
            intervention.arm(new Stage(simulation, world, migration, script, observer));
            world.start();
            simulation.runUntil(SHIFT_STARTS);
            world.countHarm();
            world.startShift(migration, input);
            runToTheEnd(simulation, world, observer);
            return result(world, observer, found, began);
        }
    }

    private void runToTheEnd(Simulation simulation, World world, Observer observer) {
        Instant latest = SHIFT_STARTS.plus(spec.longest()).plus(holds()).plus(SPARE);
        simulation.runUntil(() -> simulation.instant().isAfter(latest)
                || isHumanThere(world, simulation.instant())
                || (observer.isQuiet()
                        && simulation.instant().isAfter(observer.lastEnd().plus(AFTERMATH))));
    }

    /**
     * What still cannot be done an hour after the first page is in a human's hands; so is what the alarms called for, if
     * it is still the matter.
     */
    private static boolean isHumanThere(World world, Instant now) {
        return wasCalledLongAgo(world.pages(), now)
                || (world.portCalls().isStillTroubled() && wasCalledLongAgo(world.calls(), now));
    }

    private static boolean wasCalledLongAgo(List<World.Page> calls, Instant now) {
        return !calls.isEmpty() && calls.getFirst().at().plus(HUMAN_COMES).isBefore(now);
    }

    private Duration holds() {
        ShiftSpec.Health health = spec.health();
        return health.noDataDeadline()
                .plus(health.holdDeadline())
                .multipliedBy((long) HOLDS_A_STEP * spec.steps().size());
    }

    private Rehearsal.Run result(World world, Observer observer, List<RecordSet> found, long began) {
        Entry.Outcome claimed = claimed(world);
        Double reaction = reactionSeconds(world, observer);
        List<Timeline.PromiseWord> promises =
                Promises.judge(new Facts(spec, world, observer, found, claimed, reaction));
        Timeline timeline = timeline(world, observer, promises);
        List<ExecutionDescription> executions = Stream.of(World.SHIFT_MACHINE, World.ROLLBACK_MACHINE)
                .flatMap(machine -> world.engine().list(machine).stream())
                .toList();
        int aws = world.awsWeight();
        RehearsalResult result = new RehearsalResult(
                outcome(world, found, claimed),
                new RehearsalResult.Weights(100 - aws, aws),
                weights(observer),
                seconds(SHIFT_STARTS, observer.lastEnd()),
                Duration.ofNanos(System.nanoTime() - began).toMillis(),
                executions.stream().mapToInt(ExecutionDescription::transitions).sum(),
                executions.stream()
                        .mapToInt(ExecutionDescription::historyEvents)
                        .sum(),
                reaction,
                timeline.harm().failed(),
                timeline.harm().served(),
                promises.stream()
                        .map(word -> new RehearsalResult.Promise(word.number(), word.kept()))
                        .toList(),
                world.journal().all());
        return new Rehearsal.Run(result, timeline);
    }

    /**
     * What the journal says of the migration that had the lock last, which is another one if a second operator was
     * faster; null if it says nothing, since the shift was refused before it began.
     */
    private Entry.@Nullable Outcome claimed(World world) {
        String last = world.locks().find(spec.hostname()).map(Lock::migration).orElse(migration);
        return Migration.from(last, world.journal().read(last))
                .map(Migration::outcome)
                .orElse(null);
    }

    /** What the journal says, unless the world says otherwise. */
    private static Entry.Outcome outcome(World world, List<RecordSet> found, Entry.@Nullable Outcome claimed) {
        boolean untouched = world.route53().all().equals(found);
        return switch (claimed) {
            case null -> untouched ? Entry.Outcome.REFUSED : Entry.Outcome.ROLLBACK_UNVERIFIED;
            case COMPLETED -> world.awsWeight() == 100 ? claimed : Entry.Outcome.ROLLBACK_UNVERIFIED;
            case ROLLED_BACK, REFUSED -> untouched ? claimed : Entry.Outcome.ROLLBACK_UNVERIFIED;
            case ROLLBACK_UNVERIFIED -> claimed;
        };
    }

    private List<RehearsalResult.WeightAt> weights(Observer observer) {
        List<RehearsalResult.WeightAt> weights = new ArrayList<>();
        weights.add(new RehearsalResult.WeightAt(SHIFT_STARTS, 0));
        observer.changes().stream()
                .filter(change -> change.from() != change.to())
                .map(change -> new RehearsalResult.WeightAt(change.change().at(), change.to()))
                .forEach(weights::add);
        return weights;
    }

    /**
     * From the oldest alarm that still fired when the rollback first wrote; one that was deleted does not, and one that
     * fired before the shift first wrote had nothing to be taken back.
     */
    private static @Nullable Double reactionSeconds(World world, Observer observer) {
        Instant written = first(observer, change -> change.function().equals("RestoreFunction"));
        Instant shifted = first(observer, change -> !change.isByHand());
        if (written == null || shifted == null) {
            return null;
        }
        Map<String, Instant> firing = new HashMap<>();
        for (SimulatedAlarms.StateChange change : observer.alarmChanges()) {
            if (change.at().isBefore(written) && observer.alarmNames().contains(change.alarm())) {
                if (change.to() == AlarmReading.State.ALARM) {
                    firing.put(change.alarm(), change.at());
                } else {
                    firing.remove(change.alarm());
                }
            }
        }
        firing.keySet()
                .removeIf(alarm ->
                        world.alarms().deletedAt(alarm).filter(written::isAfter).isPresent());
        return firing.values().stream()
                .filter(at -> !at.isBefore(shifted))
                .min(Instant::compareTo)
                .map(alarm -> seconds(alarm, written))
                .orElse(null);
    }

    private static @Nullable Instant first(Observer observer, Predicate<SimulatedRoute53.Change> wanted) {
        return observer.changes().stream()
                .map(Observer.WeightChange::change)
                .filter(wanted)
                .map(SimulatedRoute53.Change::at)
                .findFirst()
                .orElse(null);
    }

    private Timeline timeline(World world, Observer observer, List<Timeline.PromiseWord> promises) {
        List<Timeline.Minute> minutes =
                world.users().minutes().stream().map(Observer::minute).toList();
        return new Timeline(
                scenario.name(),
                scenario.description(),
                spec.hostname(),
                seed,
                SHIFT_STARTS,
                observer.lastEnd(),
                refusal(world),
                minutes,
                observer.alarmChanges().stream()
                        .map(change -> new Timeline.AlarmChange(
                                change.at(), change.alarm(), change.from(), change.to(), change.reason()))
                        .toList(),
                world.journal().all().stream().map(Words::of).toList(),
                observer.happenings(),
                world.calls().stream()
                        .map(page -> new Timeline.Page(page.at(), page.subject(), page.message()))
                        .toList(),
                promises,
                harm(world, observer, minutes));
    }

    private @Nullable String refusal(World world) {
        if (!world.journal().all().isEmpty()) {
            return null;
        }
        return world.engine().list(World.SHIFT_MACHINE).stream()
                .filter(shift -> shift.name().equals(migration))
                .findFirst()
                .map(ExecutionDescription::cause)
                .orElse(null);
    }

    private Timeline.Harm harm(World world, Observer observer, List<Timeline.Minute> minutes) {
        long requests = 0;
        long failed = 0;
        long lingering = 0;
        for (Timeline.Minute minute : minutes) {
            requests += minute.herokuRequests() + minute.awsRequests();
            failed += minute.herokuFailed() + minute.awsFailed();
            lingering += minute.awsWeight() == 100 ? minute.herokuRequests() : 0;
        }
        return new Timeline.Harm(
                requests - failed, failed, noticed(world, observer).toSeconds(), lingering);
    }

    /** What users meet on AWS after a shift that is completed is no longer the shift's. */
    private Duration noticed(World world, Observer observer) {
        return claimed(world) == Entry.Outcome.COMPLETED
                ? observer.noticedByTheEnd()
                : world.users().noticed();
    }

    private static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
