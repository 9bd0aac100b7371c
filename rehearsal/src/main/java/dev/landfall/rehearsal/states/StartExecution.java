package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.rehearsal.states.TaskRunner.Outcome;
import java.util.Optional;

/** {@code states:startExecution}: one machine starts another of the same engine. */
final class StartExecution implements TaskResource {

    private final StatesEngine engine;

    StartExecution(StatesEngine engine) {
        this.engine = engine;
    }

    @Override
    public JsonNode call(TaskCall call) throws TaskFailure {
        JsonNode arguments = call.arguments();
        String machine = arguments.path("StateMachineArn").asText();
        JsonNode input = arguments.has("Input") ? arguments.get("Input") : Json.object();
        try {
            ExecutionDescription started = arguments.has("Name")
                    ? engine.startExecution(machine, arguments.get("Name").asText(), input)
                    : engine.startExecution(machine, input);
            return Json.object()
                    .put("ExecutionArn", started.executionArn())
                    .put("StartDate", Visit.timestamp(started.startDate()));
        } catch (StatesApiException refused) {
            throw new TaskFailure(
                    "StepFunctions." + refused.code() + "Exception", String.valueOf(refused.getMessage()));
        }
    }

    /** What a {@code .sync:2} task makes of the execution it waited for. */
    static Outcome outcome(ExecutionDescription child) {
        return child.status() == ExecutionStatus.SUCCEEDED
                ? new Outcome.Succeeded(result(child))
                : new Outcome.Failed(ErrorNames.TASK_FAILED, Json.write(failure(child)));
    }

    /** Input and output as JSON: that is what the 2 is for. */
    private static ObjectNode result(ExecutionDescription child) {
        ObjectNode result = Json.object()
                .put("ExecutionArn", child.executionArn())
                .put("Name", child.name())
                .put("StateMachineArn", child.machineArn())
                .put("Status", child.status().name())
                .put("StartDate", Visit.timestamp(child.startDate()));
        result.set("Input", child.input());
        Optional.ofNullable(child.output()).ifPresent(output -> result.set("Output", output));
        Optional.ofNullable(child.stopDate()).ifPresent(stop -> result.put("StopDate", Visit.timestamp(stop)));
        return result;
    }

    /** As DescribeExecution answers: the input is a text here, and the dates are milliseconds. */
    private static ObjectNode failure(ExecutionDescription child) {
        ObjectNode failure = Json.object();
        Optional.ofNullable(child.cause()).ifPresent(cause -> failure.put("Cause", cause));
        Optional.ofNullable(child.error()).ifPresent(error -> failure.put("Error", error));
        failure.put("ExecutionArn", child.executionArn()).put("Input", Json.write(child.input()));
        failure.set("InputDetails", Json.object().put("Included", true));
        failure.put("Name", child.name())
                .put("RedriveCount", 0)
                .put("RedriveStatus", "REDRIVABLE")
                .put("StartDate", child.startDate().toEpochMilli())
                .put("StateMachineArn", child.machineArn())
                .put("Status", child.status().name());
        Optional.ofNullable(child.stopDate()).ifPresent(stop -> failure.put("StopDate", stop.toEpochMilli()));
        return failure;
    }
}
