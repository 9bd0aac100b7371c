package dev.landfall.rehearsal.world;

import dev.landfall.health.Samples.Side;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** CloudWatch's data points, one a minute and series; each becomes visible some time after its minute is over. */
final class Metrics {

    /** Where data points come from. Those of one source and minute become visible together. */
    sealed interface Source {
        Duration soonest();

        Duration latest();

        /** AWS reports of its own services, in its own time. */
        record LoadBalancer() implements Source {
            @Override
            public Duration soonest() {
                return Duration.ofMinutes(1);
            }

            @Override
            public Duration latest() {
                return Duration.ofMinutes(2);
            }
        }

        /** The probe writes metrics into its log, from where they are taken at once. */
        record Probe(String migration) implements Source {
            @Override
            public Duration soonest() {
                return Duration.ofSeconds(30);
            }

            @Override
            public Duration latest() {
                return Duration.ofMinutes(1);
            }
        }
    }

    record Series(Metric metric, Source source, Side side) {}

    /** What arrived within one minute. */
    record Point(Instant minute, long count, double sum, double least, double most) {
        double mean() {
            return sum / count;
        }

        private Point and(long more, double moreSum, double value) {
            return new Point(minute, count + more, sum + moreSum, Math.min(least, value), Math.max(most, value));
        }
    }

    private final InstantSource clock;
    private final Chance chance;
    private final Map<Series, TreeMap<Instant, Point>> points = new HashMap<>();
    private final Map<Source, Map<Instant, Instant>> visibleAt = new HashMap<>();
    private boolean stopped;

    Metrics(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.chance = new Chance(random);
    }

    /** From now on nothing arrives. */
    void stop() {
        stopped = true;
    }

    void resume() {
        stopped = false;
    }

    /** {@code count} measurements with this mean arrive now. */
    void put(Series series, long count, double mean) {
        if (stopped || count == 0) {
            return;
        }
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Point before = points.computeIfAbsent(series, s -> new TreeMap<>())
                .getOrDefault(minute, new Point(minute, 0, 0, mean, mean));
        points.get(series).put(minute, before.and(count, count * mean, mean));
        Source source = series.source();
        visibleAt
                .computeIfAbsent(source, s -> new HashMap<>())
                .computeIfAbsent(
                        minute, m -> m.plusSeconds(60).plus(chance.between(source.soonest(), source.latest())));
    }

    /** What can be seen now of minutes that begin within [from, to). */
    List<Point> visible(Series series, Instant from, Instant to) {
        TreeMap<Instant, Point> all = points.get(series);
        if (all == null || !from.isBefore(to)) {
            return List.of();
        }
        Instant now = clock.instant();
        Map<Instant, Instant> visible = visibleAt.getOrDefault(series.source(), Map.of());
        return all.subMap(from, to).values().stream()
                .filter(point -> !visible.getOrDefault(point.minute(), now).isAfter(now))
                .toList();
    }
}
