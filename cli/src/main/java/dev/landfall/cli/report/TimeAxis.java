package dev.landfall.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Virtual time on the horizontal axis, counted from the start. */
record TimeAxis(Instant start, Instant end, int left, int right, int mostTicks) {
    private static final List<Duration> STEPS = Stream.concat(
                    Stream.of(1, 2, 5, 10, 15, 30).map(Duration::ofMinutes),
                    Stream.of(1, 2, 3, 6, 12, 24, 48, 96, 168).map(Duration::ofHours))
            .toList();

    TimeAxis {
        if (end.isBefore(start.plusSeconds(60))) {
            // A shift refused at its first state takes hardly any time, and still has a chart.
            end = start.plusSeconds(60);
        }
    }

    double x(Instant at) {
        double share = (double) Duration.between(start, at).toMillis() / length().toMillis();
        return left + Math.clamp(share, 0, 1) * (right - left);
    }

    Duration length() {
        return Duration.between(start, end);
    }

    List<Instant> ticks() {
        Duration step = step();
        List<Instant> ticks = new ArrayList<>();
        for (Instant at = start; !at.isAfter(end); at = at.plus(step)) {
            ticks.add(at);
        }
        return ticks;
    }

    /** The smallest round step with few enough ticks; beyond the largest one, whole multiples of it. */
    private Duration step() {
        Duration largest = STEPS.getLast();
        return STEPS.stream()
                .filter(step -> length().dividedBy(step) <= mostTicks)
                .findFirst()
                .orElseGet(() -> largest.multipliedBy(length().dividedBy(largest) / mostTicks + 1));
    }

    /** {@code h:mm} since the start. */
    String label(Instant at) {
        Duration since = Duration.between(start, at);
        return since.toHours() + (since.toMinutesPart() < 10 ? ":0" : ":") + since.toMinutesPart();
    }
}
