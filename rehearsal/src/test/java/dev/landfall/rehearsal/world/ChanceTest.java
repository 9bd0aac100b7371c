package dev.landfall.rehearsal.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChanceTest {

    private final Chance chance = new Chance(new SplittableRandom(1));

    @ParameterizedTest
    @CsvSource({"10, 0.5", "1000, 0.001", "1000, 0.25", "1000, 0.999", "100000, 0.4"})
    void binomial_manyDraws_hasMeanAndVariance(long trials, double probability) {
        double[] draws = new double[4000];
        for (int i = 0; i < draws.length; i++) {
            draws[i] = chance.binomial(trials, probability);
        }

        double expected = trials * probability;
        double deviation = Math.sqrt(expected * (1 - probability));
        assertThat(mean(draws)).isCloseTo(expected, within(5 * deviation / Math.sqrt(draws.length)));
        assertThat(Math.sqrt(variance(draws))).isCloseTo(deviation, within(0.1 * deviation));
        assertThat(Arrays.stream(draws)).allMatch(draw -> draw >= 0 && draw <= trials);
    }

    @ParameterizedTest
    @CsvSource({"0.01", "3", "29", "500"})
    void poisson_manyDraws_hasMeanAndVariance(double expected) {
        double[] draws = new double[10_000];
        for (int i = 0; i < draws.length; i++) {
            draws[i] = chance.poisson(expected);
        }

        assertThat(mean(draws)).isCloseTo(expected, within(5 * Math.sqrt(expected / draws.length)));
        assertThat(variance(draws)).isCloseTo(expected, within(0.3 * expected));
    }

    @Test
    void split_weights_dealsEverythingOutInProportion() {
        long[] parts = chance.split(100_000, new long[] {1, 0, 3});

        assertThat(Arrays.stream(parts).sum()).isEqualTo(100_000);
        assertThat(parts[1]).isZero();
        assertThat(parts[2]).isBetween(74_000L, 76_000L);
    }

    @Test
    void split_allWeightsZero_isEven() {
        long[] parts = chance.split(100_000, new long[] {0, 0});

        assertThat(parts[0]).isBetween(49_000L, 51_000L);
        assertThat(parts[0] + parts[1]).isEqualTo(100_000);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-12, 0.001, 0.1, 1.0 / 3, 0.5})
    void binomial_oneTrial_drawsWhatJumpsWouldDraw(double probability) {
        RandomGenerator same = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            assertThat(chance.binomial(1, probability)).isEqualTo(jumping(same, probability));
        }
    }

    @ParameterizedTest
    @MethodSource
    void pick_weights_isWhereSplitDealsOne(long[] weights) {
        Chance same = new Chance(new SplittableRandom(1));
        for (int i = 0; i < 1_000; i++) {
            long[] expected = new long[weights.length];
            expected[chance.pick(weights)] = 1;
            assertThat(same.split(1, weights)).isEqualTo(expected);
        }
    }

    static Stream<long[]> pick_weights_isWhereSplitDealsOne() {
        return Stream.of(
                new long[] {1}, new long[] {90, 10}, new long[] {0, 100}, new long[] {0, 0}, new long[] {3, 0, 1, 2});
    }

    /** From success to success, as for many trials. */
    private static long jumping(RandomGenerator random, double probability) {
        long successes = 0;
        double at = 0;
        while (true) {
            at += Math.floor(Math.log1p(-random.nextDouble()) / Math.log1p(-probability)) + 1;
            if (at > 1) {
                return successes;
            }
            successes++;
        }
    }

    private static double mean(double[] draws) {
        return Arrays.stream(draws).average().orElseThrow();
    }

    private static double variance(double[] draws) {
        double mean = mean(draws);
        return Arrays.stream(draws)
                .map(draw -> (draw - mean) * (draw - mean))
                .average()
                .orElseThrow();
    }
}
