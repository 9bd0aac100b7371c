package dev.landfall.usage;

import dev.landfall.usage.Usage.Distribution;
import dev.landfall.usage.Usage.ProcessUsage;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the metrics of a process type's dynos add up to. */
final class ProcessTally {
    /** Heroku numbers one-off dynos up to 9999. */
    private static final int MOST_DYNOS = 10_000;

    private static final int HUNDREDTHS = 100;

    private final Set<String> dynos = new HashSet<>();
    private final Quantiles memory = new Quantiles();
    private final Quantiles swap = new Quantiles();
    private final Quantiles load = new Quantiles();

    void seen(String dyno) {
        if (dynos.size() < MOST_DYNOS) {
            dynos.add(dyno);
        }
    }

    Quantiles memory() {
        return memory;
    }

    Quantiles swap() {
        return swap;
    }

    Quantiles load() {
        return load;
    }

    void add(ProcessTally other) {
        other.dynos.forEach(this::seen);
        memory.add(other.memory);
        swap.add(other.swap);
        load.add(other.load);
    }

    ProcessUsage usage() {
        return new ProcessUsage(dynos.size(), distribution(memory), distribution(swap), distribution(load));
    }

    private static @Nullable Distribution distribution(Quantiles quantiles) {
        return quantiles.samples() == 0 ? null : quantiles.distribution(HUNDREDTHS);
    }
}
