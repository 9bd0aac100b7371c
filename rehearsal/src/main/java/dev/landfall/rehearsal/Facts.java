package dev.landfall.rehearsal;

import dev.landfall.journal.Entry;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.DnsName;
import dev.landfall.records.RecordSet;
import dev.landfall.rehearsal.states.ExecutionDescription;
import dev.landfall.rehearsal.states.ExecutionStatus;
import dev.landfall.rehearsal.states.HistoryEvent;
import dev.landfall.rehearsal.states.HistoryEventType;
import dev.landfall.rehearsal.world.SimulatedRoute53;
import dev.landfall.rehearsal.world.World;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run when it is judged, and what several promises ask of it.
 *
 * @param zone the whole of it before the shift
 * @param claimed how Landfall says it ended; null if it says nothing
 */
record Facts(
        ShiftSpec spec,
        World world,
        Observer observer,
        List<RecordSet> zone,
        Entry.@Nullable Outcome claimed,
        @Nullable Double reactionSeconds) {

    Stream<SimulatedRoute53.Change> landfallsChanges() {
        return observer.changes().stream().map(Observer.WeightChange::change).filter(change -> !change.isByHand());
    }

    Stream<ExecutionDescription> rollbacks() {
        return world.engine().list(World.ROLLBACK_MACHINE).stream();
    }

    /** The records as they stood when Landfall noted them; what others did before is what it found. */
    List<RecordSet> found() {
        List<RecordSet> found = ofHostname(zone);
        for (Observer.WeightChange change : observer.changes()) {
            if (change.change().isByHand() && change.change().at().isBefore(notedAt())) {
                found = change.change().after();
            }
        }
        return found;
    }

    /** The records as Landfall left them; what others do after its last look is theirs. */
    List<RecordSet> left() {
        List<RecordSet> left = current();
        for (Observer.WeightChange change : observer.changes().reversed()) {
            if (!change.change().isByHand() || change.change().at().isBefore(lastLook())) {
                return left;
            }
            left = change.change().before();
        }
        return left;
    }

    List<RecordSet> current() {
        return world.route53().current(spec.hostname());
    }

    /** When Landfall found what it wrote down. What somebody changed between the two is not what was found. */
    Instant notedAt() {
        return world.journal().all().stream()
                .flatMap(entry -> entry.event() instanceof Entry.Snapshotted noted
                        ? Stream.of(lastSeen(noted.records(), entry.at()))
                        : Stream.empty())
                .findFirst()
                .orElse(Instant.MAX);
    }

    private Instant lastSeen(List<RecordSet> records, Instant latest) {
        return observer.changes().stream()
                .map(Observer.WeightChange::change)
                .filter(change -> change.isByHand() && change.at().isBefore(latest))
                .filter(change -> RecordSet.same(change.before(), records) && !RecordSet.same(change.after(), records))
                .map(SimulatedRoute53.Change::at)
                .findFirst()
                .orElse(latest);
    }

    private Instant lastLook() {
        return journalled(Entry.Verified.class)
                .reduce((earlier, later) -> later)
                .orElse(Instant.MAX);
    }

    private List<RecordSet> ofHostname(List<RecordSet> records) {
        return records.stream()
                .filter(candidate -> DnsName.same(candidate.name(), spec.hostname()))
                .toList();
    }

    private Stream<Instant> journalled(Class<? extends Entry.Event> kind) {
        return world.journal().all().stream()
                .filter(entry -> kind.isInstance(entry.event()))
                .map(Entry::at);
    }

    /** By a page of the rollback machine, or by the template's alarm on rollbacks that failed, if it has one. */
    boolean somebodyKnows() {
        boolean rang = rollbacks().anyMatch(Facts::hasFailed) && isSomebodyCalled();
        return rang || !world.pages().isEmpty();
    }

    private static boolean hasFailed(ExecutionDescription execution) {
        return execution.status() != ExecutionStatus.RUNNING && execution.status() != ExecutionStatus.SUCCEEDED;
    }

    /** By whatever can call: also by the template's other alarms. */
    boolean isSomebodyCalled() {
        return !world.calls().isEmpty();
    }

    /** Whether something that Landfall wants is refused still. */
    boolean isStillRefused() {
        return world.portCalls().isStillTroubled();
    }

    /** What happened to parked shifts until then, oldest first. */
    Stream<HistoryEvent> parked(Instant until) {
        return world.engine().list(World.SHIFT_MACHINE).stream()
                .flatMap(shift -> world.engine().history(shift.executionArn()).stream())
                .filter(event -> "Park".equals(event.stateName()))
                .filter(event -> !event.timestamp().isAfter(until))
                .filter(event -> event.type() == HistoryEventType.TaskScheduled
                        || event.type() == HistoryEventType.TaskSucceeded
                        || event.type() == HistoryEventType.TaskTimedOut);
    }
}
