package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.landfall.rehearsal.time.Promise;
import dev.landfall.rehearsal.time.SimulatedProcess;
import dev.landfall.rehearsal.time.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Branches of a Parallel, or iterations of a Map: each in a process of its own, all ended when the first fails. */
final class Branches {

    @FunctionalInterface
    interface Body {
        JsonNode run() throws StateFailure;
    }

    private final Simulation simulation;
    private final String name;
    private final List<Body> bodies = new ArrayList<>();
    private final List<SimulatedProcess> processes = new ArrayList<>();
    private final Promise<Optional<StateFailure>> outcome;
    private @Nullable JsonNode[] results = new JsonNode[0];
    private int finished;

    Branches(Simulation simulation, String name) {
        this.simulation = simulation;
        this.name = name;
        this.outcome = new Promise<>(simulation);
    }

    void add(Body body) {
        bodies.add(body);
    }

    /**
     * Runs all of them, from within the process of the state they belong to.
     *
     * @param limit how many at a time; 0 for all
     * @return their outputs, in the order they were added
     * @throws StateFailure the first failure; the others were killed then
     */
    JsonNode runAll(int limit) throws StateFailure {
        results = new JsonNode[bodies.size()];
        int first = limit == 0 ? bodies.size() : Math.min(limit, bodies.size());
        for (int index = 0; index < first; index++) {
            startNext();
        }
        Optional<StateFailure> failure;
        try {
            failure = bodies.isEmpty() ? Optional.empty() : outcome.await();
        } finally {
            // Not only after a failure: when the execution is stopped, this is how its branches learn of it.
            processes.forEach(SimulatedProcess::kill);
        }
        if (failure.isPresent()) {
            // The others come to their end first, while the state they belong to still stands.
            simulation.sleep(Duration.ZERO);
            throw failure.get();
        }
        ArrayNode outputs = JsonNodeFactory.instance.arrayNode(results.length);
        Arrays.asList(results).forEach(outputs::add);
        return outputs;
    }

    private void startNext() {
        int index = processes.size();
        if (index < bodies.size()) {
            processes.add(simulation.spawn(name + "[" + index + "]", () -> run(index)));
        }
    }

    private void run(int index) {
        try {
            results[index] = bodies.get(index).run();
            finished++;
            startNext();
            if (finished == bodies.size()) {
                outcome.complete(Optional.empty());
            }
        } catch (StateFailure failure) {
            outcome.complete(Optional.of(failure));
        }
    }
}
