package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a distributed Map leaves in S3: for each way in which executions end a file that tells of them, and a manifest
 * that names the files. https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
 */
final class ResultWriter {

    private static final ObjectNode INCLUDED = Json.object().put("Included", true);

    private final S3Calls s3;
    private final String bucket;
    private final String prefix;

    /** @param arguments Bucket, and perhaps Prefix */
    ResultWriter(S3Calls s3, JsonNode arguments) {
        this.s3 = s3;
        this.bucket = arguments.path("Bucket").asText();
        this.prefix = arguments.has("Prefix") ? arguments.get("Prefix").asText() + "/" : "";
    }

    /** @return the state's result */
    JsonNode write(ChildExecutions children, String mapRunArn, String mapRunId) throws StateFailure {
        String folder = prefix + mapRunId + "/";
        ArrayNode succeeded = array();
        ArrayNode failed = array();
        children.closed().forEach(child -> (isSuccess(child) ? succeeded : failed).add(record(child)));
        ArrayNode pending = array();
        children.pending().forEach(input -> pending.add(pending(input)));
        ObjectNode files = Json.object();
        files.set("FAILED", file(folder + "FAILED_0.json", failed));
        files.set("PENDING", file(folder + "PENDING_0.json", pending));
        files.set("SUCCEEDED", file(folder + "SUCCEEDED_0.json", succeeded));
        String manifest = folder + "manifest.json";
        s3.put(
                bucket,
                manifest,
                Json.write(Json.object()
                        .put("DestinationBucket", bucket)
                        .put("MapRunArn", mapRunArn)
                        .set("ResultFiles", files)));
        return Json.object()
                .put("MapRunArn", mapRunArn)
                .set("ResultWriterDetails", Json.object().put("Bucket", bucket).put("Key", manifest));
    }

    /** What stands for an execution where the results are not written anywhere: a success needs no more than its output. */
    static JsonNode compact(ExecutionDescription child) {
        return isSuccess(child) ? Optional.ofNullable(child.output()).orElseThrow() : record(child);
    }

    /** As the manifest names it; without executions there is no file. */
    private ArrayNode file(String key, ArrayNode records) throws StateFailure {
        ArrayNode named = array();
        if (!records.isEmpty()) {
            String content = Json.write(records);
            s3.put(bucket, key, content);
            named.addObject().put("Key", key).put("Size", content.getBytes(StandardCharsets.UTF_8).length);
        }
        return named;
    }

    private static ObjectNode record(ExecutionDescription child) {
        ObjectNode record = Json.object();
        Optional.ofNullable(child.cause()).ifPresent(cause -> record.put("Cause", cause));
        Optional.ofNullable(child.error()).ifPresent(error -> record.put("Error", error));
        record.put("ExecutionArn", child.executionArn())
                .put("Input", Json.write(child.input()))
                .put("Name", child.name());
        record.set("InputDetails", INCLUDED);
        Optional.ofNullable(child.output()).ifPresent(output -> record.put("Output", Json.write(output)));
        record.set("OutputDetails", INCLUDED);
        redrive(record, child);
        return record.put("StartDate", Visit.timestamp(child.startDate()))
                .put("StateMachineArn", child.machineArn())
                .put("Status", child.status().name())
                .put(
                        "StopDate",
                        Visit.timestamp(Optional.ofNullable(child.stopDate()).orElseThrow()));
    }

    private static void redrive(ObjectNode record, ExecutionDescription child) {
        record.put("RedriveCount", 0).put("RedriveStatus", isSuccess(child) ? "NOT_REDRIVABLE" : "REDRIVABLE");
        if (isSuccess(child)) {
            record.put("RedriveStatusReason", "Execution is SUCCEEDED and cannot be redriven");
        }
    }

    /** Nothing is known of it but what it would have been about. */
    private static ObjectNode pending(JsonNode input) {
        ObjectNode record = Json.object().put("Input", Json.write(input)).put("Status", "PENDING");
        record.set("InputDetails", INCLUDED);
        return record;
    }

    private static boolean isSuccess(ExecutionDescription child) {
        return child.status() == ExecutionStatus.SUCCEEDED;
    }

    private static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }
}
