package dev.landfall.records;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Name servers that serve exactly the weights of a router's records, unless given answers of their own. */
public final class FakeNameServers implements NameServers {
    private final TrafficRouter router;
    private final String hostedZoneId;
    private final Map<String, List<String>> addresses = new HashMap<>();
    private @Nullable Map<String, Integer> answers;
    private @Nullable RuntimeException failure;

    public FakeNameServers(TrafficRouter router, String hostedZoneId) {
        this.router = router;
        this.hostedZoneId = hostedZoneId;
    }

    /** From now on {@code name} resolves to these addresses. */
    public FakeNameServers resolving(String name, String... to) {
        addresses.put(DnsName.normal(name), List.of(to));
        return this;
    }

    /** They give these answers whatever the records say; null ends it. */
    public void serve(@Nullable Map<String, Integer> counts) {
        answers = counts;
    }

    /** Each question throws this; null ends it. */
    public void fail(@Nullable RuntimeException with) {
        failure = with;
    }

    @Override
    public Map<String, Integer> sample(List<String> servers, String name, String type, int questions) {
        if (failure != null) {
            throw failure;
        }
        return answers != null ? answers : asWeighted(name, type, questions);
    }

    @Override
    public List<String> resolve(String name) {
        if (failure != null) {
            throw failure;
        }
        return addresses.getOrDefault(DnsName.normal(name), List.of());
    }

    private Map<String, Integer> asWeighted(String name, String type, int questions) {
        List<RecordSet> sets = router.read(hostedZoneId, name).stream()
                .filter(set -> set.type().equals(type))
                .toList();
        long total = sets.stream().mapToLong(FakeNameServers::weight).sum();
        Map<String, Integer> counts = new HashMap<>();
        for (RecordSet set : sets) {
            int share = Math.toIntExact(questions * weight(set) / total);
            if (share > 0) {
                counts.merge(answer(set), share, Integer::sum);
            }
        }
        return counts;
    }

    private static long weight(RecordSet set) {
        return Objects.requireNonNullElse(set.weight(), 1L);
    }

    private String answer(RecordSet set) {
        List<String> values = set.alias() != null ? resolve(set.alias().dnsName()) : set.values();
        return String.join(",", values.stream().map(DnsName::normal).sorted().toList());
    }
}
