package dev.landfall.rehearsal.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.landfall.health.Samples.Side;
import dev.landfall.rehearsal.time.Simulation;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class MetricsTest {

    private static final Instant START = Instant.parse("2025-06-03T09:00:00Z");
    private static final Metrics.Series LATENCY =
            new Metrics.Series(Metric.LATENCY, new Metrics.Source.LoadBalancer(), Side.AWS);

    private final Simulation simulation = new Simulation(START, 7);
    private final Metrics metrics = new Metrics(simulation, simulation.random("metrics"));

    @Test
    void visible_withinTheDelay_isNothing() {
        metrics.put(LATENCY, 3, 0.1);

        simulation.runUntil(START.plusSeconds(119));

        assertThat(metrics.visible(LATENCY, START, START.plusSeconds(60))).isEmpty();
    }

    @Test
    void visible_afterTheDelay_isTheWholeMinute() {
        metrics.put(LATENCY, 3, 0.1);
        simulation.runUntil(START.plusSeconds(50));
        metrics.put(LATENCY, 1, 0.5);

        simulation.runUntil(START.plusSeconds(180));

        assertThat(metrics.visible(LATENCY, START, START.plusSeconds(60)))
                .singleElement()
                .satisfies(point -> {
                    assertThat(point.count()).isEqualTo(4);
                    assertThat(point.mean()).isCloseTo(0.2, within(1e-9));
                    assertThat(point.least()).isEqualTo(0.1);
                    assertThat(point.most()).isEqualTo(0.5);
                });
    }

    @Test
    void put_whileStopped_isLostForGood() {
        metrics.stop();
        metrics.put(LATENCY, 3, 0.1);
        metrics.resume();

        simulation.runUntil(START.plusSeconds(600));

        assertThat(metrics.visible(LATENCY, START, START.plusSeconds(60))).isEmpty();
    }

    @Test
    void visible_bothSidesOfOneProbe_comeTogether() {
        Metrics.Source probe = new Metrics.Source.Probe("m");
        Metrics.Series heroku = new Metrics.Series(Metric.PROBE_AVAILABLE, probe, Side.HEROKU);
        Metrics.Series aws = new Metrics.Series(Metric.PROBE_AVAILABLE, probe, Side.AWS);
        metrics.put(heroku, 1, 1);
        metrics.put(aws, 1, 1);

        for (int second = 60; second < 180; second++) {
            simulation.runUntil(START.plusSeconds(second));
            assertThat(metrics.visible(heroku, START, START.plusSeconds(60)))
                    .hasSameSizeAs(metrics.visible(aws, START, START.plusSeconds(60)));
        }
        assertThat(metrics.visible(aws, START, START.plusSeconds(60))).hasSize(1);
    }
}
