package dev.landfall.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.health.AlarmReading;
import dev.landfall.health.Samples.Side;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Lock;
import dev.landfall.lambda.Json;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.DnsName;
import dev.landfall.records.RecordSet;
import dev.landfall.rehearsal.states.ExecutionDescription;
import dev.landfall.rehearsal.states.HistoryEvent;
import dev.landfall.rehearsal.states.HistoryEventType;
import dev.landfall.rehearsal.world.EventBus;
import dev.landfall.rehearsal.world.FunctionRun;
import dev.landfall.rehearsal.world.PortCalls;
import dev.landfall.rehearsal.world.SimulatedRoute53;
import dev.landfall.rehearsal.world.Weights;
import dev.landfall.rehearsal.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges the promises by what happened in the world, not by what Landfall says of it. */
final class Promises {

    /** An alarm's change within this time before a write could not have been known to the writer. */
    private static final Duration UNKNOWABLE = Duration.ofSeconds(5);

    private static final double REACTION_SECONDS = 5;

    /**
     * @param found the whole zone before the shift
     * @param claimed how Landfall says it ended; null if it says nothing
     */
    record Facts(
            ShiftSpec spec,
            World world,
            Observer observer,
            List<RecordSet> found,
            Entry.@Nullable Outcome claimed,
            @Nullable Double reactionSeconds) {}

    private final Facts facts;
    private final List<Timeline.PromiseWord> words = new ArrayList<>();

    private Promises(Facts facts) {
        this.facts = facts;
    }

    static List<Timeline.PromiseWord> judge(Facts facts) {
        Promises promises = new Promises(facts);
        promises.add(1, "Traffic only moves forward on proof", promises.riseWithoutProof());
        promises.add(2, "The way back ends where it began, or calls a human", promises.wrongEndOfTheWayBack());
        promises.add(3, "Whatever dies, traffic ends on a side that is healthy", promises.unhealthyEnd());
        promises.add(4, "Health is watched while waiting", promises.slowReaction());
        promises.add(5, "One migration per hostname", promises.wrongWriter());
        promises.add(6, "Only ours", promises.foreignRecordTouched());
        promises.add(8, "No secret comes out", promises.secretOut());
        promises.add(9, "Heroku is left able to serve", promises.herokuHarmed());
        return promises.words;
    }

    /** @param breach what was seen that breaks it; empty if nothing */
    private void add(int number, String promise, Optional<String> breach) {
        words.add(new Timeline.PromiseWord(
                number, promise, breach.isEmpty(), breach.orElse("nothing was seen against it")));
    }

    // ---- 1

    private Optional<String> riseWithoutProof() {
        Instant lastRise = Instant.MIN;
        for (Observer.WeightChange change : facts.observer().changes()) {
            if (change.isRise()) {
                Optional<String> breach = unproved(change, lastRise);
                if (breach.isPresent()) {
                    return breach;
                }
                lastRise = change.change().at();
            }
        }
        return Optional.empty();
    }

    private Optional<String> unproved(Observer.WeightChange rise, Instant lastRise) {
        String what = "AWS was raised from " + rise.from() + " to " + rise.to() + " % ";
        Set<String> exempted = exemptedAt(rise.from());
        for (AlarmReading alarm : rise.alarms()) {
            if (!exempted.contains(alarm.name())
                    && isDoubtful(alarm, rise.change().at())) {
                return Optional.of(
                        what + "while alarm " + alarm.name() + " was " + alarm.state() + " with data " + alarm.data());
            }
        }
        boolean judged = rise.from() == 0
                ? !facts.world().runsOf("CheckReadinessFunction").isEmpty()
                : facts.world().runsOf("JudgeHealthFunction").stream()
                        .anyMatch(run -> run.at().isAfter(lastRise) && allowsMore(run));
        return judged ? Optional.empty() : Optional.of(what + "without a verdict since the last rise");
    }

    private boolean isDoubtful(AlarmReading alarm, Instant at) {
        boolean silent = alarm.data() == AlarmReading.Data.ABSENT && !alarm.sparse() && !declaredSparse(alarm);
        boolean notOk =
                alarm.state() != AlarmReading.State.OK && !facts.observer().changedWithin(alarm.name(), UNKNOWABLE, at);
        return silent || notOk;
    }

    private boolean declaredSparse(AlarmReading alarm) {
        return facts.spec().alarms().stream()
                .anyMatch(watched -> watched.name().equals(alarm.name()) && watched.sparse() != null);
    }

    private Set<String> exemptedAt(int weight) {
        ShiftSpec spec = facts.spec();
        Stream<ShiftSpec.Step> steps = weight == 0
                ? spec.steps().stream().limit(1)
                : spec.steps().stream().filter(step -> step.weight() == weight);
        return steps.flatMap(step -> step.exempted().stream())
                .flatMap(exemption -> exemption.ignoreAlarms().stream())
                .collect(Collectors.toSet());
    }

    private static boolean allowsMore(FunctionRun run) {
        return run.input().path("purpose").asText().equals("ADVANCE")
                && run.output().path("decision").asText().equals("ADVANCE");
    }

    // ---- 2

    private Optional<String> wrongEndOfTheWayBack() {
        return switch (facts.claimed()) {
            case null -> Optional.empty();
            case COMPLETED, REFUSED -> Optional.empty();
            case ROLLED_BACK -> wronglyRolledBack();
            case ROLLBACK_UNVERIFIED ->
                facts.world().pages().isEmpty() ? Optional.of("nobody was paged") : Optional.empty();
        };
    }

    private Optional<String> wronglyRolledBack() {
        if (!restored()) {
            return Optional.of("the records, or what is served of them, differ from what was found");
        }
        return facts.world().pages().isEmpty()
                ? Optional.empty()
                : Optional.of("a human was called although everything is as it was found");
    }

    private boolean restored() {
        String hostname = facts.spec().hostname();
        return RecordSet.same(ofHostname(facts.found()), facts.world().route53().current(hostname))
                && facts.world().route53().isServed(hostname);
    }

    // ---- 3

    private Optional<String> unhealthyEnd() {
        int aws = facts.world().awsWeight();
        boolean awsHealthy = facts.world().isHealthy(Side.AWS);
        boolean herokuHealthy = facts.world().isHealthy(Side.HEROKU);
        if (aws > 0 && !awsHealthy && herokuHealthy) {
            return Optional.of("AWS is unhealthy and has " + aws + " % at the end");
        }
        if (aws < 100 && !herokuHealthy && awsHealthy) {
            return Optional.of("Heroku is unhealthy and has " + (100 - aws) + " % at the end");
        }
        return Optional.empty();
    }

    // ---- 4

    private Optional<String> slowReaction() {
        Double seconds = facts.reactionSeconds();
        boolean undisturbed = facts.world().events().troubled(EventBus.Kind.ALARM) == 0
                && facts.world().portCalls().befallen() == 0;
        return seconds != null && seconds > REACTION_SECONDS && undisturbed
                ? Optional.of(seconds + " s from the alarm's change of state to the first write of the rollback")
                : Optional.empty();
    }

    // ---- 5

    private Optional<String> wrongWriter() {
        Optional<String> stale = landfallsChanges()
                .filter(change -> !heldTheLock(change))
                .findFirst()
                .map(change -> change.function() + " wrote for " + change.migration() + " under epoch " + change.epoch()
                        + ", begun when the lock was " + words(facts.observer().lockAt(change.since())));
        return stale.or(this::twoWriters);
    }

    private Stream<SimulatedRoute53.Change> landfallsChanges() {
        return facts.observer().changes().stream()
                .map(Observer.WeightChange::change)
                .filter(change -> !change.isByHand());
    }

    /** When the writer began, that is: a write on its way while the lock changes hands is left to Route 53 to refuse. */
    private boolean heldTheLock(SimulatedRoute53.Change change) {
        return facts.observer()
                .lockAt(change.since())
                .filter(lock -> lock.phase() == Lock.Phase.SHIFTING || lock.phase() == Lock.Phase.ROLLING_BACK)
                .filter(lock -> lock.migration().equals(change.migration()) && lock.epoch() == change.epoch())
                .isPresent();
    }

    private static String words(Optional<Lock> lock) {
        return lock.map(held -> held.phase() + " for " + held.migration() + " with epoch " + held.epoch())
                .orElse("not taken");
    }

    private Optional<String> twoWriters() {
        Set<String> writers = facts.observer().changes().stream()
                .map(change -> change.change().migration())
                .filter(migration -> !migration.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        return writers.size() > 1 ? Optional.of("written by " + String.join(" and ", writers)) : Optional.empty();
    }

    // ---- 6

    private Optional<String> foreignRecordTouched() {
        for (SimulatedRoute53.Change change : facts.observer().neighbourChanges()) {
            if (!change.isByHand()) {
                return Optional.of("the record sets of " + change.name() + " were changed by " + change.function());
            }
        }
        boolean drifted = false;
        for (Observer.WeightChange change : facts.observer().changes()) {
            if (drifted && !change.change().isByHand()) {
                return Optional.of("what somebody had changed by hand was overwritten by "
                        + change.change().function());
            }
            drifted |= change.change().isByHand();
        }
        return Optional.empty();
    }

    private List<RecordSet> ofHostname(List<RecordSet> records) {
        return records.stream()
                .filter(candidate -> DnsName.same(candidate.name(), facts.spec().hostname()))
                .toList();
    }

    // ---- 8

    /** A task token steers the execution; the canary lies where clients' error messages may quote credentials. */
    private Optional<String> secretOut() {
        List<String> secrets =
                Stream.concat(tokens(), Stream.of(PortCalls.CANARY)).toList();
        return said().filter(text -> secrets.stream().anyMatch(text.text()::contains))
                .findFirst()
                .map(text -> "a secret stands in " + text.where());
    }

    private Stream<String> tokens() {
        return executions()
                .flatMap(execution -> facts.world().engine().history(execution.executionArn()).stream())
                .filter(event -> event.type() == HistoryEventType.TaskScheduled)
                .flatMap(event -> event.details().findValuesAsText("taskToken").stream());
    }

    private Stream<ExecutionDescription> executions() {
        return Stream.of(World.SHIFT_MACHINE, World.ROLLBACK_MACHINE)
                .flatMap(machine -> facts.world().engine().list(machine).stream());
    }

    private record Said(String where, String text) {}

    private Stream<Said> said() {
        Stream<Said> journal =
                facts.world().journal().all().stream().map(entry -> new Said("the journal", write(entry)));
        Stream<Said> pages =
                facts.world().pages().stream().map(page -> new Said("a page", page.subject() + page.message()));
        return Stream.of(journal, pages, executions().flatMap(this::said)).flatMap(stream -> stream);
    }

    private Stream<Said> said(ExecutionDescription execution) {
        return facts.world().engine().history(execution.executionArn()).stream()
                // The token is handed to the function that stores it: that one event is its way there.
                .filter(event -> event.type() != HistoryEventType.TaskScheduled)
                .map(HistoryEvent::details)
                .map(JsonNode::toString)
                .map(details -> new Said("the history of " + execution.name(), details));
    }

    private static String write(Entry entry) {
        try {
            return Json.MAPPER.writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a journal entry that cannot be written", e);
        }
    }

    // ---- 9

    private Optional<String> herokuHarmed() {
        boolean ill = !facts.world().isHealthy(Side.HEROKU);
        if (ill && !facts.world().isTroubled(Side.HEROKU)) {
            return Optional.of("Heroku does not serve as before");
        }
        return herokuTakenOut().or(this::herokuNotAsFound);
    }

    /** Only a shift that ends with a simple record takes Heroku's out, and only when AWS has all of the traffic. */
    private Optional<String> herokuTakenOut() {
        return landfallsChanges()
                .filter(change -> leadsToHeroku(change.before()) && !leadsToHeroku(change.after()))
                .filter(change -> !facts.spec().simplify() || Weights.awsPercent(change.before(), facts.spec()) < 100)
                .findFirst()
                .map(change -> change.function() + " took Heroku's record set away at " + change.at());
    }

    private boolean leadsToHeroku(List<RecordSet> records) {
        return records.stream().anyMatch(record -> record.pointsAt(facts.spec().heroku()));
    }

    private Optional<String> herokuNotAsFound() {
        List<RecordSet> found = ofHostname(facts.found());
        List<RecordSet> current = facts.world().route53().current(facts.spec().hostname());
        return facts.claimed() == Entry.Outcome.ROLLED_BACK && !current.containsAll(found)
                ? Optional.of("Heroku's record set is not as it was found")
                : Optional.empty();
    }
}
