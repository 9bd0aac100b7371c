package dev.landfall.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.landfall.assess.Assessment;
import dev.landfall.assess.PlanException;
import dev.landfall.lambda.SomeContext;
import dev.landfall.rehearsal.states.EngineOptions;
import dev.landfall.rehearsal.states.ExecutionDescription;
import dev.landfall.rehearsal.states.LambdaInvoke;
import dev.landfall.rehearsal.states.StateMachineDefinition;
import dev.landfall.rehearsal.states.StatesEngine;
import dev.landfall.rehearsal.states.TaskCall;
import dev.landfall.rehearsal.states.TaskFailure;
import dev.landfall.rehearsal.time.Simulation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The files of the assess and the fleet machine, with the functions themselves over ports in memory. */
final class AssessMachines implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BUCKET = "artifacts";

    final Simulation simulation = new Simulation(Assessment.NOW, 1);
    final Assessment given = new Assessment();
    final StatesEngine engine = new StatesEngine(
            simulation,
            Map.of(
                    "arn:aws:states:::lambda:invoke",
                    new LambdaInvoke(this::invoke),
                    "arn:aws:states:::s3:getObject",
                    this::get,
                    "arn:aws:states:::s3:putObject",
                    this::put),
            EngineOptions.defaults());
    final List<String> called = new ArrayList<>();
    private Duration pace = Duration.ZERO;

    AssessMachines() {
        String assess = engine.deploy(
                "assess",
                machine(
                        "assess",
                        Map.of(
                                "ReadAppFunction",
                                "ReadApp",
                                "MeasureFunction",
                                "Measure",
                                "ProposeFunction",
                                "Propose")));
        engine.deploy(
                "fleet",
                machine(
                        "fleet",
                        Map.of(
                                "AssessStateMachineArn",
                                assess,
                                "SummarizeFunction",
                                "Summarize",
                                "ArtifactsBucket",
                                BUCKET)));
    }

    /** From now on a function takes as long. */
    void pace(Duration each) {
        pace = each;
    }

    /** Starts an execution, and lets happen whatever comes of it. */
    ExecutionDescription run(String machine, String name, String input) {
        String execution = engine.startExecution(machine, name, json(input)).executionArn();
        simulation.runUntilIdle();
        return engine.describe(execution);
    }

    @Override
    public void close() {
        simulation.close();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static StateMachineDefinition machine(String name, Map<String, String> substitutions) {
        return StateMachineDefinition.parse(Resources.text("/statemachine/" + name + ".asl.yaml"), substitutions);
    }

    private JsonNode invoke(String function, JsonNode payload) throws TaskFailure {
        called.add(function);
        simulation.sleep(pace);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            Objects.requireNonNull(given.functions().get(function))
                    .handleRequest(
                            new ByteArrayInputStream(payload.toString().getBytes(StandardCharsets.UTF_8)),
                            out,
                            new SomeContext());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw new TaskFailure(e.getClass().getName(), cause(e));
        }
        return json(out.toString(StandardCharsets.UTF_8));
    }

    private static String cause(RuntimeException e) {
        return JSON.createObjectNode()
                .put("errorMessage", e.getMessage())
                .put("errorType", e.getClass().getName())
                .toString();
    }

    private JsonNode get(TaskCall call) throws TaskFailure {
        try {
            return JSON.createObjectNode().put("Body", given.text(key(call)));
        } catch (PlanException e) {
            throw new TaskFailure("S3.NoSuchKeyException", "The specified key does not exist.");
        }
    }

    private JsonNode put(TaskCall call) throws TaskFailure {
        given.put(key(call), call.arguments().path("Body").asText());
        return JSON.createObjectNode();
    }

    private static String key(TaskCall call) throws TaskFailure {
        if (!call.arguments().path("Bucket").asText().equals(BUCKET)) {
            throw new TaskFailure("S3.NoSuchBucketException", "The specified bucket does not exist");
        }
        return call.arguments().path("Key").asText();
    }
}
