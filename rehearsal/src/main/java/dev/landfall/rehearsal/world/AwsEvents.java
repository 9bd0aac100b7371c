package dev.landfall.rehearsal.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.rehearsal.states.EngineOptions;
import dev.landfall.rehearsal.states.ExecutionDescription;
import java.time.Instant;

/** What AWS services send to EventBridge, in the shape that they document. */
final class AwsEvents {

    private static final EngineOptions PLACE = EngineOptions.defaults();

    private AwsEvents() {}

    static JsonNode alarmStateChange(SimulatedAlarms.StateChange change) {
        String arn = "arn:aws:cloudwatch:" + PLACE.region() + ":" + PLACE.accountId() + ":alarm:" + change.alarm();
        ObjectNode event = event("aws.cloudwatch", "CloudWatch Alarm State Change", change.at(), arn);
        ObjectNode detail = event.putObject("detail").put("alarmName", change.alarm());
        detail.putObject("state")
                .put("value", change.to().name())
                .put("reason", change.reason())
                .put("timestamp", change.at().toString());
        detail.putObject("previousState").put("value", change.from().name());
        return event;
    }

    /** @param machineArn of the machine that it is an execution of */
    static JsonNode executionStatusChange(ExecutionDescription execution, String machineArn, Instant at) {
        ObjectNode event = event("aws.states", "Step Functions Execution Status Change", at, execution.executionArn());
        event.putObject("detail")
                .put("executionArn", execution.executionArn())
                .put("stateMachineArn", machineArn)
                .put("name", execution.name())
                .put("status", execution.status().name());
        return event;
    }

    private static ObjectNode event(String source, String detailType, Instant at, String resource) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("version", "0")
                .put("detail-type", detailType)
                .put("source", source)
                .put("account", PLACE.accountId())
                .put("time", at.toString())
                .put("region", PLACE.region());
        event.putArray("resources").add(resource);
        return event;
    }
}
