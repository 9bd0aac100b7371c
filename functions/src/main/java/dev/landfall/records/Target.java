package dev.landfall.records;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** Where one side answers: what its record set holds. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
    @JsonSubTypes.Type(Target.Cname.class),
    @JsonSubTypes.Type(Target.Addresses.class),
    @JsonSubTypes.Type(Target.Alias.class)
})
public sealed interface Target {

    /** The type of the record set: Route 53 allows no CNAME beside another type of the same name. */
    String recordType();

    /** What a client connects to: a host name or an address. */
    String connectTo();

    record Cname(String cname) implements Target {
        @Override
        public String recordType() {
            return "CNAME";
        }

        @Override
        public String connectTo() {
            return cname;
        }
    }

    record Addresses(List<String> addresses) implements Target {
        public Addresses {
            addresses = List.copyOf(addresses);
        }

        @Override
        public String recordType() {
            return "A";
        }

        @Override
        public String connectTo() {
            return addresses.getFirst();
        }
    }

    /** An alias A record, for instance to an Application Load Balancer in the zone {@code hostedZoneId} of its region. */
    record Alias(AliasName alias) implements Target {
        @Override
        public String recordType() {
            return "A";
        }

        @Override
        public String connectTo() {
            return alias.dnsName();
        }
    }

    record AliasName(String dnsName, String hostedZoneId) {}

    /** The record set that answers {@code name} with this target; an alias has no TTL of its own. */
    default RecordSet recordSet(String name, long ttlSeconds) {
        return switch (this) {
            case Cname cname -> new RecordSet(name, "CNAME", ttlSeconds, List.of(cname.cname()), null, null, null);
            case Addresses a -> new RecordSet(name, "A", ttlSeconds, a.addresses(), null, null, null);
            case Alias a ->
                new RecordSet(
                        name,
                        "A",
                        null,
                        List.of(),
                        new RecordSet.AliasTarget(
                                a.alias().hostedZoneId(), a.alias().dnsName(), false),
                        null,
                        null);
        };
    }
}
