package dev.landfall.plan;

import dev.landfall.records.Target;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads one side's target. */
final class TargetReader {
    private static final String KINDS = "exactly one of addresses, alias, cname";
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern IPV4 = Pattern.compile("(" + BYTE + "\\.){3}" + BYTE);
    private static final int MOST_ADDRESSES = 8;
    /** Route 53 documents a length, and no alphabet that all of its ids keep to. */
    private static final Pattern ZONE_ID = Pattern.compile("[A-Z0-9]{1,32}");

    private TargetReader() {}

    static String hostedZoneId(Field field) {
        return field.matching(ZONE_ID, "a hosted zone's id without its path, such as Z0123456789ABCDEFGHIJ");
    }

    /** @param example a name of the kind that this side uses */
    static Target read(Field side, String example) {
        if (!side.isGiven()) {
            throw side.refused("a mapping with " + KINDS);
        }
        side.mapping("addresses", "alias", "cname");
        Field cname = side.at("cname");
        Field addresses = side.at("addresses");
        Field alias = side.at("alias");
        if (Stream.of(cname, addresses, alias).filter(Field::isGiven).count() != 1) {
            throw side.refused("a mapping with " + KINDS);
        }
        if (cname.isGiven()) {
            return new Target.Cname(Hostnames.origin(cname, example));
        }
        return addresses.isGiven() ? addresses(addresses) : alias(alias, example);
    }

    private static Target addresses(Field field) {
        List<Field> items = field.items(1, MOST_ADDRESSES, "a list of 1 to " + MOST_ADDRESSES + " IPv4 addresses");
        List<String> addresses = items.stream()
                .map(item -> item.matching(IPV4, "an IPv4 address such as 192.0.2.10; AAAA records are not shifted"))
                .toList();
        Field.requireDistinct(items, addresses);
        return new Target.Addresses(addresses);
    }

    private static Target alias(Field field, String example) {
        field.mapping("dnsName", "hostedZoneId");
        return new Target.Alias(new Target.AliasName(
                Hostnames.origin(field.at("dnsName"), example), hostedZoneId(field.at("hostedZoneId"))));
    }
}
