package dev.landfall.rehearsal.time;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that comes once, and that processes may wait for. Completed by a process or by an event; the first value
 * stays.
 */
public final class Promise<T> {

    private final Simulation simulation;
    private final List<SimulatedProcess> waiting = new ArrayList<>(1);
    private @Nullable T value;

    public Promise(Simulation simulation) {
        this.simulation = simulation;
    }

    /**
     * Wakes everybody who waits, at the present instant, in the order of their coming.
     *
     * @return false if there was a value already; it stays
     */
    public boolean complete(T value) {
        if (this.value != null) {
            return false;
        }
        this.value = Objects.requireNonNull(value);
        waiting.forEach(SimulatedProcess::wakeNow);
        waiting.clear();
        return true;
    }

    public boolean isDone() {
        return value != null;
    }

    /** Waits for the value, for ever if need be. Only a process can. */
    public T await() {
        waitUntil(Instant.MAX);
        return Objects.requireNonNull(value);
    }

    /**
     * Waits for the value until the deadline. Only a process can.
     *
     * @return empty if the deadline came first
     */
    public Optional<T> await(Instant deadline) {
        waitUntil(deadline);
        return Optional.ofNullable(value);
    }

    private void waitUntil(Instant deadline) {
        SimulatedProcess process = simulation.currentProcess();
        if (value != null) {
            simulation.throwIfKilled();
            return;
        }
        waiting.add(process);
        try {
            process.suspendUntil(deadline);
        } finally {
            waiting.remove(process);
        }
    }
}
