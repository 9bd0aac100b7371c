package dev.landfall.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FargateSizeTest {

    /** The pairs at the edges of AWS's table. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 256, 512",
        "256, 2048, 256, 2048",
        "256, 2049, 512, 3072",
        "512, 2560, 512, 3072",
        "1024, 512, 1024, 2048",
        "2048, 14336, 2048, 14336",
        "4096, 30720, 4096, 30720",
        "4096, 30721, 8192, 32768",
        "8192, 61440, 8192, 61440",
        "8193, 1, 16384, 32768",
        "16384, 122880, 16384, 122880"
    })
    void atLeast_anyNeed_isTheSmallestPairThatHasBoth(double cpu, double memory, int units, int mb) {
        assertThat(FargateSize.atLeast(cpu, memory)).contains(new FargateSize(units, mb));
    }

    @Test
    void atLeast_moreThanTheLargest_isNone() {
        assertThat(FargateSize.atLeast(1, 122_881)).isEmpty();
        assertThat(FargateSize.atLeast(16_385, 1)).isEmpty();
    }
}
