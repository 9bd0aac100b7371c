package dev.landfall.rehearsal.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.landfall.rehearsal.states.TaskFailure;
import dev.landfall.rehearsal.time.Simulation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SimulatedLambdaTest {

    private static final Instant START = Instant.parse("2025-06-03T09:00:00Z");
    private static final JsonNode EMPTY = JsonNodeFactory.instance.objectNode();

    private final Simulation simulation = new Simulation(START, 7);
    private final SimulatedLambda lambda = new SimulatedLambda(simulation);
    private final List<Instant> calls = new ArrayList<>();

    @Test
    void invoke_secondCall_findsTheEnvironmentWarm() {
        deploy((in, out, context) -> out.write("{\"a\":1}".getBytes(StandardCharsets.UTF_8)));
        List<Duration> took = new ArrayList<>();

        simulation.spawn("test", () -> {
            for (int i = 0; i < 2; i++) {
                Instant before = simulation.instant();
                assertThat(lambda.invoke("", "F", EMPTY).path("a").asInt()).isEqualTo(1);
                took.add(Duration.between(before, simulation.instant()));
            }
        });
        simulation.runUntilIdle();

        assertThat(took.getFirst()).isGreaterThan(Duration.ofMillis(200));
        assertThat(took.getLast()).isLessThan(Duration.ofMillis(20));
    }

    @Test
    void invoke_afterSnapshotsWereLost_isRefusedOnlyWhereThereWasOne() {
        deploy((in, out, context) -> out.write("{}".getBytes(StandardCharsets.UTF_8)));
        deploy("Started", false, (in, out, context) -> out.write("{}".getBytes(StandardCharsets.UTF_8)));
        lambda.loseSnapshots();

        Instant before = simulation.instant();
        simulation.spawn("test", () -> lambda.invoke("", "Started", EMPTY));
        simulation.runUntilIdle();

        assertThat(Duration.between(before, simulation.instant())).isGreaterThan(Duration.ofSeconds(1));
        assertThat(failureOf("F").error()).isEqualTo("Lambda.SnapStartNotReadyException");
    }

    @Test
    void invoke_handlerThrows_failsWithItsClassAndMessage() {
        deploy((in, out, context) -> {
            throw new IllegalStateException("no \"luck\"");
        });

        TaskFailure failure = failureOf("F");

        assertThat(failure.error()).isEqualTo("java.lang.IllegalStateException");
        assertThat(failure.cause())
                .contains("\"errorMessage\":\"no \\\"luck\\\"\"")
                .contains("\"stackTrace\":[]");
    }

    @Test
    void invoke_functionDies_isUnknown() {
        deploy((in, out, context) -> {
            throw new FunctionDied("process exited");
        });

        assertThat(failureOf("F").error()).isEqualTo("Lambda.Unknown");
    }

    @Test
    void invokeAsynchronously_alwaysFailing_isTriedThreeTimes() {
        failingWith(2, Duration.ofHours(6));

        lambda.invokeAsynchronously("F", EMPTY);
        simulation.runUntilIdle();

        assertThat(calls).hasSize(3);
        assertThat(Duration.between(calls.get(0), calls.get(1))).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(Duration.between(calls.get(1), calls.get(2))).isGreaterThanOrEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void invokeAsynchronously_withoutRetries_isTriedOnce() {
        failingWith(0, Duration.ofHours(6));

        lambda.invokeAsynchronously("F", EMPTY);
        simulation.runUntilIdle();

        assertThat(calls).hasSize(1);
    }

    @Test
    void invokeAsynchronously_beyondTheEventsAge_isGivenUp() {
        failingWith(2, Duration.ofMinutes(2));

        lambda.invokeAsynchronously("F", EMPTY);
        simulation.runUntilIdle();

        assertThat(calls).hasSize(2);
    }

    private void failingWith(int retryAttempts, Duration eventAge) {
        lambda.deploy(
                new SamTemplate.Function(
                        "F", "test.Handler", true, Duration.ofSeconds(27), retryAttempts, eventAge, true),
                (in, out, context) -> {
                    calls.add(simulation.instant());
                    throw new IllegalStateException();
                });
    }

    private void deploy(RequestStreamHandler handler) {
        deploy("F", true, handler);
    }

    private void deploy(String name, boolean snapStart, RequestStreamHandler handler) {
        lambda.deploy(
                new SamTemplate.Function(
                        name, "test.Handler", snapStart, Duration.ofSeconds(27), 2, Duration.ofHours(6), true),
                handler);
    }

    private TaskFailure failureOf(String function) {
        List<TaskFailure> failures = new ArrayList<>();
        simulation.spawn("test", () -> {
            try {
                lambda.invoke("", function, EMPTY);
            } catch (TaskFailure failure) {
                failures.add(failure);
            }
        });
        simulation.runUntilIdle();
        return failures.getFirst();
    }
}
