package dev.landfall.rehearsal.world;

import dev.landfall.rehearsal.time.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** The time as each function's own clock has it. */
final class Clocks implements InstantSource {

    private final Simulation simulation;
    private final Map<String, Duration> errors = new HashMap<>();

    Clocks(Simulation simulation) {
        this.simulation = simulation;
    }

    /** @param error positive for a clock that is ahead */
    void setError(String function, Duration error) {
        errors.put(function, error);
    }

    boolean areWrong() {
        return !errors.isEmpty();
    }

    @Override
    public Instant instant() {
        String function = Invocation.current().function();
        return simulation.instant().plus(errors.getOrDefault(function, Duration.ZERO));
    }
}
