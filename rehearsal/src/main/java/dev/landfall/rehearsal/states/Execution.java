package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.rehearsal.time.Promise;
import dev.landfall.rehearsal.time.Scheduled;
import dev.landfall.rehearsal.time.SimulatedProcess;
import dev.landfall.rehearsal.time.Simulation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** One run of a machine: its status, its history, and the process that interprets it. */
final class Execution {

    /** A machine under its name and address. */
    record Machine(String name, String arn, String roleArn, StateMachineDefinition definition) {}

    /** Who wants to know of what happens in any execution. */
    interface Observer {
        void recorded(Execution execution, HistoryEvent event);

        void statusChanged(Execution execution);
    }

    static final int LONGEST_HISTORY = 25_000;

    private final Simulation simulation;
    private final Observer observer;
    private final Machine machine;
    private final String arn;
    private final String name;
    private final JsonNode input;
    private final Instant started;
    private final Promise<ExecutionDescription> closed;
    private final List<HistoryEvent> history = new ArrayList<>();

    private ExecutionStatus status = ExecutionStatus.RUNNING;
    private int transitions;
    private @Nullable JsonNode output;
    private @Nullable String error;
    private @Nullable String cause;
    private @Nullable Instant stopped;
    private @Nullable SimulatedProcess process;
    private @Nullable Scheduled timeout;

    Execution(Simulation simulation, Observer observer, Machine machine, String arn, String name, JsonNode input) {
        this.simulation = simulation;
        this.observer = observer;
        this.machine = machine;
        this.arn = arn;
        this.name = name;
        this.input = input;
        this.started = simulation.instant();
        this.closed = new Promise<>(simulation);
    }

    void start(Interpreter interpreter) {
        record(
                HistoryEventType.ExecutionStarted,
                null,
                Json.object().put("roleArn", machine.roleArn()).set("input", input));
        observer.statusChanged(this);
        OptionalInt seconds = machine.definition().timeoutSeconds();
        if (isRunning() && seconds.isPresent()) {
            timeout =
                    simulation.schedule(started.plusSeconds(seconds.getAsInt()), "time-out of " + name, this::timeOut);
        }
        if (isRunning()) {
            process = simulation.spawn("execution " + name, () -> interpret(interpreter));
        }
    }

    private void interpret(Interpreter interpreter) {
        try {
            succeed(interpreter.run(machine.definition().flow(), input, Variables.ofMachine()));
        } catch (StateFailure failure) {
            fail(failure);
        }
    }

    String arn() {
        return arn;
    }

    String name() {
        return name;
    }

    Machine machine() {
        return machine;
    }

    JsonNode input() {
        return input;
    }

    boolean isRunning() {
        return status == ExecutionStatus.RUNNING;
    }

    List<HistoryEvent> history() {
        return List.copyOf(history);
    }

    /** Completed when the execution is closed, however it ended. */
    Promise<ExecutionDescription> closed() {
        return closed;
    }

    /** What {@code $states.context} tells in every state. */
    ObjectNode context() {
        ObjectNode context = Json.object();
        context.putObject("Execution")
                .put("Id", arn)
                .put("Name", name)
                .put("RoleArn", machine.roleArn())
                .put("StartTime", Visit.timestamp(started))
                .put("RedriveCount", 0)
                .set("Input", input);
        context.putObject("StateMachine").put("Id", machine.arn()).put("Name", machine.name());
        return context;
    }

    /** The id of the next line of the history. */
    int nextEvent() {
        return history.size() + 1;
    }

    void countTransition() {
        transitions++;
    }

    /** Adds a line to the history. Does not return to a process of an execution that this line brings to its end. */
    void record(HistoryEventType type, @Nullable String stateName, JsonNode details) {
        note(type, stateName, details);
        simulation.throwIfKilled();
    }

    /** Adds a line to the history, and returns even to a process that is being killed; nothing once closed. */
    void note(HistoryEventType type, @Nullable String stateName, JsonNode details) {
        if (!isRunning()) {
            return;
        }
        if (history.size() < LONGEST_HISTORY - 1) {
            append(type, stateName, details);
        } else {
            end(
                    ExecutionStatus.FAILED,
                    ErrorNames.RUNTIME,
                    "The execution reached the maximum number of history events (" + LONGEST_HISTORY + ").");
        }
    }

    /** @param stopError empty for none, as stopCause */
    void stop(String stopError, String stopCause) {
        end(ExecutionStatus.ABORTED, nullIfEmpty(stopError), nullIfEmpty(stopCause));
    }

    private void succeed(JsonNode result) {
        output = result;
        close(
                ExecutionStatus.SUCCEEDED,
                HistoryEventType.ExecutionSucceeded,
                Json.object().set("output", result));
    }

    private void fail(StateFailure failure) {
        error = nullIfEmpty(failure.error());
        cause = nullIfEmpty(failure.cause());
        close(ExecutionStatus.FAILED, HistoryEventType.ExecutionFailed, failureDetails());
    }

    private void timeOut() {
        end(ExecutionStatus.TIMED_OUT, null, null);
    }

    /** Ends the execution from outside, wherever it stands. */
    private void end(ExecutionStatus ending, @Nullable String endError, @Nullable String endCause) {
        if (!isRunning()) {
            return;
        }
        error = endError;
        cause = endCause;
        HistoryEventType type = switch (ending) {
            case FAILED -> HistoryEventType.ExecutionFailed;
            case TIMED_OUT -> HistoryEventType.ExecutionTimedOut;
            case ABORTED -> HistoryEventType.ExecutionAborted;
            case RUNNING, SUCCEEDED -> throw new IllegalArgumentException(ending + " is no end from outside");
        };
        // A time-out has an error in its history only.
        close(
                ending,
                type,
                ending == ExecutionStatus.TIMED_OUT
                        ? Json.object().put("error", ErrorNames.TIMEOUT)
                        : failureDetails());
        if (process != null) {
            process.kill();
        }
    }

    private void close(ExecutionStatus ending, HistoryEventType type, JsonNode details) {
        // Before anybody is told: whoever listens may call for a stop, which is too late now.
        status = ending;
        stopped = simulation.instant();
        append(type, null, details);
        if (timeout != null) {
            timeout.cancel();
        }
        observer.statusChanged(this);
        closed.complete(describe());
    }

    private void append(HistoryEventType type, @Nullable String stateName, JsonNode details) {
        HistoryEvent event = new HistoryEvent(nextEvent(), simulation.instant(), type, stateName, details);
        history.add(event);
        observer.recorded(this, event);
    }

    private ObjectNode failureDetails() {
        return Json.object().put("error", error).put("cause", cause);
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }

    ExecutionDescription describe() {
        return new ExecutionDescription(
                arn,
                machine.arn(),
                machine.name(),
                name,
                status,
                input,
                output,
                error,
                cause,
                started,
                stopped,
                history.size(),
                transitions);
    }
}
