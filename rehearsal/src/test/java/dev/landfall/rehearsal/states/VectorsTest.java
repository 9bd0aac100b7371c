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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
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
        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(actual.status().name())
                .as("status (%s: %s)", actual.error(), actual.cause())
                .isEqualTo(expected.status());
        softly.assertThat(tasks.surprises()).isEmpty();
        if (expected.output() != null) {
            softly.assertThat(actual.output()).as("output").isEqualTo(expected.output());
        }
        if (expected.error() != null) {
            softly.assertThat(actual.error()).as("error").isEqualTo(expected.error());
        }
        if (expected.cause() != null) {
            softly.assertThat(actual.cause()).as("cause").isEqualTo(expected.cause());
        }
        if (expected.causeContains() != null) {
            softly.assertThat(actual.cause()).as("cause").contains(expected.causeContains());
        }
        if (expected.events() != null) {
            softly.assertThat(history.stream().map(event -> event.type().name()))
                    .as("events")
                    .containsExactlyElementsOf(expected.events());
        }
        if (expected.calls() != null) {
            softly.assertThat(tasks.calls()).as("calls").isEqualTo(expected.calls());
        }
        if (expected.arguments() != null) {
            softly.assertThat(tasks.arguments()).as("arguments").isEqualTo(expected.arguments());
        }
        if (expected.seconds() != null) {
            Duration took = Duration.between(actual.startDate(), Objects.requireNonNull(actual.stopDate()));
            softly.assertThat(took).as("duration").isEqualTo(ScriptedTasks.seconds(expected.seconds()));
        }
        if (expected.transitions() != null) {
            softly.assertThat(actual.transitions()).as("transitions").isEqualTo(expected.transitions());
        }
        softly.assertAll();
    }
}
