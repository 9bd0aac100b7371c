package dev.landfall.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.usage.Usage.Distribution;
import dev.landfall.usage.Usage.ProcessUsage;
import dev.landfall.usage.Usage.Requests;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.jspecify.annotations.Nullable;

/** What a generated log says, kept one by one: slow, large and sure. */
final class LogFacts {
    private final List<Integer> services = new ArrayList<>();
    private final Map<String, Long> statuses = new HashMap<>();
    private final Map<String, Long> errors = new HashMap<>();
    private final Map<Instant, Integer> minutes = new TreeMap<>();
    private final Map<String, Set<String>> dynos = new HashMap<>();
    private final Map<String, List<Integer>> samples = new HashMap<>();
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;
    private long lines;
    private long requests;
    private long over30s;

    void line(Instant at) {
        lines++;
        first = at.isBefore(first) ? at : first;
        last = at.isAfter(last) ? at : last;
    }

    void error(String code) {
        errors.merge(code, 1L, Long::sum);
    }

    /** @param millis negative if the log does not tell */
    void request(Instant at, int status, int millis, String code) {
        requests++;
        statuses.merge(status == 101 ? "101" : status / 100 + "xx", 1L, Long::sum);
        minutes.merge(at.truncatedTo(ChronoUnit.MINUTES), 1, Integer::sum);
        if (!code.isEmpty()) {
            error(code);
        }
        if (millis >= 0 && status != 101) {
            services.add(millis);
            over30s += millis >= 30_000 ? 1 : 0;
        }
    }

    void load(String dyno, String type, int load) {
        sample(dyno, type, "load", load);
    }

    void memory(String dyno, String type, int memory, int swap) {
        sample(dyno, type, "memory", memory);
        sample(dyno, type, "swap", swap);
    }

    void assertFoundIn(Usage usage) {
        assertThat(usage.lines()).isEqualTo(lines);
        assertThat(usage.unread()).isZero();
        assertThat(usage.from()).isEqualTo(first.truncatedTo(ChronoUnit.SECONDS));
        assertThat(usage.to()).isEqualTo(last.truncatedTo(ChronoUnit.SECONDS));
        assertThat(usage.errors()).isEqualTo(errors);
        assertRequests(Objects.requireNonNull(usage.requests()));
        assertThat(usage.processes().keySet()).isEqualTo(dynos.keySet());
        usage.processes().forEach(this::assertProcess);
    }

    private void assertRequests(Requests found) {
        assertThat(found.count()).isEqualTo(requests);
        assertThat(found.statuses()).isEqualTo(statuses);
        assertThat(found.over30s()).isEqualTo(over30s);
        assertDistribution(found.serviceMillis(), services, 1);
        int most = Collections.max(minutes.values());
        assertThat(found.spike().requestsPerSecond()).isEqualTo(most / 60.0);
        assertThat(minutes.get(found.spike().minute())).isEqualTo(most);
    }

    private void assertProcess(String type, ProcessUsage found) {
        assertThat(found.dynos())
                .isEqualTo(Objects.requireNonNull(dynos.get(type)).size());
        assertDistribution(found.memoryMb(), samples(type, "memory"), 100);
        assertDistribution(found.swapMb(), samples(type, "swap"), 100);
        assertDistribution(found.load(), samples(type, "load"), 100);
    }

    private static void assertDistribution(@Nullable Distribution found, List<Integer> values, double perUnit) {
        Distribution distribution = Objects.requireNonNull(found);
        assertThat(distribution.samples()).isEqualTo(values.size());
        assertThat(distribution.max()).isEqualTo(Collections.max(values) / perUnit);
        assertQuantile(distribution.p50(), values, 0.50, perUnit);
        assertQuantile(distribution.p95(), values, 0.95, perUnit);
        assertQuantile(distribution.p99(), values, 0.99, perUnit);
    }

    private static void assertQuantile(double found, List<Integer> values, double quantile, double perUnit) {
        List<Integer> sorted = values.stream().sorted().toList();
        double exact = sorted.get((int) Math.ceil(quantile * sorted.size()) - 1) / perUnit;
        if (exact == 0) {
            assertThat(found).isZero();
        } else {
            assertThat(found).isCloseTo(exact, Percentage.withPercentage(1));
        }
    }

    private void sample(String dyno, String type, String what, int value) {
        dynos.computeIfAbsent(type, unseen -> new HashSet<>()).add(dyno);
        samples(type, what).add(value);
    }

    private List<Integer> samples(String type, String what) {
        return samples.computeIfAbsent(type + " " + what, unseen -> new ArrayList<>());
    }
}
