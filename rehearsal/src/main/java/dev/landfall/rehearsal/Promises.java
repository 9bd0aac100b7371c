package dev.landfall.rehearsal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.health.AlarmReading;
import dev.landfall.health.Samples.Side;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Lock;
import dev.landfall.journal.Migration;
import dev.landfall.lambda.Json;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.DnsName;
import dev.landfall.records.RecordSet;
import dev.landfall.rehearsal.states.ExecutionDescription;
import dev.landfall.rehearsal.states.ExecutionStatus;
import dev.landfall.rehearsal.states.HistoryEvent;
import dev.landfall.rehearsal.states.HistoryEventType;
import dev.landfall.rehearsal.world.EventBus;
import dev.landfall.rehearsal.world.FunctionRun;
import dev.landfall.rehearsal.world.PortCalls;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges the promises by what happened in the world, not by what Landfall says of it. */
final class Promises {

    /** An alarm's change within this time before a write could not have been known to the writer. */
    private static final Duration UNKNOWABLE = Duration.ofSeconds(5);

    /** Trouble becomes an alarm after a few minutes: the metric's delay, and two or three periods. */
    private static final Duration UNKNOWABLE_TROUBLE = Duration.ofMinutes(5);

    private static final double REACTION_SECONDS = 5;

    /** Where an alarm's event did not come as it should: a minute until the sweeper looks, and then the same. */
    private static final double SWEPT_SECONDS = 75;

    /** A rollback insists for an hour on what is refused before it pages. */
    private static final Duration UNNOTICED = Duration.ofMinutes(90);

    /** Who was called for something else this long before is still looking. */
    private static final Duration STILL_THERE = Duration.ofHours(1);

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
        promises.add(3, "Whatever dies, traffic ends on a side that is healthy", promises.badEnd());
        promises.add(
                4, "Health is watched while waiting", promises.slowReaction().or(promises::unnoticedHarm));
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
        if (!judged) {
            return Optional.of(what + "without a verdict since the last rise");
        }
        return isGateClosed(rise) ? Optional.of(what + "though nobody opened the gate") : Optional.empty();
    }

    /** A gate that waits for somebody is not opened by the time that passes. */
    private boolean isGateClosed(Observer.WeightChange rise) {
        boolean waits = facts.spec().steps().stream()
                .anyMatch(step -> step.weight() == rise.from() && step.gate() != ShiftSpec.Gate.TIMER);
        return waits
                && parked(rise.change().at())
                        .reduce((earlier, later) -> later)
                        .filter(event -> event.type() == HistoryEventType.TaskTimedOut)
                        .isPresent();
    }

    /** What happened to parked shifts until then, oldest first. */
    private Stream<HistoryEvent> parked(Instant until) {
        return facts.world().engine().list(World.SHIFT_MACHINE).stream()
                .flatMap(shift -> facts.world().engine().history(shift.executionArn()).stream())
                .filter(event -> "Park".equals(event.stateName()))
                .filter(event -> !event.timestamp().isAfter(until))
                .filter(event -> event.type() == HistoryEventType.TaskScheduled
                        || event.type() == HistoryEventType.TaskSucceeded
                        || event.type() == HistoryEventType.TaskTimedOut);
    }

    private boolean isDoubtful(AlarmReading alarm, Instant at) {
        boolean silent = alarm.data() == AlarmReading.Data.ABSENT && !alarm.sparse() && !declaredSparse(alarm);
        boolean notOk = alarm.state() != AlarmReading.State.OK;
        return (silent || notOk) && !hasJustChanged(alarm.name(), at);
    }

    private boolean hasJustChanged(String alarm, Instant at) {
        Instant unknowable = at.minus(UNKNOWABLE);
        return facts.observer().changedWithin(alarm, UNKNOWABLE, at)
                || facts.world()
                        .alarms()
                        .deletedAt(alarm)
                        .filter(unknowable::isBefore)
                        .isPresent();
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
            case ROLLBACK_UNVERIFIED -> somebodyKnows() ? gaveUpInVain() : Optional.of("nobody was paged");
        };
    }

    /** What was in the way for a while is outlasted; only what stays is a human's. */
    private Optional<String> gaveUpInVain() {
        boolean nothingLeft = !isEdited()
                && !facts.world().portCalls().wasRefusedForGood()
                && facts.world().route53().isServed(facts.spec().hostname());
        return nothingLeft ? Optional.of("it gave up, although nothing is in its way") : Optional.empty();
    }

    private boolean isEdited() {
        return facts.observer().changes().stream()
                .map(Observer.WeightChange::change)
                .anyMatch(change -> change.isByHand() && !change.at().isBefore(notedAt()));
    }

    private Optional<String> wronglyRolledBack() {
        if (!restored()) {
            return Optional.of("the records, or what is served of them, differ from what was found");
        }
        // While something was in the way, nobody could know that all would be well.
        boolean inTheWay = facts.world().portCalls().befallen() > 0 || !left().equals(current());
        return facts.world().pages().isEmpty() || inTheWay
                ? Optional.empty()
                : Optional.of("a human was called although everything is as it was found");
    }

    /** By a page of the rollback machine, or by the template's alarm on rollbacks that failed, if it has one. */
    private boolean somebodyKnows() {
        boolean rang = rollbacks().anyMatch(Promises::hasFailed) && isSomebodyCalled();
        return rang || !facts.world().pages().isEmpty();
    }

    private Stream<ExecutionDescription> rollbacks() {
        return facts.world().engine().list(World.ROLLBACK_MACHINE).stream();
    }

    private static boolean hasFailed(ExecutionDescription execution) {
        return execution.status() != ExecutionStatus.RUNNING && execution.status() != ExecutionStatus.SUCCEEDED;
    }

    private boolean restored() {
        return RecordSet.same(found(), left()) && isAnswered();
    }

    /** By each name server. One that still has another TTL, or a weight of 100 in place of no weight, answers alike. */
    private boolean isAnswered() {
        ShiftSpec spec = facts.spec();
        SimulatedRoute53 route53 = facts.world().route53();
        Set<String> answers = route53.sample(
                        route53.zone(spec.hostedZoneId()).nameServers(),
                        spec.hostname(),
                        spec.recordType(),
                        spec.dns().questions())
                .keySet();
        return route53.isServed(spec.hostname()) || answersOfFound().containsAll(answers);
    }

    private Set<String> answersOfFound() {
        return found().stream()
                .map(record -> String.join(
                        ",",
                        record.values().stream().map(DnsName::normal).sorted().toList()))
                .collect(Collectors.toSet());
    }

    private List<RecordSet> current() {
        return facts.world().route53().current(facts.spec().hostname());
    }

    /** The records as they stood when Landfall noted them; what others did before is what it found. */
    private List<RecordSet> found() {
        List<RecordSet> found = ofHostname(facts.found());
        for (Observer.WeightChange change : facts.observer().changes()) {
            if (change.change().isByHand() && change.change().at().isBefore(notedAt())) {
                found = change.change().after();
            }
        }
        return found;
    }

    /** The records as Landfall left them; what others do after its last look is theirs. */
    private List<RecordSet> left() {
        List<RecordSet> left = current();
        for (Observer.WeightChange change : facts.observer().changes().reversed()) {
            if (!change.change().isByHand() || change.change().at().isBefore(lastLook())) {
                return left;
            }
            left = change.change().before();
        }
        return left;
    }

    private Instant notedAt() {
        return journalled(Entry.Snapshotted.class).findFirst().orElse(Instant.MAX);
    }

    private Instant lastLook() {
        return journalled(Entry.Verified.class)
                .reduce((earlier, later) -> later)
                .orElse(Instant.MAX);
    }

    private Stream<Instant> journalled(Class<? extends Entry.Event> kind) {
        return facts.world().journal().all().stream()
                .filter(entry -> kind.isInstance(entry.event()))
                .map(Entry::at);
    }

    // ---- 3

    private Optional<String> badEnd() {
        return Stream.of(noEnd(), falseEnd(), unhealthyEnd(), leftovers())
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What cannot be done is tried until it can, or until a human was called; then it is enough that one knows. */
    private Optional<String> noEnd() {
        boolean refused = isStillRefused() || facts.world().portCalls().wasRefusedForGood();
        return facts.observer().isQuiet() || (refused && isSomebodyCalled())
                ? Optional.empty()
                : Optional.of("it has not come to an end, and nobody was called");
    }

    private Optional<String> falseEnd() {
        int aws = facts.world().awsWeight();
        return facts.claimed() == Entry.Outcome.COMPLETED && aws < 100
                ? Optional.of("it says COMPLETED, and AWS has " + aws + " %")
                : Optional.empty();
    }

    private Optional<String> leftovers() {
        List<String> left = facts.world().leftovers();
        return left.isEmpty() || isStillRefused()
                ? Optional.empty()
                : Optional.of("left behind: " + String.join(", ", left));
    }

    private boolean isStillRefused() {
        return facts.world().portCalls().isStillTroubled();
    }

    private Optional<String> unhealthyEnd() {
        int aws = facts.world().awsWeight();
        boolean awsHealthy = facts.world().isHealthy(Side.AWS);
        boolean herokuHealthy = facts.world().isHealthy(Side.HEROKU);
        if (isHumansTurn() || hasJustCompleted()) {
            return Optional.empty();
        }
        if (aws > 0 && !awsHealthy && herokuHealthy) {
            return Optional.of("AWS is unhealthy and has " + aws + " % at the end");
        }
        if (aws < 100 && !herokuHealthy && awsHealthy) {
            return Optional.of("Heroku is unhealthy and has " + (100 - aws) + " % at the end");
        }
        return Optional.empty();
    }

    /** Records that others have edited are not overwritten, and what is refused cannot be done. */
    private boolean isHumansTurn() {
        return isStillRefused()
                ? isSomebodyCalled()
                : somebodyKnows() && facts.claimed() == Entry.Outcome.ROLLBACK_UNVERIFIED;
    }

    /** What begins to fail as the last verdict falls cannot have been known; later, nobody watches any more. */
    private boolean hasJustCompleted() {
        return facts.claimed() == Entry.Outcome.COMPLETED
                && facts.world()
                        .troubledSince(Side.AWS)
                        .filter(since ->
                                since.isAfter(facts.observer().lastEnd().minus(UNKNOWABLE_TROUBLE)))
                        .isPresent();
    }

    // ---- 4

    private Optional<String> slowReaction() {
        Double seconds = facts.reactionSeconds();
        boolean undisturbed = facts.world().portCalls().befallen() == 0
                && rollbacks().noneMatch(rollback -> rollback.status() == ExecutionStatus.ABORTED);
        if (seconds == null || !undisturbed) {
            return Optional.empty();
        }
        boolean told = facts.world().events().troubled(EventBus.Kind.ALARM) == 0;
        return told ? slower(seconds, REACTION_SECONDS) : slower(Math.min(seconds, secondsParked()), SWEPT_SECONDS);
    }

    /** What Landfall cannot mend by itself, a human must hear of. */
    private Optional<String> unnoticedHarm() {
        Instant since = null;
        for (Users.Minute minute : facts.world().users().minutes()) {
            if (!minute.failsBecauseOfAws()) {
                since = null;
            } else if (since == null) {
                since = minute.at();
            } else if (since.plus(UNNOTICED).isBefore(minute.at())
                    && !isCalled(since.minus(STILL_THERE), minute.at())) {
                return Optional.of("AWS has failed its users since " + since + ", and nobody was called");
            }
        }
        return Optional.empty();
    }

    /** By whatever can call: also by the template's other alarms. */
    private boolean isSomebodyCalled() {
        return !facts.world().calls().isEmpty();
    }

    private boolean isCalled(Instant from, Instant until) {
        return facts.world().calls().stream()
                .map(World.Page::at)
                .anyMatch(at -> !at.isBefore(from) && at.isBefore(until));
    }

    private static Optional<String> slower(double seconds, double allowed) {
        return seconds > allowed
                ? Optional.of(seconds + " s from the alarm's change of state to the first write of the rollback")
                : Optional.empty();
    }

    /** How long the shift had been parked when the rollback first wrote. What parks in an alarm need not be told of it. */
    private double secondsParked() {
        Instant written = facts.observer().changes().stream()
                .filter(change -> change.change().function().equals("RestoreFunction"))
                .map(change -> change.change().at())
                .findFirst()
                .orElse(Instant.MAX);
        return parked(written)
                .filter(event -> event.type() == HistoryEventType.TaskScheduled)
                .reduce((earlier, later) -> later)
                .map(event -> Duration.between(event.timestamp(), written).toMillis() / 1000.0)
                .orElse(Double.MAX_VALUE);
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

    /** One after the other is two migrations, not two at once: who comes later finds that the earlier has ended. */
    private Optional<String> twoWriters() {
        List<String> writers = landfallsChanges()
                .map(SimulatedRoute53.Change::migration)
                .filter(migration -> !migration.isEmpty())
                .distinct()
                .toList();
        return IntStream.range(1, writers.size())
                .filter(later -> !hadEnded(writers.get(later - 1), writers.get(later)))
                .mapToObj(later ->
                        "written by " + writers.get(later) + " while " + writers.get(later - 1) + " had not ended")
                .findFirst();
    }

    /** By the order of the journal, since the functions' clocks may be wrong. */
    private boolean hadEnded(String earlier, String later) {
        List<Entry> before = facts.world().journal().all().stream()
                .takeWhile(entry -> !(entry.migration().equals(later) && entry.event() instanceof Entry.Intended))
                .filter(entry -> entry.migration().equals(earlier))
                .toList();
        return Migration.from(earlier, before)
                .map(Migration::outcome)
                .filter(outcome -> outcome != Entry.Outcome.ROLLBACK_UNVERIFIED)
                .isPresent();
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
            drifted |= change.change().isByHand() && !change.change().at().isBefore(notedAt());
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
        return facts.claimed() == Entry.Outcome.ROLLED_BACK && !left().containsAll(found())
                ? Optional.of("Heroku's record set is not as it was found")
                : Optional.empty();
    }
}
