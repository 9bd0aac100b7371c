package dev.landfall.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class TimeAxisTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    @Property
    void ticks_ofAnyLengthUpToAYear_areFewAndInside(
            @ForAll @LongRange(min = 0, max = 31_536_000) long seconds, @ForAll @IntRange(min = 3, max = 12) int most) {
        TimeAxis axis = new TimeAxis(START, START.plusSeconds(seconds), 50, 350, most);

        assertThat(axis.ticks()).hasSizeBetween(1, most + 1).allMatch(tick -> axis.x(tick) <= 350);
    }

    @Property
    void x_ofAnyMoment_staysInTheFrame(@ForAll @LongRange(min = -100_000, max = 100_000) long seconds) {
        TimeAxis axis = new TimeAxis(START, START.plus(Duration.ofHours(2)), 50, 350, 5);

        assertThat(axis.x(START.plusSeconds(seconds))).isBetween(50.0, 350.0);
    }
}
