package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.rehearsal.states.Execution.Machine;
import dev.landfall.rehearsal.time.Promise;
import dev.landfall.rehearsal.time.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** The executions of one run of a distributed Map, in the order of its items. */
final class ChildExecutions {

    private final StatesEngine engine;
    private final Simulation simulation;
    private final RandomGenerator random;
    private final Machine machine;
    private final List<JsonNode> inputs;
    private final MapRuns.Threshold threshold;
    private final List<Execution> started = new ArrayList<>();
    /** Whether no more failed than may. */
    private final Promise<Boolean> over;

    private int ended;
    private int failed;

    ChildExecutions(
            StatesEngine engine,
            Simulation simulation,
            RandomGenerator random,
            Machine machine,
            List<JsonNode> inputs,
            MapRuns.Threshold threshold) {
        this.engine = engine;
        this.simulation = simulation;
        this.random = random;
        this.machine = machine;
        this.inputs = List.copyOf(inputs);
        this.threshold = threshold;
        this.over = new Promise<>(simulation);
    }

    /**
     * Runs all of them, from within the process of the Map.
     *
     * @param limit how many at a time
     * @return false if more failed than may; those that ran were stopped then, and the others not started
     */
    boolean runAll(int limit) {
        if (inputs.isEmpty()) {
            return true;
        }
        try {
            for (int index = 0; index < Math.min(limit, inputs.size()); index++) {
                startNext();
            }
            return over.await();
        } finally {
            // Not only after failures: when the Map's own execution is stopped, this is how they learn of it.
            over.complete(false);
            started.forEach(child -> child.stop("", ""));
        }
    }

    /** Those that were started; all of them are closed once they were run. */
    List<ExecutionDescription> closed() {
        return started.stream().map(Execution::describe).toList();
    }

    /** What the others would have been started with. */
    List<JsonNode> pending() {
        return inputs.subList(started.size(), inputs.size());
    }

    private void startNext() {
        Execution child = engine.launch(machine, AwsFunctions.uuid(random).toString(), inputs.get(started.size()));
        started.add(child);
        simulation.spawn("end of " + child.name(), () -> ended(child.closed().await()));
    }

    private void ended(ExecutionDescription child) {
        if (over.isDone()) {
            return;
        }
        ended++;
        // Documented as failed are those that failed or timed out. One that somebody stopped is neither.
        if (child.status() == ExecutionStatus.FAILED || child.status() == ExecutionStatus.TIMED_OUT) {
            failed++;
        }
        if (threshold.isExceededBy(failed, inputs.size())) {
            over.complete(false);
        } else if (ended == inputs.size()) {
            over.complete(true);
        } else if (started.size() < inputs.size()) {
            startNext();
        }
    }
}
