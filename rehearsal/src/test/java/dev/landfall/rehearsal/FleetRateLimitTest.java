package dev.landfall.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.landfall.assess.Assessment;
import dev.landfall.heroku.Fingerprints;
import dev.landfall.heroku.HerokuStub;
import dev.landfall.heroku.Patience;
import dev.landfall.heroku.PlatformApi;
import dev.landfall.heroku.PlatformInventory;
import dev.landfall.heroku.ReadingListener;
import dev.landfall.inventory.Inventory;
import dev.landfall.lambda.SomeContext;
import dev.landfall.rehearsal.states.EngineOptions;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A fleet against Heroku's rate limit, in virtual time: the assess machine's file with its waits, the functions, and the
 * Heroku client over HTTP against a stand-in that counts requests as Heroku does. Only the Distributed Map is a loop of
 * the test's own. Each reading happens at one instant and then takes its time, so that a run is the same each time.
 */
class FleetRateLimitTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int APPS = 500;
    private static final int REQUESTS_OF_AN_APP = 21;
    private static final Duration READING = Duration.ofSeconds(5);

    private final Simulation simulation = new Simulation(Assessment.NOW, 1);
    private final Assessment given = new Assessment();
    private final HerokuStub heroku = HerokuStub.builder().addOns(4).build();
    private final Budget budget = new Budget();
    private final List<ExecutionStatus> ended = new ArrayList<>();
    private int readings;
    private int started;

    /** As Heroku says of an account: 4,500 requests, and 75 more each minute. */
    private static final class Budget {
        static final int FULL = 4_500;
        static final int A_MINUTE = 75;

        private double left = FULL;
        private Instant at = Assessment.NOW;

        synchronized void passTo(Instant now) {
            left = Math.min(FULL, left + A_MINUTE * (Duration.between(at, now).toMillis() / 60_000.0));
            at = now;
        }

        synchronized int take() {
            if (left < 1) {
                return -1;
            }
            left--;
            return (int) left;
        }
    }

    @AfterEach
    void close() {
        heroku.close();
        simulation.close();
    }

    @Test
    void fleetOf500_threeAtATime_losesNoAppAndStaysNearTheLimitsOwnBound() {
        read("shop");
        assertThat(heroku.asked()).hasSize(REQUESTS_OF_AN_APP);
        readings = 0;
        heroku.within(budget::take);
        given.heroku(this::read);
        StatesEngine engine = engine();
        for (int place = 0; place < atOnce(); place++) {
            simulation.spawn("place " + place, () -> assessUntilNoneIsLeft(engine));
        }

        simulation.runUntilIdle();

        assertThat(ended).hasSize(APPS).containsOnly(ExecutionStatus.SUCCEEDED);
        double minutes = Duration.between(Assessment.NOW, simulation.instant()).toSeconds() / 60.0;
        double bound = (double) (APPS * REQUESTS_OF_AN_APP - Budget.FULL) / Budget.A_MINUTE;
        System.out.printf(
                Locale.ROOT,
                "%d apps of %d requests: %.0f minutes, %.2f times the %.0f of the limit itself; %d readings begun%n",
                APPS,
                REQUESTS_OF_AN_APP,
                minutes,
                minutes / bound,
                bound,
                readings);
        assertThat(minutes / bound).isBetween(1.0, 1.15);
    }

    private void assessUntilNoneIsLeft(StatesEngine engine) {
        while (started < APPS) {
            String name = "app-" + started++;
            String execution = engine.startExecution(
                            "assess", name, json("{\"app\": \"shop\", \"region\": \"eu-west-1\"}"))
                    .executionArn();
            while (engine.describe(execution).status() == ExecutionStatus.RUNNING) {
                simulation.sleep(Duration.ofSeconds(1));
            }
            ended.add(engine.describe(execution).status());
        }
    }

    private Inventory read(String app) {
        readings++;
        budget.passTo(simulation.instant());
        Patience patience = Patience.USUAL.withoutWaiting();
        try (PlatformApi api =
                new PlatformApi(heroku.base(), heroku.token(), patience, simulation, ReadingListener.NONE)) {
            return new PlatformInventory(api, new Fingerprints(new byte[32]), simulation, ReadingListener.NONE)
                    .read(app);
        }
    }

    private static int atOnce() {
        try {
            return new YAMLMapper()
                    .readTree(Resources.text("/statemachine/fleet.asl.yaml"))
                    .at("/States/AssessEach/MaxConcurrency")
                    .asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StatesEngine engine() {
        StatesEngine engine = new StatesEngine(
                simulation,
                Map.of("arn:aws:states:::lambda:invoke", new LambdaInvoke(this::invoke)),
                EngineOptions.defaults());
        engine.deploy(
                "assess",
                StateMachineDefinition.parse(
                        Resources.text("/statemachine/assess.asl.yaml"),
                        Map.of(
                                "ReadAppFunction",
                                "ReadApp",
                                "MeasureFunction",
                                "Measure",
                                "ProposeFunction",
                                "Propose")));
        return engine;
    }

    private JsonNode invoke(String function, JsonNode payload) throws TaskFailure {
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
            throw new TaskFailure(e.getClass().getName(), String.valueOf(e.getMessage()));
        } finally {
            simulation.sleep(READING);
        }
        return json(out.toString(StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
