package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.rehearsal.states.Integration.Pattern;
import dev.landfall.rehearsal.time.Promise;
import dev.landfall.rehearsal.time.Simulation;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Runs Tasks: calls what they name in a process of its own, and waits for whatever says that the task is done - the
 * call's return, the answer to a token, or the end of the execution that was started - or for its time to be over.
 */
final class TaskRunner {

    /** How one try of a task ended. */
    sealed interface Outcome {
        record Succeeded(JsonNode result) implements Outcome {}

        record Failed(String error, String cause) implements Outcome {}

        /** @param error States.Timeout or States.HeartbeatTimeout */
        record TimedOut(String error) implements Outcome {}
    }

    private final StatesEngine engine;
    private final Simulation simulation;
    private final AwsFunctions functions;
    private final TaskTokens tokens;

    TaskRunner(StatesEngine engine, Simulation simulation, AwsFunctions functions, TaskTokens tokens) {
        this.engine = engine;
        this.simulation = simulation;
        this.functions = functions;
        this.tokens = tokens;
    }

    /** Tries the task once, from within the process of its state. */
    JsonNode run(State.Task task, Visit visit) throws StateFailure {
        if (task.integration().pattern() != Pattern.WAIT_FOR_TASK_TOKEN) {
            return new Try(task, visit).run();
        }
        String token = tokens.mint();
        try {
            return new Try(task, visit.withToken(token)).run();
        } finally {
            tokens.close(token);
        }
    }

    private final class Try {

        private final State.Task task;
        private final Visit visit;
        private final Promise<Outcome> outcome = new Promise<>(simulation);
        private @Nullable String child;

        Try(State.Task task, Visit visit) {
            this.task = task;
            this.visit = visit;
        }

        JsonNode run() throws StateFailure {
            Scope scope = visit.scope(functions);
            JsonNode arguments =
                    visit.evaluate(() -> visit.limited(task.arguments().evaluate(scope)));
            OptionalInt timeout = seconds(task.timeoutSeconds(), scope);
            OptionalInt heartbeat = seconds(task.heartbeatSeconds(), scope);
            visit.record(HistoryEventType.TaskScheduled, scheduled(arguments, timeout, heartbeat));
            visit.record(HistoryEventType.TaskStarted, details());
            Instant deadline = timeout.isPresent() ? simulation.instant().plusSeconds(timeout.getAsInt()) : Instant.MAX;
            Optional<TaskTokens.Waiting> waiting =
                    visit.token().map(token -> tokens.open(token, visit.execution(), outcome));
            TaskCall call = new TaskCall(
                    task.integration().resource(), arguments, visit.execution().arn(), task.name(), visit.retryCount());
            simulation.spawn(call.action() + " of " + task.name(), () -> perform(call));
            try {
                return conclude(await(deadline, waiting, heartbeat));
            } finally {
                stopChild();
            }
        }

        private OptionalInt seconds(Optional<Template> template, Scope scope) throws StateFailure {
            return template.isEmpty()
                    ? OptionalInt.empty()
                    : OptionalInt.of(
                            visit.evaluate(() -> template.get().evaluateInteger(scope, 1, StateReader.MOST_SECONDS)));
        }

        /** Runs in a process of its own, which outlives the state if need be. */
        private void perform(TaskCall call) {
            try {
                JsonNode answer = engine.resource(call.resource()).call(call);
                if (outcome.isDone()) {
                    return;
                }
                switch (task.integration().pattern()) {
                    case REQUEST_RESPONSE -> outcome.complete(new Outcome.Succeeded(answer));
                    case WAIT_FOR_TASK_TOKEN -> submitted(answer);
                    case SYNC -> awaitChild(answer);
                }
            } catch (TaskFailure failure) {
                outcome.complete(new Outcome.Failed(failure.error(), failure.cause()));
            }
        }

        private void submitted(JsonNode answer) {
            visit.execution()
                    .note(HistoryEventType.TaskSubmitted, task.name(), details().set("output", answer));
        }

        private void awaitChild(JsonNode answer) {
            submitted(answer);
            String arn = answer.path("ExecutionArn").textValue();
            child = arn;
            outcome.complete(
                    StartExecution.outcome(engine.execution(arn).closed().await()));
        }

        /** Step Functions stops what a {@code .sync} task started when the task is over without it. */
        private void stopChild() {
            if (child != null) {
                engine.stop(child, "", "");
            }
        }

        private Outcome await(Instant deadline, Optional<TaskTokens.Waiting> waiting, OptionalInt heartbeat) {
            while (true) {
                Instant missed = waiting.isPresent() && heartbeat.isPresent()
                        ? waiting.get().lastHeartbeat().plusSeconds(heartbeat.getAsInt())
                        : Instant.MAX;
                boolean heartbeatFirst = missed.isBefore(deadline);
                Optional<Outcome> answer = outcome.await(heartbeatFirst ? missed : deadline);
                if (answer.isPresent()) {
                    return answer.get();
                }
                if (!heartbeatFirst) {
                    return timedOut(ErrorNames.TIMEOUT);
                }
                if (missed.equals(waiting.orElseThrow().lastHeartbeat().plusSeconds(heartbeat.getAsInt()))) {
                    return timedOut(ErrorNames.HEARTBEAT_TIMEOUT);
                }
            }
        }

        private Outcome timedOut(String error) {
            Outcome end = new Outcome.TimedOut(error);
            // Whatever comes now comes too late, and is told so.
            outcome.complete(end);
            return end;
        }

        private JsonNode conclude(Outcome end) throws StateFailure {
            switch (end) {
                case Outcome.Succeeded(JsonNode result) -> {
                    visit.record(HistoryEventType.TaskSucceeded, details().set("output", result));
                    return result;
                }
                case Outcome.Failed(String error, String cause) -> {
                    visit.record(
                            HistoryEventType.TaskFailed,
                            details().put("error", error).put("cause", cause));
                    throw new StateFailure(error, cause);
                }
                case Outcome.TimedOut(String error) -> {
                    visit.record(HistoryEventType.TaskTimedOut, details().put("error", error));
                    throw new StateFailure(error, "");
                }
            }
        }

        private ObjectNode scheduled(JsonNode arguments, OptionalInt timeout, OptionalInt heartbeat) {
            ObjectNode details = details().put("region", engine.options().region());
            details.set("parameters", arguments);
            timeout.ifPresent(seconds -> details.put("timeoutInSeconds", seconds));
            heartbeat.ifPresent(seconds -> details.put("heartbeatInSeconds", seconds));
            return details;
        }

        private ObjectNode details() {
            return Json.object()
                    .put("resourceType", task.integration().resourceType())
                    .put("resource", task.integration().action());
        }
    }
}
