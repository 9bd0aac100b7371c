package dev.landfall.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.assess.Assessment;
import dev.landfall.heroku.HerokuErrors;
import dev.landfall.heroku.HerokuException;
import dev.landfall.inventory.SomeInventory;
import dev.landfall.rehearsal.states.ExecutionDescription;
import dev.landfall.rehearsal.states.ExecutionStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The assess machine's file with the functions themselves, over ports in memory. */
class AssessMachineTest {
    private final AssessMachines machines = new AssessMachines();
    private final Assessment given = machines.given;
    private final List<String> called = machines.called;

    @AfterEach
    void close() {
        machines.close();
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
        assertThat(Duration.between(Assessment.NOW, ended.stopDate()))
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
        return machines.run("assess", "one", input);
    }
}
