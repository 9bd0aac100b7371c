package dev.landfall.journal;

import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.RecordSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A migration as its journal tells it.
 *
 * @param execution ARN of the shift execution
 * @param snapshot the records as found; null until taken
 * @param intents every set of records that Landfall meant to write, oldest first
 * @param outcome null while it is under way; a rollback after the end replaces it
 */
public record Migration(
        String name,
        ShiftSpec spec,
        String execution,
        @Nullable List<RecordSet> snapshot,
        List<Entry.Intended> intents,
        Entry.@Nullable Outcome outcome) {

    private static final long NEVER = -1;

    public static Optional<Migration> from(String name, List<Entry> entries) {
        Migration migration = null;
        long endedIn = NEVER;
        for (Entry entry : entries) {
            if (!isLate(entry, endedIn)) {
                migration = migration == null ? begin(name, entry.event()) : migration.after(entry.event());
            }
            endedIn = entry.event() instanceof Entry.Ended ? entry.epoch() : endedIn;
        }
        return Optional.ofNullable(migration);
    }

    /**
     * A rollback that joined another takes its epoch, and may write that it began when the other has just ended. A new one
     * after the end has a higher epoch.
     */
    private static boolean isLate(Entry entry, long endedIn) {
        return entry.event() instanceof Entry.RollbackStarted && entry.epoch() <= endedIn;
    }

    private static @Nullable Migration begin(String name, Entry.Event event) {
        return event instanceof Entry.Started started
                ? new Migration(name, started.spec(), started.execution(), null, List.of(), null)
                : null;
    }

    private Migration after(Entry.Event event) {
        return switch (event) {
            case Entry.Snapshotted taken -> new Migration(name, spec, execution, taken.records(), intents, outcome);
            case Entry.Intended intended -> new Migration(name, spec, execution, snapshot, and(intended), outcome);
            case Entry.Ended ended -> new Migration(name, spec, execution, snapshot, intents, ended.outcome());
            case Entry.RollbackStarted started -> new Migration(name, spec, execution, snapshot, intents, null);
            case Entry.Started s -> this;
            case Entry.Ready s -> this;
            case Entry.Written s -> this;
            case Entry.Verified s -> this;
            case Entry.Judged s -> this;
            case Entry.Parked s -> this;
            case Entry.Woken s -> this;
            case Entry.LeftBehind s -> this;
            case Entry.Unknown s -> this;
        };
    }

    private List<Entry.Intended> and(Entry.Intended intended) {
        List<Entry.Intended> all = new ArrayList<>(intents);
        all.add(intended);
        return List.copyOf(all);
    }

    /** @throws IllegalStateException before the snapshot was taken, which no machine does */
    public List<RecordSet> requireSnapshot() {
        if (snapshot == null) {
            throw new IllegalStateException("migration " + name + " has no snapshot");
        }
        return snapshot;
    }

    /** Whether the records are the snapshot or something Landfall meant to write in this migration. */
    public boolean knows(List<RecordSet> records) {
        return (snapshot != null && RecordSet.same(records, snapshot))
                || intents.stream().anyMatch(intent -> RecordSet.same(records, intent.records()));
    }

    /**
     * What the records must be before {@code wanted} is written: the last intent that is not {@code wanted} itself,
     * which an earlier try of the same write may have left, or the snapshot.
     */
    public List<RecordSet> expectedBefore(List<RecordSet> wanted) {
        return intents.reversed().stream()
                .map(Entry.Intended::records)
                .filter(records -> !RecordSet.same(records, wanted))
                .findFirst()
                .orElseGet(this::requireSnapshot);
    }

    /** Percent of the traffic that the last intended records give to AWS. */
    public int awsWeight() {
        Integer weight = intents.isEmpty() ? null : intents.getLast().awsWeight();
        return weight == null ? 0 : weight;
    }

    /** Whether Landfall has begun to change the records. */
    public boolean hasWritten() {
        return !intents.isEmpty();
    }

    /** What the records must be now if the last write arrived: the last intent, or the snapshot. */
    public List<RecordSet> lastIntended() {
        return intents.isEmpty() ? requireSnapshot() : intents.getLast().records();
    }
}
