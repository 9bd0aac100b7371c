package dev.landfall.sizing;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A size that Fargate has.
 *
 * @param cpuUnits 1024 are one vCPU
 * @param memoryMb MiB
 * @see <a href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html">the allowed
 *     pairs</a>
 */
public record FargateSize(int cpuUnits, int memoryMb) {
    private static final int GB = 1024;
    private static final int VCPU = 1024;

    /** Smallest first, by CPU and then by memory. */
    private static final List<FargateSize> ALL = Stream.of(
                    Stream.of(new FargateSize(256, 512), new FargateSize(256, GB), new FargateSize(256, 2 * GB)),
                    range(512, 1, 4, 1),
                    range(VCPU, 2, 8, 1),
                    range(2 * VCPU, 4, 16, 1),
                    range(4 * VCPU, 8, 30, 1),
                    range(8 * VCPU, 16, 60, 4),
                    range(16 * VCPU, 32, 120, 8))
            .flatMap(sizes -> sizes)
            .toList();

    private static Stream<FargateSize> range(int cpuUnits, int leastGb, int mostGb, int stepGb) {
        return IntStream.iterate(leastGb, gb -> gb <= mostGb, gb -> gb + stepGb)
                .mapToObj(gb -> new FargateSize(cpuUnits, gb * GB));
    }

    /** The smallest CPU, then the smallest memory, that have at least this. Empty if Fargate has none as large. */
    public static Optional<FargateSize> atLeast(double cpuUnits, double memoryMb) {
        return ALL.stream()
                .filter(size -> size.cpuUnits >= cpuUnits && size.memoryMb >= memoryMb)
                .findFirst();
    }

    public static FargateSize largest() {
        return ALL.getLast();
    }

    public double vcpu() {
        return (double) cpuUnits / VCPU;
    }

    public double memoryGb() {
        return (double) memoryMb / GB;
    }
}
