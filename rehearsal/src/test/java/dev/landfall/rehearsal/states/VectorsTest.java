package dev.landfall.rehearsal.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.rehearsal.states.Vector.Expectation;
import dev.landfall.rehearsal.states.Vector.Stop;
import dev.landfall.rehearsal.time.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** Holds the interpreter to every vector, with no time between states, so that instants are exact. */
class VectorsTest {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final EngineOptions OPTIONS = new EngineOptions("eu-west-1", "123456789012", Duration.ZERO);

    @TestFactory
    Stream<DynamicContainer> vectors() {
        return Vector.all()
                .map(file -> dynamicContainer(
                        file.getKey(),
                        file.getValue().stream().map(vector -> dynamicTest(vector.name(), () -> check(vector)))));
    }

    private static void check(Vector vector) {
        if (vector.refused() != null) {
            DefinitionRefused refusal = catchThrowableOfType(DefinitionRefused.class, vector::parse);
            assertThat(refusal).as("the definition is refused").isNotNull();
            assertThat(refusal.problems()).containsExactlyInAnyOrderElementsOf(vector.refused());
            return;
        }
        StateMachineDefinition definition = vector.parse();
        try (Simulation simulation = new Simulation(START, 7)) {
            run(vector, definition, simulation);
        }
    }

    private static void run(Vector vector, StateMachineDefinition definition, Simulation simulation) {
        ScriptedTasks tasks = new ScriptedTasks(simulation, Objects.requireNonNullElse(vector.tasks(), Map.of()));
        StatesEngine engine = new StatesEngine(simulation, Map.of("arn:aws:states:::*", tasks), OPTIONS);
        tasks.connect(engine);
        Objects.requireNonNullElse(vector.machines(), Map.<String, JsonNode>of())
                .forEach((name, machine) -> engine.deploy(
                        name,
                        StateMachineDefinition.parse(Vector.inJsonata(machine).toString(), Map.of())));
        engine.deploy("vector", definition);
        String arn =
                engine.startExecution("vector", "one", vector.inputOrEmpty()).executionArn();
        Stop stop = vector.stop();
        if (stop != null) {
            simulation.schedule(
                    ScriptedTasks.seconds(stop.after()), "stop", () -> engine.stop(arn, stop.error(), stop.cause()));
        }

        simulation.runUntilIdle();

        compare(Objects.requireNonNull(vector.expect()), engine.describe(arn), engine.history(arn), tasks);
    }

    private static void compare(
            Expectation expected, ExecutionDescription actual, List<HistoryEvent> history, ScriptedTasks tasks) {
        Comparison comparison = new Comparison();
        comparison.add("status", expected.status(), actual.status().name());
        comparison.add("output", expected.output(), actual.output());
        comparison.add("error", expected.error(), actual.error());
        comparison.add("cause", expected.cause(), actual.cause());
        comparison.add("events", expected.events(), types(history));
        comparison.add("states", expected.states(), entered(history));
        comparison.add("calls", expected.calls(), tasks.calls());
        comparison.add("arguments", expected.arguments(), tasks.arguments());
        comparison.add("seconds", expected.seconds(), seconds(actual));
        comparison.add("transitions", expected.transitions(), actual.transitions());
        comparison.add("answers against the vector's word", List.of(), tasks.surprises());
        assertThat(comparison.actual)
                .as("%s: %s", actual.error(), actual.cause())
                .isEqualTo(comparison.expected);
        if (expected.causeContains() != null) {
            assertThat(actual.cause()).contains(expected.causeContains());
        }
    }

    private static List<String> types(List<HistoryEvent> history) {
        return history.stream().map(event -> event.type().name()).toList();
    }

    private static List<String> entered(List<HistoryEvent> history) {
        return history.stream()
                .filter(event -> event.type().name().endsWith("StateEntered"))
                .map(event -> String.valueOf(event.stateName()))
                .toList();
    }

    private static double seconds(ExecutionDescription closed) {
        Instant stopped = Objects.requireNonNull(closed.stopDate(), "still running");
        return Duration.between(closed.startDate(), stopped).toMillis() / 1000.0;
    }

    /** All that a vector speaks of, so that a difference is seen together with the rest. */
    private static final class Comparison {

        private final Map<String, @Nullable Object> expected = new LinkedHashMap<>();
        private final Map<String, @Nullable Object> actual = new LinkedHashMap<>();

        void add(String what, @Nullable Object wanted, @Nullable Object got) {
            if (wanted != null) {
                expected.put(what, wanted);
                actual.put(what, got);
            }
        }
    }
}
