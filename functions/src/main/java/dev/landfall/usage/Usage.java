package dev.landfall.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an app used between two moments.
 *
 * @param lines read, those of other formats included
 * @param unread lines that are of no known format, which says how much of the picture is missing
 * @param processes by process type; empty without log-runtime-metrics
 * @param requests null if no router line was seen
 * @param errors counts by Heroku's code: H10, H12, R14, …
 * @param errorShares by the same codes; null in what was written before shares were measured
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Usage(
        Instant from,
        Instant to,
        long lines,
        long unread,
        Map<String, ProcessUsage> processes,
        @Nullable Requests requests,
        Map<String, Long> errors,
        @Nullable Map<String, ErrorShare> errorShares) {

    public Usage {
        processes = sorted(processes);
        errors = sorted(errors);
        errorShares = errorShares == null ? null : sorted(errorShares);
    }

    /** {@code Map.copyOf} has another order in each process, and a plan is compared as text too. */
    private static <V> Map<String, V> sorted(Map<String, V> map) {
        return Collections.unmodifiableMap(new TreeMap<>(map));
    }

    /**
     * Over all dynos of a process type.
     *
     * @param dynos different ones seen, such as web.1 and web.2
     * @param memoryMb memory_total of one dyno; swap is part of it
     * @param swapMb memory_swap of one dyno
     * @param load load_avg_1m of one dyno
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ProcessUsage(
            int dynos,
            @Nullable Distribution memoryMb,
            @Nullable Distribution swapMb,
            @Nullable Distribution load) {}

    /** Exact minimum of what sizing needs; quantiles are within 1 % of their value, the maximum is exact. */
    public record Distribution(long samples, double p50, double p95, double p99, double max) {}

    /**
     * @param serviceMillis from the router's request to the dyno's answer
     * @param statuses counts by class: 2xx, 3xx, 4xx, 5xx, and 101 for WebSockets
     * @param hours those of the week in which something was seen, Monday 00:00 UTC first
     * @param spike the minute with the most requests
     * @param over30s requests that ended H12 or took 30 s and more
     * @param over60s requests that took 60 s and more: longer than a load balancer's default
     */
    public record Requests(
            long count,
            Distribution serviceMillis,
            Map<String, Long> statuses,
            List<HourOfWeek> hours,
            Spike spike,
            long over30s,
            long over60s) {

        public Requests {
            statuses = sorted(statuses);
            hours = List.copyOf(hours);
        }
    }

    /**
     * @param hour 0 to 167, from Monday 00:00 UTC
     * @param requestsPerSecond mean over the seconds of this hour that the log covers
     */
    public record HourOfWeek(int hour, double requestsPerSecond, double p50Millis, double p95Millis) {}

    /** @param requestsPerSecond mean of that minute */
    public record Spike(Instant minute, double requestsPerSecond) {}

    /**
     * How much of what was seen has an error. The router's codes end one request each; a dyno tells its own every 20 s, for as
     * long as they last, so of these the minutes count and not the lines.
     *
     * @param seen requests, or minutes, with it
     * @param of all requests, or all minutes that the log covers
     * @param share from 0 to 1
     */
    public record ErrorShare(Unit unit, long seen, long of, double share) {

        public enum Unit {
            @JsonProperty("requests")
            REQUESTS("requests"),
            @JsonProperty("minutes")
            MINUTES("minutes");

            private final String words;

            Unit(String words) {
                this.words = words;
            }

            public String words() {
                return words;
            }
        }

        static ErrorShare ofRequests(long seen, long of) {
            return new ErrorShare(Unit.REQUESTS, seen, of, (double) seen / of);
        }

        static ErrorShare ofMinutes(long seen, long of) {
            return new ErrorShare(Unit.MINUTES, seen, of, (double) seen / of);
        }
    }
}
