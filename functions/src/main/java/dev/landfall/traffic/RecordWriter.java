package dev.landfall.traffic;

import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Migration;
import dev.landfall.records.DriftException;
import dev.landfall.records.RecordSet;
import dev.landfall.records.TrafficRouter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The only writer of records. Each write is: read, compare with what the journal expects, journal the intent under the
 * fence, then one atomic change that names exactly what was read. Safe to repeat when an answer was lost.
 */
public final class RecordWriter {
    private final TrafficRouter router;
    private final Journal journal;

    public RecordWriter(TrafficRouter router, Journal journal) {
        this.router = router;
        this.journal = journal;
    }

    /** Journals the records as they stand, once. @return how many record sets they are */
    public int snapshot(Fence fence) {
        Migration migration = journal.migration(fence.migration());
        if (migration.snapshot() != null) {
            return migration.snapshot().size();
        }
        List<RecordSet> found = read(migration);
        if (found.size() != 1 || !found.getFirst().isSimple()) {
            throw new DriftException("hostname " + fence.hostname() + " must have one simple "
                    + migration.spec().recordType() + " record, but has " + describe(found));
        }
        journal.append(fence, new Entry.Snapshotted(found));
        return found.size();
    }

    /** @return seconds that caches may hold the old TTL; 0 when it was short enough and nothing was written */
    public long lowerTtl(Fence fence) {
        Migration migration = journal.migration(fence.migration());
        RecordForms forms = new RecordForms(migration);
        if (forms.oldTtlSeconds() > 0) {
            write(fence, migration, Entry.Purpose.LOWER_TTL, null, forms.shortLived());
        }
        return forms.oldTtlSeconds();
    }

    /** @return the change's identifier, or null if the records already stood so */
    public @Nullable String makeWeighted(Fence fence) {
        Migration migration = journal.migration(fence.migration());
        return write(fence, migration, Entry.Purpose.MAKE_WEIGHTED, 0, new RecordForms(migration).weighted(0));
    }

    /**
     * @param step index into the spec's steps
     * @return the change's identifier, or null if the records already stood so
     */
    public @Nullable String setWeight(Fence fence, int step) {
        Migration migration = journal.migration(fence.migration());
        int weight = migration.spec().step(step).weight();
        return write(fence, migration, Entry.Purpose.SET_WEIGHT, weight, new RecordForms(migration).weighted(weight));
    }

    /** @return the change's identifier, or null if the record already stood so */
    public @Nullable String simplify(Fence fence) {
        Migration migration = journal.migration(fence.migration());
        return write(fence, migration, Entry.Purpose.SIMPLIFY, 100, new RecordForms(migration).awsAlone());
    }

    private @Nullable String write(
            Fence fence,
            Migration migration,
            Entry.Purpose purpose,
            @Nullable Integer awsWeight,
            List<RecordSet> wanted) {
        List<RecordSet> expected = migration.expectedBefore(wanted);
        List<RecordSet> current = read(migration);
        boolean done = RecordSet.same(current, wanted);
        if (!done && !RecordSet.same(current, expected)) {
            throw drift(fence, expected, current);
        }
        journal.append(fence, new Entry.Intended(purpose, awsWeight, wanted));
        String change = done ? null : replace(migration, current, wanted);
        if (change != null) {
            journal.append(fence, new Entry.Written(purpose, change));
        }
        return change;
    }

    private @Nullable String replace(Migration migration, List<RecordSet> current, List<RecordSet> wanted) {
        try {
            return router.replace(migration.spec().hostedZoneId(), current, wanted);
        } catch (DriftException e) {
            // An earlier try of this very write, whose answer was lost, looks like drift.
            if (RecordSet.same(read(migration), wanted)) {
                return null;
            }
            throw e;
        }
    }

    /**
     * Brings the snapshot back, if what stands there is something this migration wrote.
     *
     * @throws DriftException if it is not; nothing was written
     * @throws StaleReadException if it could not be read as it stands; nothing was written
     */
    public Restored restore(Fence fence) {
        Migration migration = Migration.from(fence.migration(), journal.read(fence.migration()))
                .filter(known -> known.snapshot() != null)
                .orElse(null);
        return migration == null ? new Restored(Restored.Action.NOTHING, null) : restore(fence, migration);
    }

    private Restored restore(Fence fence, Migration migration) {
        List<RecordSet> snapshot = migration.requireSnapshot();
        List<RecordSet> current = read(migration);
        boolean done = RecordSet.same(current, snapshot);
        if (!done && !migration.knows(current)) {
            throw drift(fence, migration.lastIntended(), current);
        }
        if (!done || !RecordSet.same(migration.lastIntended(), snapshot)) {
            journal.append(fence, new Entry.Intended(Entry.Purpose.RESTORE, 0, snapshot));
        }
        return done ? new Restored(Restored.Action.ALREADY, null) : bringBack(fence, migration, current);
    }

    private Restored bringBack(Fence fence, Migration migration, List<RecordSet> current) {
        try {
            String change = router.replace(migration.spec().hostedZoneId(), current, migration.requireSnapshot());
            journal.append(fence, new Entry.Written(Entry.Purpose.RESTORE, change));
            return new Restored(Restored.Action.WROTE, change);
        } catch (DriftException e) {
            List<RecordSet> now = read(migration);
            if (!migration.knows(now)) {
                throw drift(fence, current, now);
            }
            if (RecordSet.same(now, current)) {
                throw new StaleReadException(e.getMessage() + ", though they are read as " + describe(now), e);
            }
            // A late write of the shift, or another rollback, got in between; it is ours, so go by what stands now.
            return restore(fence, migration);
        }
    }

    /** @param change null unless something was written */
    public record Restored(Action action, @Nullable String change) {
        public enum Action {
            WROTE,
            /** The snapshot already stands. */
            ALREADY,
            /** The migration ended before its snapshot was taken. */
            NOTHING
        }
    }

    private List<RecordSet> read(Migration migration) {
        ShiftRecords records = new ShiftRecords(router, migration.spec());
        return records.read();
    }

    private static DriftException drift(Fence fence, List<RecordSet> expected, List<RecordSet> found) {
        return new DriftException("the records of " + fence.hostname() + " were changed by somebody else: expected "
                + describe(expected) + ", found " + describe(found) + "; nothing was written");
    }

    private static String describe(List<RecordSet> records) {
        return records.isEmpty()
                ? "none"
                : String.join(
                        " and ", records.stream().map(RecordWriter::describe).toList());
    }

    private static String describe(RecordSet record) {
        String answer = record.alias() == null
                ? String.join(",", record.values())
                : "alias " + record.alias().dnsName();
        return record.type() + " " + answer + (record.ttl() == null ? "" : " TTL " + record.ttl())
                + (record.isSimple() ? "" : " weight " + record.weight() + " (" + record.setIdentifier() + ")");
    }
}
