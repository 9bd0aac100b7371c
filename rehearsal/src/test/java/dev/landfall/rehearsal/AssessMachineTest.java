package dev.landfall.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.assess.Assessment;
import dev.landfall.assess.Zip;
import dev.landfall.heroku.Fingerprints;
import dev.landfall.heroku.HerokuErrors;
import dev.landfall.heroku.HerokuException;
import dev.landfall.heroku.HerokuStub;
import dev.landfall.heroku.Patience;
import dev.landfall.heroku.PlatformApi;
import dev.landfall.heroku.PlatformInventory;
import dev.landfall.heroku.ReadingListener;
import dev.landfall.inventory.Inventory;
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
    private static final String PLANTED = "planted-7f3c9d1e5b";

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
    void assess_withACheckout_hasItsHealthCheckInThePlan() {
        given.put(
                "checkouts/shop.zip",
                Zip.of("Procfile", "web: run\n", "config/routes.rb", "get 'alive' => 'rails/health#show'"));

        ExecutionDescription ended =
                run("{\"app\": \"shop\", \"region\": \"eu-west-1\", \"checkout\": \"checkouts/shop.zip\"}");

        assertThat(ended.status()).as(String.valueOf(ended.cause())).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(given.text(
                        Objects.requireNonNull(ended.output()).path("plan").asText()))
                .contains("/alive", "config/routes.rb:1");
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

    /** Artifacts, the register of plans, and what every state of the execution was given and gave. */
    @Test
    void assess_anAppWithSecrets_writesNoneOfThemAnywhere() {
        try (HerokuStub heroku = HerokuStub.builder().addOns(6).configVars(40).build()) {
            given.heroku(app -> read(heroku, app));
            given.put(
                    "checkouts/shop.zip",
                    Zip.of(
                            "app.json", "{\"env\": {\"SESSION_KEY\": {\"value\": \"" + PLANTED + "\"}}}",
                            "Procfile", "web: run\n",
                            "config/environments/production.rb",
                                    "config.force_ssl = ENV.fetch('F', '" + PLANTED + "')"));

            ExecutionDescription ended =
                    run("{\"app\": \"shop\", \"region\": \"eu-west-1\", \"checkout\": \"checkouts/shop.zip\"}");

            assertThat(ended.status()).as(String.valueOf(ended.cause())).isEqualTo(ExecutionStatus.SUCCEEDED);
            String all = given.written() + "\n" + machines.engine.history(ended.executionArn()) + ended;
            assertThat(all)
                    .contains(
                            "production.rb:1",
                            "SESSION_KEY",
                            "inventories/one.json",
                            "plans/sha256-",
                            "<!DOCTYPE html>",
                            "RegisteredPlan[",
                            "PRIMARY_DATABASE_URL");
            assertThat(heroku.secrets()).hasSizeGreaterThan(10).noneMatch(all::contains);
            assertThat(all).doesNotContain(PLANTED);
        }
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
        assertThat(ended.error()).isEqualTo("dev.landfall.lambda.MalformedInputException");
        assertThat(ended.cause()).startsWith("input is no Input because of app");
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

    private static Inventory read(HerokuStub heroku, String app) {
        try (PlatformApi api = heroku.client(Patience.USUAL.withoutWaiting(), ReadingListener.NONE)) {
            return new PlatformInventory(api, new Fingerprints(new byte[32]), heroku.clock(), ReadingListener.NONE)
                    .read(app);
        }
    }

    private ExecutionDescription run(String input) {
        return machines.run("assess", "one", input);
    }
}
