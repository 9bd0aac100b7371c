package dev.landfall.rehearsal.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

final class OriginTest {

    private final Origin origin =
            new Origin(InstantSource.fixed(Instant.EPOCH), new OriginSettings(100, 50, 0, Duration.ofDays(90)));

    @Test
    void behaviour_moreLoad_isSlower() {
        origin.load(10);
        double little = origin.behaviour().millis();
        origin.load(90);

        assertThat(origin.behaviour().millis()).isGreaterThan(5 * little);
        assertThat(origin.behaviour().errors()).isZero();
    }

    @Test
    void behaviour_overCapacity_failsTheSurplus() {
        origin.load(200);

        assertThat(origin.behaviour().errors()).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void behaviour_twoTroubles_addUpAndPassOneByOne() {
        Runnable first = origin.befall(Trouble.failing(0.5));
        Runnable second = origin.befall(Trouble.failing(0.5));
        assertThat(origin.behaviour().errors()).isCloseTo(0.75, within(1e-9));

        first.run();
        assertThat(origin.behaviour().errors()).isCloseTo(0.5, within(1e-9));
        second.run();
        assertThat(origin.isHealthy()).isTrue();
    }

    @Test
    void behaviour_slowerThanAnybodyWaits_failsEverything() {
        origin.befall(Trouble.slow(1000));

        assertThat(origin.behaviour().errors()).isEqualTo(1);
        assertThat(origin.isHealthy()).isFalse();
    }
}
