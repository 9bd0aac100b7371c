package dev.landfall.rehearsal.world;

import dev.landfall.health.Samples.Side;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * What arrived within one minute.
     *
     * @param visibleAt from when on it can be seen
     */
    record Point(Instant minute, Instant visibleAt, long count, double sum, double least, double most) {
        double mean() {
            return sum / count;
        }

        private Point and(long more, double moreSum, double value) {
            return new Point(
                    minute, visibleAt, count + more, sum + moreSum, Math.min(least, value), Math.max(most, value));
        }
    }

    private final InstantSource clock;
    private final Chance chance;

    /** Oldest first: a shift of days has thousands, and who looks wants the last few. */
    private final Map<Series, List<Point>> points = new HashMap<>();

    private final Map<Source, Release> releases = new HashMap<>();
    private boolean stopped;

    /** When a source's data points of the minute in which it last sent some become visible. */
    private record Release(Instant minute, Instant at) {}

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
        List<Point> all = points.computeIfAbsent(series, s -> new ArrayList<>());
        Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        Point before = all.isEmpty() || !all.getLast().minute().equals(minute)
                ? new Point(minute, visibleAt(series.source(), minute), 0, 0, mean, mean)
                : all.removeLast();
        all.add(before.and(count, count * mean, mean));
    }

    private Instant visibleAt(Source source, Instant minute) {
        Release known = releases.get(source);
        if (known != null && known.minute().equals(minute)) {
            return known.at();
        }
        Instant at = minute.plusSeconds(60).plus(chance.between(source.soonest(), source.latest()));
        releases.put(source, new Release(minute, at));
        return at;
    }

    /** What can be seen now of minutes that begin within [from, to). */
    List<Point> visible(Series series, Instant from, Instant to) {
        return visible(series, from, to, clock.instant());
    }

    /** The same, as it could be seen at that moment, which is not to come. */
    List<Point> visible(Series series, Instant from, Instant to, Instant seen) {
        List<Point> all = points.getOrDefault(series, List.of());
        List<Point> visible = new ArrayList<>();
        for (int i = firstNotBefore(from, all);
                i < all.size() && all.get(i).minute().isBefore(to);
                i++) {
            if (!all.get(i).visibleAt().isAfter(seen)) {
                visible.add(all.get(i));
            }
        }
        return visible;
    }

    /** From the end, where it nearly always is. */
    private static int firstNotBefore(Instant from, List<Point> all) {
        int first = all.size();
        while (first > 0 && !all.get(first - 1).minute().isBefore(from)) {
            first--;
        }
        return first;
    }
}
