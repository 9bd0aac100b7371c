package dev.landfall.traffic;

import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Migration;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.DnsName;
import dev.landfall.records.NameServers;
import dev.landfall.records.RecordSet;
import dev.landfall.records.TrafficRouter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Proves that the last intended records are what the world is told. Each way to fail has its own error name. */
public final class Verification {
    private final TrafficRouter router;
    private final NameServers nameServers;
    private final Journal journal;

    public Verification(TrafficRouter router, NameServers nameServers, Journal journal) {
        this.router = router;
        this.nameServers = nameServers;
        this.journal = journal;
    }

    /**
     * @param change null when the records already stood so before the write
     * @return the split that was served, in words
     * @throws ChangeNotInsyncException until the change is INSYNC; ask again
     * @throws ReadBackMismatchException if the records are not the last intended ones
     * @throws SplitNotServedException if the name servers answer otherwise than the weights say; ask again
     */
    public String verify(Fence fence, @Nullable String change) {
        Migration migration = journal.migration(fence.migration());
        if (change != null && !router.isInSync(change)) {
            throw new ChangeNotInsyncException("change " + change + " is not INSYNC yet");
        }
        List<RecordSet> wanted = migration.lastIntended();
        List<RecordSet> current = new ShiftRecords(router, migration.spec()).read();
        if (!RecordSet.same(current, wanted)) {
            throw new ReadBackMismatchException(
                    "the records of " + fence.hostname() + " read back differ from those written");
        }
        String served = served(migration.spec(), wanted);
        Entry.Purpose purpose =
                migration.hasWritten() ? migration.intents().getLast().purpose() : Entry.Purpose.RESTORE;
        journal.append(fence, new Entry.Verified(purpose, served));
        return served;
    }

    private String served(ShiftSpec spec, List<RecordSet> wanted) {
        Map<String, Integer> answers = nameServers.sample(
                servers(spec), spec.hostname(), spec.recordType(), spec.dns().questions());
        int asked = answers.values().stream().mapToInt(Integer::intValue).sum();
        requireEnough(asked, spec.dns().questions());
        long weights = wanted.stream().mapToLong(Verification::weight).sum();
        List<String> evidence = new ArrayList<>();
        int explained = 0;
        for (RecordSet record : wanted) {
            int counted = count(answers, answersOf(record));
            Split split = new Split((double) weight(record) / weights, counted, asked);
            if (!split.fits()) {
                throw new SplitNotServedException(label(record) + " got " + split);
            }
            evidence.add(label(record) + " " + split);
            explained += counted;
        }
        if (explained != asked) {
            throw new SplitNotServedException((asked - explained) + " of " + asked + " answers are of neither record");
        }
        return String.join("; ", evidence);
    }

    /** Of few answers every split is within the tolerance, and of none too. */
    private static void requireEnough(int asked, int questions) {
        if (asked * 2L < questions) {
            throw new SplitNotServedException("only " + asked + " of " + questions + " questions were answered");
        }
    }

    private List<String> servers(ShiftSpec spec) {
        List<String> given = spec.dns().nameServers();
        return given.isEmpty() ? router.zone(spec.hostedZoneId()).nameServers() : given;
    }

    /** The answers that may come of a record: names in normal form, or addresses. */
    private Set<String> answersOf(RecordSet record) {
        RecordSet.AliasTarget alias = record.alias();
        List<String> answers = alias == null ? record.values() : nameServers.resolve(alias.dnsName());
        return answers.stream().map(DnsName::normal).collect(Collectors.toSet());
    }

    private static int count(Map<String, Integer> answers, Set<String> ofRecord) {
        return answers.entrySet().stream()
                .filter(answer -> ofRecord.containsAll(List.of(answer.getKey().split(",", -1))))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static long weight(RecordSet record) {
        Long weight = record.weight();
        return weight == null ? 1 : weight;
    }

    private static String label(RecordSet record) {
        String identifier = record.setIdentifier();
        return identifier == null ? "the record" : identifier.substring(identifier.lastIndexOf(' ') + 1);
    }
}
