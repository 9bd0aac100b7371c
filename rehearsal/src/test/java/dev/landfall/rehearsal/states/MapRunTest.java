package dev.landfall.rehearsal.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.rehearsal.time.Simulation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What vectors cannot show of a distributed Map: the files that it writes, and its executions. */
class MapRunTest {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

    /** Waits as long as the item says; an item of 3 or more fails then. */
    private static final String MACHINE = """
            QueryLanguage: JSONata
            StartAt: Each
            States:
              Each:
                Type: Map
                Label: Each
                Items: "{% $states.input %}"
                MaxConcurrency: 2
                ToleratedFailurePercentage: TOLERATED
                ItemProcessor:
                  ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}
                  StartAt: Pause
                  States:
                    Pause: {Type: Wait, Seconds: "{% $states.input %}", Next: Large}
                    Large: {Type: Choice, Choices: [{Condition: "{% $states.input >= 3 %}", Next: Bad}], Default: Good}
                    Bad: {Type: Fail, Error: Large, Cause: too much}
                    Good: {Type: Succeed, Output: {n: "{% $states.input %}"}}
                ResultWriter:
                  Resource: arn:aws:states:::s3:putObject
                  Arguments: {Bucket: results, Prefix: of}
                End: true
            """;

    private final Simulation simulation = new Simulation(START, 1);
    private final Map<String, String> written = new TreeMap<>();
    private final List<ExecutionDescription> children = new ArrayList<>();

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    void mapRun_withResultWriter_writesAManifestAndAFileForEachEnd() {
        ExecutionDescription ended = run(100, "[1, 3, 2]");

        assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        JsonNode details = output(ended).path("ResultWriterDetails");
        JsonNode manifest = file(details.path("Key").asText());
        assertThat(details.path("Bucket").asText()).isEqualTo("results");
        assertThat(manifest.path("DestinationBucket").asText()).isEqualTo("results");
        assertThat(manifest.path("MapRunArn")).isEqualTo(output(ended).path("MapRunArn"));
        assertThat(manifest.at("/ResultFiles/PENDING")).isEmpty();
        String folder = details.path("Key").asText().replace("manifest.json", "");
        assertThat(written)
                .containsOnlyKeys(folder + "FAILED_0.json", folder + "SUCCEEDED_0.json", folder + "manifest.json");
        assertThat(manifest.at("/ResultFiles/SUCCEEDED/0/Key").asText()).isEqualTo(folder + "SUCCEEDED_0.json");
        assertThat(manifest.at("/ResultFiles/SUCCEEDED/0/Size").asInt())
                .isEqualTo(Objects.requireNonNull(written.get(folder + "SUCCEEDED_0.json"))
                        .getBytes(StandardCharsets.UTF_8)
                        .length);
    }

    @Test
    void mapRun_anExecutionThatSucceeded_isWrittenWithInputAndOutputAsTexts() {
        run(100, "[1]");

        assertThat(file("SUCCEEDED_0.json")).containsExactly(json("""
                {"ExecutionArn": "arn:aws:states:eu-west-1:123456789012:execution:fleet/Each:NAME", "Input": "1",
                 "Name": "NAME", "InputDetails": {"Included": true}, "Output": "{\\"n\\":1}",
                 "OutputDetails": {"Included": true}, "RedriveCount": 0, "RedriveStatus": "NOT_REDRIVABLE",
                 "RedriveStatusReason": "Execution is SUCCEEDED and cannot be redriven",
                 "StartDate": "2025-01-01T00:00:00.020Z",
                 "StateMachineArn": "arn:aws:states:eu-west-1:123456789012:stateMachine:fleet/Each",
                 "Status": "SUCCEEDED", "StopDate": "2025-01-01T00:00:01.080Z"}""".replace("NAME", child(0))));
    }

    @Test
    void mapRun_anExecutionThatFailed_isWrittenWithItsErrorAndNoOutput() {
        run(100, "[3]");

        assertThat(file("FAILED_0.json")).containsExactly(json("""
                {"Cause": "too much", "Error": "Large",
                 "ExecutionArn": "arn:aws:states:eu-west-1:123456789012:execution:fleet/Each:NAME", "Input": "3",
                 "Name": "NAME", "InputDetails": {"Included": true}, "OutputDetails": {"Included": true},
                 "RedriveCount": 0, "RedriveStatus": "REDRIVABLE", "StartDate": "2025-01-01T00:00:00.020Z",
                 "StateMachineArn": "arn:aws:states:eu-west-1:123456789012:stateMachine:fleet/Each",
                 "Status": "FAILED", "StopDate": "2025-01-01T00:00:03.080Z"}""".replace("NAME", child(0))));
    }

    @Test
    void mapRun_whenMoreFailThanMay_writesWhatWasStoppedAndWhatNeverRan() {
        ExecutionDescription ended = run(0, "[9, 3, 1]");

        assertThat(ended.error()).isEqualTo("States.ExceedToleratedFailureThreshold");
        assertThat(file("FAILED_0.json"))
                .extracting(record -> record.path("Status").asText())
                .containsExactly("ABORTED", "FAILED");
        assertThat(file("PENDING_0.json"))
                .containsExactly(
                        json("{\"Input\": \"1\", \"Status\": \"PENDING\", \"InputDetails\": {\"Included\": true}}"));
        assertThat(file("manifest.json").at("/ResultFiles/SUCCEEDED")).isEmpty();
    }

    @Test
    void mapRun_anExecutionThatSomebodyStops_isNoFailureOfTheRun() {
        StatesEngine engine = engine(0);
        String fleet = engine.startExecution("fleet", json("[2, 1]")).executionArn();
        simulation.schedule(
                START.plusSeconds(1),
                "an operator",
                () -> engine.stop(children.getFirst().executionArn(), "E", "C"));
        simulation.runUntilIdle();

        assertThat(engine.describe(fleet).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(file("FAILED_0.json"))
                .extracting(record -> record.path("Status").asText() + " "
                        + record.path("Error").asText())
                .containsExactly("ABORTED E");
    }

    @Test
    void mapRun_thatIsStopped_leavesNoExecutionRunningAndWritesNothing() {
        StatesEngine engine = engine(100);
        String fleet = engine.startExecution("fleet", json("[2, 2, 2]")).executionArn();
        simulation.schedule(START.plusSeconds(1), "an operator", () -> engine.stop(fleet, "E", "C"));
        simulation.runUntilIdle();

        assertThat(children).hasSize(2);
        assertThat(children)
                .extracting(child -> engine.describe(child.executionArn()).status())
                .containsOnly(ExecutionStatus.ABORTED);
        assertThat(written).isEmpty();
    }

    @Test
    void mapRun_whoseParallelFails_isAborted() {
        StatesEngine engine = engine(0);
        engine.deploy("both", StateMachineDefinition.parse("""
                QueryLanguage: JSONata
                StartAt: Both
                States:
                  Both:
                    Type: Parallel
                    Branches:
                      - StartAt: Each
                        States:
                          Each:
                            Type: Map
                            Items: [9]
                            ItemProcessor:
                              ProcessorConfig: {Mode: DISTRIBUTED, ExecutionType: STANDARD}
                              StartAt: Work
                              States: {Work: {Type: Wait, Seconds: 9, End: true}}
                            End: true
                      - StartAt: Pause
                        States:
                          Pause: {Type: Wait, Seconds: 1, Next: Bad}
                          Bad: {Type: Fail, Error: Broken}
                    End: true
                """, Map.of()));
        String both = engine.startExecution("both", json("{}")).executionArn();
        simulation.runUntilIdle();

        assertThat(engine.describe(both).error()).isEqualTo("Broken");
        assertThat(engine.history(both))
                .extracting(HistoryEvent::type)
                .containsSubsequence(
                        HistoryEventType.MapRunStarted,
                        HistoryEventType.FailStateEntered,
                        HistoryEventType.MapRunAborted,
                        HistoryEventType.ParallelStateFailed);
    }

    @Test
    void deploy_withoutAnS3ToWriteTo_isRefusedByName() {
        StatesEngine engine = new StatesEngine(simulation, Map.of(), EngineOptions.defaults());

        assertThatThrownBy(() -> engine.deploy("fleet", machine(0)))
                .isInstanceOf(DefinitionRefused.class)
                .hasMessage("fleet: nothing here implements the resource arn:aws:states:::s3:putObject");
    }

    private ExecutionDescription run(int percentage, String items) {
        StatesEngine engine = engine(percentage);
        String fleet = engine.startExecution("fleet", json(items)).executionArn();
        simulation.runUntilIdle();
        return engine.describe(fleet);
    }

    private StatesEngine engine(int percentage) {
        StatesEngine engine = new StatesEngine(
                simulation, Map.of("arn:aws:states:::s3:putObject", this::put), EngineOptions.defaults());
        engine.onStatusChange(execution -> {
            if (execution.status() == ExecutionStatus.RUNNING
                    && execution.machineName().equals("fleet/Each")) {
                children.add(execution);
            }
        });
        engine.deploy("fleet", machine(percentage));
        return engine;
    }

    private static StateMachineDefinition machine(int percentage) {
        return StateMachineDefinition.parse(MACHINE.replace("TOLERATED", String.valueOf(percentage)), Map.of());
    }

    private JsonNode put(TaskCall call) {
        written.put(
                call.arguments().path("Key").asText(),
                call.arguments().path("Body").asText());
        return Json.object();
    }

    private String child(int index) {
        return children.get(index).name();
    }

    /** The one whose key ends so. */
    private JsonNode file(String end) {
        List<String> found =
                written.keySet().stream().filter(key -> key.endsWith(end)).toList();
        assertThat(found).as(end).hasSize(1);
        return json(Objects.requireNonNull(written.get(found.getFirst())));
    }

    private static JsonNode output(ExecutionDescription ended) {
        return Objects.requireNonNull(ended.output());
    }

    private static JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
