package dev.landfall.rehearsal.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.landfall.rehearsal.states.EngineOptions;
import dev.landfall.rehearsal.states.StateMachineDefinition;
import dev.landfall.rehearsal.states.StatesEngine;
import dev.landfall.rehearsal.time.Simulation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The template's alarms for Landfall itself, as the template has them and with one line of it changed. */
final class OwnAlarmsTest {

    private static final Instant START = Instant.parse("2025-06-03T09:00:00Z");
    private static final JsonNode EMPTY = JsonNodeFactory.instance.objectNode();

    private static final String ROLLBACK_FAILED = "landfall-rollback-failed";
    private static final String ROLLBACK_HINDERED = "landfall-rollback-hindered";
    private static final String SWEEPER_SILENT = "landfall-sweeper-silent";
    private static final String DEAD_LETTERS = "landfall-dead-letters";

    private static final String SWEEPER = "SweepFunction";

    private static final String FAILS = """
            QueryLanguage: JSONata
            StartAt: Fails
            States:
              Fails: {Type: Fail, Error: E}
            """;

    private static final String TEMPLATE = Deployment.fromClassPath().text(Deployment.TEMPLATE);

    private final Simulation simulation = new Simulation(START, 7);
    private final StatesEngine engine = new StatesEngine(simulation, Map.of(), EngineOptions.defaults());
    private final SimulatedLambda lambda = new SimulatedLambda(simulation);
    private final List<World.Page> calls = new ArrayList<>();
    private final Set<String> failing = new HashSet<>();

    @Test
    void rollbackFailed_ofARollbackThatFails_ringsForEach() {
        deploy(TEMPLATE);
        sweepUntil(20);
        assertThat(rung()).isEmpty();

        rollbackFails();
        sweepUntil(30);
        rollbackFails();
        sweepUntil(40);

        assertThat(rung()).containsExactly(ROLLBACK_FAILED, ROLLBACK_FAILED);
        assertThat(Duration.between(START.plusSeconds(20 * 60), calls.getFirst().at()))
                .isBetween(Duration.ofMinutes(1), Duration.ofMinutes(3));
    }

    @Test
    void rollbackFailed_whenTwoAreAskedFor_isSilentForOneAMinute() {
        deploy(changed("landfall-rollback-failed", "Threshold: 1", "Threshold: 2"));
        sweepUntil(20);

        rollbackFails();
        sweepUntil(30);
        assertThat(rung()).isEmpty();

        rollbackFails();
        rollbackFails();
        sweepUntil(40);
        assertThat(rung()).containsExactly(ROLLBACK_FAILED);
    }

    @Test
    void rollbackFailed_whenThePeriodIsFiveMinutes_addsUpWhatFailsWithinThem() {
        String patient = changed("landfall-rollback-failed", "Threshold: 1", "Threshold: 2")
                .replace("Period: 60", "Period: 300");
        deploy(patient);
        sweepUntil(20);

        rollbackFails();
        sweepUntil(22);
        rollbackFails();
        sweepUntil(40);

        assertThat(rung()).containsExactly(ROLLBACK_FAILED);
    }

    @Test
    void rollbackHindered_ofTriesThatFailForMinutes_ringsOnce() {
        deploy(TEMPLATE);
        sweepUntil(20);

        for (int minute = 21; minute < 40; minute++) {
            call("RestoreFunction", minute != 23);
            sweepUntil(minute);
        }

        assertThat(rung()).containsExactly(ROLLBACK_HINDERED);
        assertThat(calls.getFirst().at()).isBefore(START.plusSeconds(27 * 60));
    }

    @Test
    void rollbackHindered_ofAFewTriesThatFail_isSilent() {
        deploy(TEMPLATE);
        sweepUntil(20);

        for (int minute = 21; minute < 24; minute++) {
            call("FenceFunction", true);
            sweepUntil(minute);
        }
        call("RestoreFunction", false);
        sweepUntil(40);

        assertThat(rung()).isEmpty();
    }

    @Test
    void sweeperSilent_ofSweepsThatFail_ringsAfterFiveMinutes() {
        deploy(TEMPLATE);
        sweepUntil(20);
        assertThat(rung()).isEmpty();

        failing.add(SWEEPER);
        sweepUntil(24);
        assertThat(rung()).isEmpty();
        sweepUntil(40);
        assertThat(rung()).containsExactly(SWEEPER_SILENT);
    }

    @Test
    void sweeperSilent_whenFewerDatapointsAlarm_ringsEarlier() {
        deploy(changed(
                "landfall-sweeper-silent", "EvaluationPeriods: 5", "EvaluationPeriods: 5\n      DatapointsToAlarm: 1"));
        sweepUntil(20);

        failing.add(SWEEPER);
        sweepUntil(24);

        assertThat(rung()).containsExactly(SWEEPER_SILENT);
    }

    @Test
    void sweeperSilent_withoutAnySweep_ringsBecauseMissingDataBreaches() {
        deploy(TEMPLATE);

        pass(40);

        assertThat(rung()).containsExactly(SWEEPER_SILENT);
    }

    @Test
    void sweeperSilent_whenMissingDataDoesNotBreach_isSilentWithoutAnySweep() {
        deploy(changed("landfall-sweeper-silent", "TreatMissingData: breaching", "TreatMissingData: notBreaching"));

        pass(40);

        assertThat(rung()).isEmpty();
    }

    @Test
    void deadLetters_ofOneMessage_ringsAndStays() {
        deploy(TEMPLATE);
        sweepUntil(20);

        eventIsLost();
        sweepUntil(60);

        assertThat(rung()).containsExactly(DEAD_LETTERS);
    }

    @Test
    void deadLetters_whenMoreThanOneIsAskedFor_isSilentForOne() {
        deploy(changed("landfall-dead-letters", "GreaterThanOrEqualToThreshold", "GreaterThanThreshold"));
        sweepUntil(20);

        eventIsLost();
        sweepUntil(30);
        assertThat(rung()).isEmpty();

        eventIsLost();
        sweepUntil(60);
        assertThat(rung()).containsExactly(DEAD_LETTERS);
    }

    @Test
    void deploy_ofWhatIsNotKnown_isRefused() {
        refused(changed("landfall-dead-letters", "Statistic: Maximum", "Statistic: Average"), "Average");
        refused(changed("landfall-dead-letters", "Period: 60", "Period: 30"), "30");
        refused(changed("landfall-dead-letters", "GreaterThanOrEqualToThreshold", "Outside"), "Outside");
        refused(changed("landfall-sweeper-silent", "invocations - errors", "MAX([invocations, errors])"), "MAX");
        refused(changed("landfall-sweeper-silent", "TreatMissingData: breaching", "TreatMissingData: bad"), "bad");
    }

    private void refused(String template, String word) {
        assertThatThrownBy(() -> deploy(template))
                .isInstanceOf(TemplateRefused.class)
                .hasMessageContaining(word);
    }

    private void deploy(String template) {
        SamTemplate parsed = SamTemplate.parse(template);
        for (String function : List.of(SWEEPER, "FenceFunction", "RestoreFunction")) {
            lambda.deploy(
                    new SamTemplate.Function(function, "", true, Duration.ofSeconds(30), 0, Duration.ofHours(6), true),
                    (in, out, context) -> {
                        if (failing.contains(function)) {
                            throw new IllegalStateException("403");
                        }
                        out.write("{}".getBytes(StandardCharsets.UTF_8));
                    });
        }
        engine.deploy(World.ROLLBACK_MACHINE, StateMachineDefinition.parse(FAILS, Map.of()));
        new OwnAlarms(simulation, engine, lambda, calls::add).deploy(parsed.alarms());
    }

    private void rollbackFails() {
        engine.startExecution(World.ROLLBACK_MACHINE, EMPTY);
    }

    private void eventIsLost() {
        failing.add("FenceFunction");
        lambda.invokeAsynchronously("FenceFunction", EMPTY);
    }

    private void call(String function, boolean fails) {
        failing.clear();
        if (fails) {
            failing.add(function);
        }
        lambda.invokeOnce(function, EMPTY);
    }

    private void sweepUntil(int minute) {
        while (simulation.instant().isBefore(START.plus(Duration.ofMinutes(minute)))) {
            lambda.invokeOnce(SWEEPER, EMPTY);
            pass(1);
        }
    }

    private void pass(int minutes) {
        simulation.runUntil(simulation.instant().plus(Duration.ofMinutes(minutes)));
    }

    private List<String> rung() {
        return calls.stream()
                .map(World.Page::subject)
                .map(subject -> subject.substring(subject.indexOf('"') + 1, subject.length() - 1))
                .toList();
    }

    /** In the one alarm of this name, in its properties. */
    private static String changed(String alarm, String what, String by) {
        int start = TEMPLATE.indexOf("AlarmName: !Sub ${AWS::StackName}-" + alarm.replaceFirst("landfall-", ""));
        int end = TEMPLATE.indexOf("AlarmActions:", start);
        String properties = TEMPLATE.substring(start, end);
        assertThat(properties).contains(what);
        return TEMPLATE.substring(0, start) + properties.replace(what, by) + TEMPLATE.substring(end);
    }
}
