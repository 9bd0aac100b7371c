package dev.landfall.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.landfall.assess.Assessment;
import dev.landfall.heroku.HerokuErrors;
import dev.landfall.heroku.HerokuException;
import dev.landfall.inventory.SomeInventory;
import dev.landfall.lambda.SomeContext;
import dev.landfall.rehearsal.states.EngineOptions;
import dev.landfall.rehearsal.states.ExecutionDescription;
import dev.landfall.rehearsal.states.ExecutionStatus;
import dev.landfall.rehearsal.states.LambdaInvoke;
import dev.landfall.rehearsal.states.StateMachineDefinition;
import dev.landfall.rehearsal.states.StatesEngine;
import dev.landfall.rehearsal.states.TaskFailure;
import dev.landfall.rehearsal.time.Simulation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The assess machine's file with the functions themselves, over ports in memory; and what the fleet's file does for each
 * app. The Distributed Map around that is not in the interpreter.
 */
class AssessMachineTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant START = Assessment.NOW;

    private final Simulation simulation = new Simulation(START, 1);
    private final Assessment given = new Assessment();
    private final List<String> called = new ArrayList<>();

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    void assess_anApp_proposesAPlanWithoutMeasuring() {
        ExecutionDescription ended = run("{\"app\": \"shop\", \"region\": \"eu-west-1\"}");

        assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        JsonNode output = Objects.requireNonNull(ended.output());
        assertThat(called).containsExactly("ReadApp", "Propose");
        assertThat(output.path("app").asText()).isEqualTo("shop");
        assertThat(output.path("inventory").asText()).isEqualTo("inventories/one.json");
        assertThat(output.path("blockers").isArray()).isTrue();
        assertThat(given.text(output.path("plan").asText()))
                .contains(output.path("digest").asText());
    }

    @Test
    void assess_withLogsAndOptions_measuresAndPassesThemOn() {
        given.heroku(app -> SomeInventory.withWeb()
                .addOn("heroku-postgresql", "standard-0", "DATABASE")
                .build());
        ExecutionDescription ended = run("""
                {"app": "shop", "region": "eu-west-1", "logs": "logs/shop/", "healthCheckPath": "/up",
                 "jobs": [{"name": "nightly", "command": "rake nightly", "schedule": "cron(0 2 * * ? *)"}],
                 "extensions": [{"database": "DATABASE", "extensions": ["plpgsql", "xml2"]}]}""");

        assertThat(ended.status()).as(String.valueOf(ended.cause())).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(called).containsExactly("ReadApp", "Measure", "Propose");
        String plan =
                given.text(Objects.requireNonNull(ended.output()).path("plan").asText());
        assertThat(plan).contains("\"usage\"", "rake nightly", "/up", "xml2 is not on RDS");
    }

    @Test
    void assess_whenRequestsAreUsedUp_asksAgainAfterAMinuteOrSo() {
        failWith(HerokuErrors.rateLimited(), HerokuErrors.partial());

        ExecutionDescription ended = run("{\"app\": \"shop\", \"region\": \"eu-west-1\"}");

        assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(called).containsExactly("ReadApp", "ReadApp", "ReadApp", "Propose");
        assertThat(Duration.between(START, ended.stopDate()))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(120 + 180 + 10));
    }

    @Test
    void assess_unknownApp_failsWithItsOneLine() {
        failWith(HerokuErrors.appNotFound());

        ExecutionDescription ended = run("{\"app\": \"shop\"}");

        assertThat(ended.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(ended.error()).isEqualTo("dev.landfall.heroku.HerokuException$AppNotFound");
        assertThat(ended.cause()).isEqualTo(HerokuErrors.appNotFound().getMessage());
        assertThat(called).containsExactly("ReadApp");
    }

    @Test
    void assess_logsOfAnotherFormat_failsWithItsOneLine() {
        given.put("logs/other/1", "{\"password\": \"hunter2\"}\n");

        ExecutionDescription ended = run("{\"app\": \"shop\", \"logs\": \"logs/other/\"}");

        assertThat(ended.error()).isEqualTo("dev.landfall.assess.PlanException");
        assertThat(ended.cause())
                .startsWith("logs: logs/other/1: is no log of Heroku's")
                .doesNotContain("hunter2");
    }

    @Test
    void assess_inputWithoutApp_fails() {
        ExecutionDescription ended = run("{\"apps\": [\"shop\"]}");

        assertThat(ended.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(ended.error()).isEqualTo("States.QueryEvaluationError");
        assertThat(called).isEmpty();
    }

    @Test
    void fleetsItem_anApp_tellsItsPlan() {
        ExecutionDescription ended = runItem("{\"app\": \"shop\", \"region\": \"eu-west-1\"}");

        assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        JsonNode output = Objects.requireNonNull(ended.output());
        assertThat(output.path("app").asText()).isEqualTo("shop");
        assertThat(output.path("plan").asText()).startsWith("plans/");
        assertThat(output.path("blockers").isArray()).isTrue();
    }

    @Test
    void fleetsItem_appThatCannotBeRead_succeedsAndTellsWhy() {
        failWith(HerokuErrors.appNotFound());

        ExecutionDescription ended = runItem("{\"app\": \"shop\"}");

        assertThat(ended.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(ended.output())
                .isEqualTo(JSON.createObjectNode()
                        .put("app", "shop")
                        .put("error", "dev.landfall.heroku.HerokuException$AppNotFound")
                        .put("cause", HerokuErrors.appNotFound().getMessage()));
    }

    @Test
    void fleetsItem_thatIsNoInput_succeedsAndTellsWhy() {
        for (String item : List.of("{}", "\"shop\"", "[]", "7", "{\"app\": {\"a\": 1}}")) {
            ExecutionDescription ended = runItem(item);

            assertThat(ended.status()).as(item).isEqualTo(ExecutionStatus.SUCCEEDED);
            JsonNode output = Objects.requireNonNull(ended.output());
            assertThat(output.path("app").asText()).as(item).isEqualTo("(an item without app)");
            assertThat(output.path("error").asText()).as(item).isNotEmpty();
            assertThat(output.path("cause").asText()).as(item).isNotEmpty();
        }
    }

    @Test
    void fleetsItem_assessmentThatWasStopped_succeedsAndTellsSo() {
        failWith(HerokuErrors.rateLimited(), HerokuErrors.rateLimited());
        StatesEngine engine = engine();
        String item = engine.startExecution("item", "item", json("{\"app\": \"shop\", \"region\": \"eu-west-1\"}"))
                .executionArn();
        simulation.schedule(
                Duration.ofSeconds(1),
                "an operator",
                () -> engine.list("assess")
                        .forEach(execution -> engine.stop(execution.executionArn(), "STOPPED", "by ada")));
        simulation.runUntilIdle();

        JsonNode output = Objects.requireNonNull(engine.describe(item).output());
        assertThat(output.path("app").asText()).isEqualTo("shop");
        assertThat(output.path("error").asText()).isEqualTo("STOPPED");
        assertThat(output.path("cause").asText()).isEqualTo("by ada");
    }

    /** In turn; then the app can be read. */
    private void failWith(HerokuException... errors) {
        Deque<HerokuException> left = new ArrayDeque<>(List.of(errors));
        given.heroku(app -> {
            if (!left.isEmpty()) {
                throw left.pop();
            }
            return SomeInventory.withWeb().build();
        });
    }

    private ExecutionDescription run(String input) {
        return run("assess", "one", input);
    }

    private ExecutionDescription runItem(String input) {
        return run("item", "item", input);
    }

    private ExecutionDescription run(String machine, String name, String input) {
        StatesEngine engine = engine();
        String execution = engine.startExecution(machine, name, json(input)).executionArn();
        simulation.runUntilIdle();
        return engine.describe(execution);
    }

    private StatesEngine engine() {
        StatesEngine engine = new StatesEngine(
                simulation,
                Map.of("arn:aws:states:::lambda:invoke", new LambdaInvoke(this::invoke)),
                EngineOptions.defaults());
        String assess = engine.deploy("assess", machine());
        engine.deploy("item", item(assess));
        return engine;
    }

    private static StateMachineDefinition machine() {
        return StateMachineDefinition.parse(
                Resources.text("/statemachine/assess.asl.yaml"),
                Map.of("ReadAppFunction", "ReadApp", "MeasureFunction", "Measure", "ProposeFunction", "Propose"));
    }

    /** What stands inside of the fleet's map, as a machine. */
    private static StateMachineDefinition item(String assess) {
        try {
            ObjectNode item = (ObjectNode) new YAMLMapper()
                    .readTree(Resources.text("/statemachine/fleet.asl.yaml"))
                    .at("/States/AssessEach/ItemProcessor");
            item.remove("ProcessorConfig");
            item.put("QueryLanguage", "JSONata");
            return StateMachineDefinition.parse(item.toString(), Map.of("AssessStateMachineArn", assess));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode invoke(String function, JsonNode payload) throws TaskFailure {
        called.add(function);
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

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
