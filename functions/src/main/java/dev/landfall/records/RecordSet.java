package dev.landfall.records;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One Route 53 record set, exactly as the API gives it, since a DELETE must match it to the letter.
 *
 * @param name as read, with or without the trailing dot
 * @param type {@code A}, {@code AAAA}, {@code CNAME}, ...
 * @param ttl seconds; null for an alias, whose TTL belongs to its target
 * @param values resource records as read; empty for an alias
 * @param alias null for a record with values
 * @param setIdentifier null for a simple record
 * @param weight 0 to 255; null for a simple record
 */
public record RecordSet(
        String name,
        String type,
        @Nullable Long ttl,
        List<String> values,
        @Nullable AliasTarget alias,
        @Nullable String setIdentifier,
        @Nullable Long weight) {

    public record AliasTarget(String hostedZoneId, String dnsName, boolean evaluateTargetHealth) {}

    public RecordSet {
        values = List.copyOf(values);
        if ((alias == null) == values.isEmpty()) {
            throw new IllegalArgumentException("a record set has either values or an alias: " + name + " " + type);
        }
        if ((setIdentifier == null) != (weight == null)) {
            throw new IllegalArgumentException("a set identifier and a weight come together: " + name + " " + type);
        }
    }

    @JsonIgnore
    public boolean isSimple() {
        return setIdentifier == null;
    }

    /** The same answer under another weight of the weighted group. */
    public RecordSet weighted(String identifier, long newWeight) {
        return new RecordSet(name, type, ttl, values, alias, identifier, newWeight);
    }

    /** The same answer as the only record of its name and type. */
    public RecordSet simple() {
        return new RecordSet(name, type, ttl, values, alias, null, null);
    }

    public RecordSet withTtl(long seconds) {
        return alias != null ? this : new RecordSet(name, type, seconds, values, null, setIdentifier, weight);
    }

    /** Whether it answers with {@code target}, however the names are written. */
    public boolean pointsAt(Target target) {
        return switch (target) {
            case Target.Cname cname ->
                type.equals("CNAME") && values.stream().allMatch(value -> DnsName.same(value, cname.cname()));
            case Target.Addresses addresses ->
                type.equals("A")
                        && alias == null
                        && List.copyOf(values).stream()
                                .sorted()
                                .toList()
                                .equals(addresses.addresses().stream().sorted().toList());
            case Target.Alias wanted ->
                alias != null
                        && type.equals("A")
                        && Objects.equals(alias.hostedZoneId(), wanted.alias().hostedZoneId())
                        && DnsName.same(alias.dnsName(), wanted.alias().dnsName());
        };
    }

    /**
     * Whether both lists say the same to DNS. The API may give a name back with a trailing dot, in lower case, or its
     * values in another order than they were written.
     */
    public static boolean same(List<RecordSet> some, List<RecordSet> others) {
        return normal(some).equals(normal(others));
    }

    private static List<RecordSet> normal(List<RecordSet> records) {
        return records.stream()
                .map(RecordSet::normal)
                .sorted(Comparator.comparing(RecordSet::type)
                        .thenComparing(record -> Objects.requireNonNullElse(record.setIdentifier, "")))
                .toList();
    }

    private RecordSet normal() {
        return new RecordSet(
                DnsName.normal(name),
                type,
                ttl,
                type.equals("CNAME")
                        ? values.stream().map(DnsName::normal).toList()
                        : values.stream().sorted().toList(),
                alias == null
                        ? null
                        : new AliasTarget(
                                alias.hostedZoneId(), DnsName.normal(alias.dnsName()), alias.evaluateTargetHealth()),
                setIdentifier,
                weight);
    }
}
