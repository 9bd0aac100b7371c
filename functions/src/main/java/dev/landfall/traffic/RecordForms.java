package dev.landfall.traffic;

import dev.landfall.journal.Migration;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.RecordSet;
import java.util.List;

/** The forms that a migration gives to the hostname's records, derived from its snapshot and its spec. Pure. */
final class RecordForms {
    private final Migration migration;
    private final RecordSet found;

    RecordForms(Migration migration) {
        this.migration = migration;
        this.found = migration.requireSnapshot().getFirst();
    }

    /** The record as found, with a TTL no longer than the spec's. */
    List<RecordSet> shortLived() {
        return List.of(heroku());
    }

    /** Seconds that caches may still hold the record under its old TTL; 0 if it was short enough. */
    long oldTtlSeconds() {
        Long old = found.ttl();
        return old == null || old <= spec().ttl().toSeconds() ? 0 : old;
    }

    /** Two weighted records that name the migration, AWS with {@code awsWeight} of 100. */
    List<RecordSet> weighted(int awsWeight) {
        String prefix = "landfall " + migration.name();
        return List.of(
                aws().weighted(prefix + " aws", awsWeight), heroku().weighted(prefix + " heroku", 100L - awsWeight));
    }

    List<RecordSet> awsAlone() {
        return List.of(aws());
    }

    private RecordSet heroku() {
        return found.withTtl(ttlSeconds());
    }

    private RecordSet aws() {
        return spec().aws().recordSet(found.name(), ttlSeconds());
    }

    /** Records of one weighted group need the same TTL; it never grows by a migration. */
    private long ttlSeconds() {
        Long old = found.ttl();
        long wanted = spec().ttl().toSeconds();
        return old == null ? wanted : Math.min(old, wanted);
    }

    private ShiftSpec spec() {
        return migration.spec();
    }
}
