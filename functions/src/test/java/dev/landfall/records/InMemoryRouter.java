package dev.landfall.records;

import dev.landfall.lambda.UnavailableException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A hosted zone in memory that refuses what Route 53 refuses. Changes are in sync at once unless told otherwise. */
public final class InMemoryRouter implements TrafficRouter {
    private final Map<String, HostedZone> zones = new HashMap<>();
    private final Map<String, List<RecordSet>> records = new HashMap<>();
    private final Set<String> pending = new HashSet<>();
    private final List<List<RecordSet>> writes = new ArrayList<>();
    private @Nullable RuntimeException readFailure;
    private @Nullable List<RecordSet> outOfDate;
    private Answer answer = Answer.NORMAL;
    private boolean slow;

    private enum Answer {
        NORMAL,
        LOST_BEFORE_WRITE,
        LOST_AFTER_WRITE
    }

    public InMemoryRouter with(HostedZone zone, RecordSet... sets) {
        zones.put(zone.id(), zone);
        records.put(zone.id(), new ArrayList<>(List.of(sets)));
        return this;
    }

    /** Somebody else's edit: no comparison, no trace among {@link #writes}. */
    public void edit(String hostedZoneId, String name, RecordSet... sets) {
        List<RecordSet> all = inZone(hostedZoneId);
        all.removeIf(set -> DnsName.same(set.name(), name));
        all.addAll(List.of(sets));
    }

    /** Each {@link #read} throws this; null ends it. */
    public void failReads(@Nullable RuntimeException failure) {
        readFailure = failure;
    }

    /** Each {@link #read} gives these, whatever stands there now. */
    public void readOutOfDate(List<RecordSet> before) {
        outOfDate = before;
    }

    /** The next write is not made, and nobody can tell. */
    public void loseNextWrite() {
        answer = Answer.LOST_BEFORE_WRITE;
    }

    /** The next write is made, but its answer never arrives. */
    public void loseNextAnswer() {
        answer = Answer.LOST_AFTER_WRITE;
    }

    /** Changes from now on stay out of sync until {@link #settle}. */
    public void propagateSlowly() {
        slow = true;
    }

    public void settle() {
        slow = false;
        pending.clear();
    }

    /** What each write left at its name, in order. */
    public List<List<RecordSet>> writes() {
        return List.copyOf(writes);
    }

    @Override
    public HostedZone zone(String hostedZoneId) {
        HostedZone zone = zones.get(hostedZoneId);
        if (zone == null) {
            throw new UnknownZoneException("no hosted zone " + hostedZoneId);
        }
        return zone;
    }

    @Override
    public List<RecordSet> read(String hostedZoneId, String name) {
        if (readFailure != null) {
            throw readFailure;
        }
        return outOfDate != null ? outOfDate : at(inZone(hostedZoneId), name);
    }

    @Override
    public String replace(String hostedZoneId, List<RecordSet> expected, List<RecordSet> wanted) {
        Answer fate = answer;
        answer = Answer.NORMAL;
        if (fate == Answer.LOST_BEFORE_WRITE) {
            throw new UnavailableException("Route 53", "connection reset");
        }
        List<RecordSet> all = inZone(hostedZoneId);
        if (!all.containsAll(expected)) {
            throw new DriftException("the records are no longer what was expected");
        }
        List<RecordSet> after = new ArrayList<>(all);
        after.removeAll(expected);
        after.addAll(wanted);
        wanted.forEach(set -> requireServable(at(after, set.name())));
        records.put(hostedZoneId, after);
        writes.add(List.copyOf(wanted));
        String change = "C" + writes.size();
        if (slow) {
            pending.add(change);
        }
        if (fate == Answer.LOST_AFTER_WRITE) {
            throw new UnavailableException("Route 53", "connection reset");
        }
        return change;
    }

    @Override
    public boolean isInSync(String changeId) {
        return !pending.contains(changeId);
    }

    private List<RecordSet> inZone(String hostedZoneId) {
        return Objects.requireNonNull(records.get(zone(hostedZoneId).id()));
    }

    private static List<RecordSet> at(List<RecordSet> all, String name) {
        return all.stream()
                .filter(set -> DnsName.same(set.name(), name))
                .sorted(Comparator.comparing(RecordSet::type)
                        .thenComparing(set -> Objects.requireNonNullElse(set.setIdentifier(), "")))
                .toList();
    }

    private static void requireServable(List<RecordSet> sets) {
        for (int i = 0; i < sets.size(); i++) {
            for (int j = 0; j < i; j++) {
                requireServable(sets.get(j), sets.get(i));
            }
        }
    }

    private static void requireServable(RecordSet one, RecordSet other) {
        if (Stream.of(one, other).anyMatch(set -> set.type().equals("CNAME"))
                && !one.type().equals(other.type())) {
            throw new IllegalStateException("InvalidChangeBatch: CNAME beside another type at " + one.name());
        }
        if (!one.type().equals(other.type())) {
            return;
        }
        if (one.isSimple() || Objects.equals(one.setIdentifier(), other.setIdentifier())) {
            throw new IllegalStateException("InvalidChangeBatch: record set already exists at " + one.name());
        }
        if (one.ttl() != null && other.ttl() != null && !one.ttl().equals(other.ttl())) {
            throw new IllegalStateException("InvalidChangeBatch: weighted records with two TTLs at " + one.name());
        }
    }
}
