package dev.landfall.usage;

import dev.landfall.usage.Usage.Distribution;
import org.HdrHistogram.Histogram;

/**
 * A histogram whose buckets are so narrow that each quantile is within 1 %. It takes some 20 KB however much it counts,
 * and its answer depends neither on the order nor on how the values were split up before they were added.
 */
final class Quantiles {
    /** Wide enough for a day in milliseconds and for the largest dyno's memory in hundredths of a megabyte. */
    private static final long LARGEST = 100_000_000;
    /** Buckets are at most 1/128 of their value wide. */
    private static final int SIGNIFICANT_DIGITS = 2;

    private final Histogram histogram = new Histogram(LARGEST, SIGNIFICANT_DIGITS);
    private long max;

    /** Values above the largest count as that, but for the maximum. */
    void record(long value) {
        histogram.recordValue(Math.min(value, LARGEST));
        max = Math.max(max, value);
    }

    void add(Quantiles other) {
        histogram.add(other.histogram);
        max = Math.max(max, other.max);
    }

    long samples() {
        return histogram.getTotalCount();
    }

    double at(double percentile) {
        return samples() == 0 ? 0 : Math.min(histogram.getValueAtPercentile(percentile), max);
    }

    /** @param perUnit how many of what was recorded make one of what is told: 100 for hundredths */
    Distribution distribution(double perUnit) {
        return new Distribution(samples(), at(50) / perUnit, at(95) / perUnit, at(99) / perUnit, max / perUnit);
    }
}
