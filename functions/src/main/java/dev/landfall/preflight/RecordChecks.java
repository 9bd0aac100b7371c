package dev.landfall.preflight;

import dev.landfall.plan.InvalidSpecException;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.DnsName;
import dev.landfall.records.HostedZone;
import dev.landfall.records.RecordSet;
import dev.landfall.records.Target;
import dev.landfall.records.TrafficRouter;
import dev.landfall.records.UnknownZoneException;
import dev.landfall.records.UnsupportedRecordException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether the hostname's records are such that they can be shifted, and brought back exactly. */
final class RecordChecks {
    /** Types that lead a client to a server; what is beside the shifted record would pass it by. */
    private static final Set<String> LEADING = Set.of("A", "AAAA", "CNAME", "HTTPS", "SVCB");

    private static final long ALIAS_TTL_SECONDS = 60;

    private final TrafficRouter router;

    RecordChecks(TrafficRouter router) {
        this.router = router;
    }

    void check(ShiftSpec spec) {
        HostedZone zone = zone(spec.hostedZoneId());
        requireWithin(spec, zone);
        requireNoCnameAtApex(spec, zone);
        RecordSet record = onlyRecord(spec, read(spec));
        requireAnswersWithHeroku(spec, record);
        requireTtlOfAlias(spec, record);
    }

    private HostedZone zone(String id) {
        try {
            return router.zone(id);
        } catch (UnknownZoneException e) {
            throw InvalidSpecException.refusing(
                    "hostedZoneId", id, "a hosted zone of this account that Landfall's role may read");
        }
    }

    private static void requireWithin(ShiftSpec spec, HostedZone zone) {
        if (!DnsName.isWithin(spec.hostname(), zone.name())) {
            throw InvalidSpecException.refusing(
                    "hostname", spec.hostname(), "within the hosted zone " + zone.id() + ", which is " + zone.name());
        }
    }

    private static void requireNoCnameAtApex(ShiftSpec spec, HostedZone zone) {
        if (spec.heroku() instanceof Target.Cname cname && DnsName.same(spec.hostname(), zone.name())) {
            throw InvalidSpecException.refusing(
                    "heroku.cname",
                    cname.cname(),
                    "addresses or alias, as aws must: " + spec.hostname()
                            + " is the apex of its zone, where DNS allows no CNAME");
        }
    }

    private List<RecordSet> read(ShiftSpec spec) {
        try {
            return router.read(spec.hostedZoneId(), spec.hostname()).stream()
                    .filter(record -> LEADING.contains(record.type()))
                    .toList();
        } catch (UnsupportedRecordException e) {
            throw InvalidSpecException.refusing(
                    "hostname", spec.hostname(), "a name with one simple record: " + e.getMessage());
        }
    }

    private static RecordSet onlyRecord(ShiftSpec spec, List<RecordSet> records) {
        String type = spec.recordType();
        if (records.stream().noneMatch(record -> record.type().equals(type))) {
            throw refusedHostname(
                    spec,
                    "a name with a record of type " + type + ", which heroku's target needs; it has " + types(records));
        }
        if (records.stream().anyMatch(record -> !record.isSimple())) {
            // The identifiers of a shift under way, or of one that ended without simplify, name its migration.
            throw refusedHostname(
                    spec, "a name with a simple record; its records are weighted already: " + identifiers(records));
        }
        if (records.size() > 1) {
            throw refusedHostname(
                    spec,
                    "a name with a record of type " + type + " alone; it has " + types(records)
                            + ", and clients of the others would pass the weights by");
        }
        return records.getFirst();
    }

    private static String identifiers(List<RecordSet> records) {
        return records.stream()
                .map(record -> "\"" + record.setIdentifier() + "\"")
                .collect(Collectors.joining(", "));
    }

    private static String types(List<RecordSet> records) {
        return records.isEmpty()
                ? "none"
                : records.stream().map(RecordSet::type).distinct().collect(Collectors.joining(" and "));
    }

    private static void requireAnswersWithHeroku(ShiftSpec spec, RecordSet record) {
        if (!record.pointsAt(spec.heroku())) {
            throw InvalidSpecException.refusing(
                    "heroku",
                    describe(spec.heroku()),
                    "what " + spec.hostname() + " answers today, which is " + answer(record));
        }
    }

    private static String describe(Target target) {
        return switch (target) {
            case Target.Cname cname -> cname.cname();
            case Target.Addresses some -> String.join(", ", some.addresses());
            case Target.Alias alias ->
                "alias of " + alias.alias().dnsName() + " in " + alias.alias().hostedZoneId();
        };
    }

    private static String answer(RecordSet record) {
        RecordSet.AliasTarget alias = record.alias();
        return alias != null
                ? "an alias of " + DnsName.normal(alias.dnsName()) + " in " + alias.hostedZoneId()
                : record.type() + " "
                        + record.values().stream().map(DnsName::normal).collect(Collectors.joining(", "));
    }

    /** A TTL shorter than the spec's is kept, and beside an alias only one TTL leaves the weights as they are. */
    private static void requireTtlOfAlias(ShiftSpec spec, RecordSet record) {
        Long ttl = record.ttl();
        if (spec.aws() instanceof Target.Alias && ttl != null && ttl < ALIAS_TTL_SECONDS) {
            throw refusedHostname(
                    spec,
                    "a name with a TTL of at least 60 s, since an alias beside it answers with 60 s; it has " + ttl
                            + " s");
        }
    }

    private static InvalidSpecException refusedHostname(ShiftSpec spec, String allowed) {
        return InvalidSpecException.refusing("hostname", spec.hostname(), allowed);
    }
}
