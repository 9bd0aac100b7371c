package dev.landfall.rehearsal.world;

import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.HostedZone;
import dev.landfall.records.RecordSet;
import java.util.ArrayList;
import java.util.List;

/** The hosted zone that a spec's hostname lies in, as it is found. */
final class Zone {

    /** What the hostname's record had before anybody thought of moving it. */
    private static final long OLD_TTL = 300;

    private static final List<String> NAME_SERVERS =
            List.of("ns-101.awsdns-12.com", "ns-702.awsdns-23.net", "ns-1303.awsdns-34.org", "ns-1904.awsdns-45.co.uk");

    private Zone() {}

    static HostedZone of(ShiftSpec spec) {
        return new HostedZone(spec.hostedZoneId(), name(spec), NAME_SERVERS);
    }

    /** The hostname's record for Heroku, and neighbours that are nobody's business here. */
    static List<RecordSet> records(ShiftSpec spec) {
        String zone = name(spec);
        List<RecordSet> records = new ArrayList<>();
        records.add(spec.heroku().recordSet(spec.hostname(), OLD_TTL));
        records.add(simple(zone, "NS", 172_800, NAME_SERVERS));
        records.add(simple(zone, "MX", 3_600, List.of("10 mail." + zone)));
        records.add(simple("landfall-neighbour." + zone, "CNAME", 300, List.of("status.example.com")));
        return List.copyOf(records);
    }

    /** A hostname below a domain lies in the zone of that domain; anything else is its own zone's apex. */
    private static String name(ShiftSpec spec) {
        String parent = spec.hostname().substring(spec.hostname().indexOf('.') + 1);
        return parent.contains(".") ? parent : spec.hostname();
    }

    private static RecordSet simple(String name, String type, long ttl, List<String> values) {
        return new RecordSet(name, type, ttl, values, null, null, null);
    }
}
