package dev.landfall.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.journal.Entry;
import dev.landfall.rehearsal.scenario.Scenario;
import dev.landfall.rehearsal.scenario.Scenarios;
import dev.landfall.rehearsal.states.DefinitionRefused;
import dev.landfall.rehearsal.world.Deployment;
import dev.landfall.rehearsal.world.TemplateRefused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A fault in the template shows in the rehearsal. */
final class DeploymentTest {

    private static final Deployment DEPLOYMENT = Deployment.fromClassPath();
    private static final String EACH_MINUTE = "ScheduleExpression: rate(1 minute)";

    /** The shift waits for an approval, and what tells that it does cannot be read. */
    private static final Scenario BLIND = Scenarios.read("blind", """
            description: d
            expect: {outcome: ROLLED_BACK, awsWeight: 0}
            approvedBelow: 25
            gates:
              - {weight: 25, gate: approval, deadline: P1D}
            incidents:
              - {when: {parked: 25}, after: PT5M, do: throttle, calls: Locks.held}
              - {when: {parked: 25}, after: PT6M, do: fail, sides: [aws], share: 0.3}
            """.getBytes(StandardCharsets.UTF_8));

    private final String template = DEPLOYMENT.text(Deployment.TEMPLATE);

    @Test
    void run_asDeployed_startsTheRollbackByTheRuleOnTheShiftsEnd() {
        Rehearsal.Run run = run(template, "stopped-at-50");

        assertThat(startedBy(run)).isEqualTo("eventbridge");
        assertThat(untilRollback(run)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void run_ruleOnTheShiftsEndRemoved_leavesItToTheSweeper() {
        Rehearsal.Run run =
                run(without(template, "      Events:\n        # Whatever killed", "\n  # ----"), "stopped-at-50");

        assertThat(startedBy(run)).isEqualTo("sweeper");
        assertThat(untilRollback(run)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(70));
    }

    @Test
    void run_ruleOnTheShiftsEndOfAnotherMachine_leavesItToTheSweeper() {
        Rehearsal.Run run = run(
                replaced(
                        template,
                        "StackName}-shift\n                status",
                        "StackName}-shifted\n                status"),
                "stopped-at-50");

        assertThat(startedBy(run)).isEqualTo("sweeper");
    }

    @Test
    void run_ruleOnTheShiftsEndDisabled_leavesItToTheSweeper() {
        Rehearsal.Run run = run(
                replaced(
                        template,
                        "          Properties:\n            Pattern:\n              source: [aws.states]",
                        "          Properties:\n            State: DISABLED\n            Pattern:\n              source: [aws.states]"),
                "stopped-at-50");

        assertThat(startedBy(run)).isEqualTo("sweeper");
    }

    @Test
    void run_alarmPatternThatMatchesNothing_breaksTheFourth() {
        String deaf = replaced(template, "                  value: [ALARM]", "                  value: [ALARMED]");

        Rehearsal.Run run = run(deaf, "errors-at-50");

        assertThat(broken(run)).containsExactly(4);
        assertThat(run.result().reactionSeconds()).isGreaterThan(5);
    }

    @Test
    void run_withoutTheProbesSchedule_neverGoesForward() {
        Rehearsal.Run run =
                run(replacedFirst(template, EACH_MINUTE, EACH_MINUTE + "\n            State: DISABLED"), "smooth");

        assertThat(run.result().outcome()).isNotEqualTo(Entry.Outcome.COMPLETED);
    }

    @Test
    void run_functionsWithoutTimeToWork_doNotMoveTraffic() {
        Rehearsal.Run run = run(replaced(template, "Timeout: 27\n", "Timeout: 0\n"), "smooth");

        assertThat(run.result().outcome()).isEqualTo(Entry.Outcome.REFUSED);
    }

    @Test
    void run_stackThatRequiresAPlan_startsNothingWithoutOne() {
        String strict = replaced(
                template,
                "Type: String\n    Default: 'false'\n    AllowedValues",
                "Type: String\n    Default: 'true'\n    AllowedValues");

        Rehearsal.Run run = run(strict, "smooth");

        assertThat(run.result().outcome()).isEqualTo(Entry.Outcome.REFUSED);
        assertThat(run.timeline().refusal()).contains("plan: (missing)");
    }

    @Test
    void run_substitutionLeftOut_isRefused() {
        String lacking = replaced(template, "        FenceFunction: !Ref FenceFunction.Alias\n", "");

        assertThatThrownBy(() -> run(lacking, "smooth"))
                .isInstanceOf(DefinitionRefused.class)
                .hasMessageContaining("${FenceFunction}");
    }

    @Test
    void run_substitutionThatTheWorldCannotGive_isRefused() {
        String strange = replaced(template, "PagesTopicArn: !Ref PagesTopic\n", "PagesTopicArn: !GetAtt Nowhere.Arn\n");

        assertThatThrownBy(() -> run(strange, "smooth"))
                .isInstanceOf(TemplateRefused.class)
                .hasMessageContaining("RollbackStateMachine.DefinitionSubstitutions.PagesTopicArn");
    }

    @Test
    void run_handlerThatIsNone_isRefused() {
        String strange = replaced(template, "traffic.SetWeightHandler", "traffic.SetWeights");

        assertThatThrownBy(() -> run(strange, "smooth"))
                .isInstanceOf(TemplateRefused.class)
                .hasMessageContaining("SetWeightFunction.Handler")
                .hasMessageContaining("dev.landfall.traffic.SetWeights");
    }

    @Test
    void run_locksThatNobodyCanReadWhileAwsFails_callsAHumanByTheTemplatesOwnAlarms() {
        Rehearsal.Run run = run(template, BLIND);

        assertThat(broken(run)).isEmpty();
        assertThat(calls(run)).contains("ALARM: \"landfall-dead-letters\"", "ALARM: \"landfall-sweeper-silent\"");
    }

    @Test
    void run_withoutTheTemplatesOwnAlarms_breaksTheFourth() {
        Rehearsal.Run run = run(replaced(template, "AlarmActions: [!Ref PagesTopic]", "AlarmActions: []"), BLIND);

        assertThat(broken(run)).contains(4);
        assertThat(calls(run)).isEmpty();
    }

    @Test
    void run_rollbackThatFails_callsAHumanByItsAlarmToo() {
        assertThat(calls(run(template, "records-edited-midway")))
                .startsWith("Landfall: a rollback could not be verified")
                .endsWith("ALARM: \"landfall-rollback-failed\"");
    }

    @Test
    void run_alarmOnWhatTheWorldDoesNotHave_isRefused() {
        String strange = replaced(template, "Namespace: AWS/SQS", "Namespace: AWS/SNS");

        assertThatThrownBy(() -> run(strange, "smooth"))
                .isInstanceOf(TemplateRefused.class)
                .hasMessageContaining("landfall-dead-letters")
                .hasMessageContaining("AWS/SNS");
    }

    private static Rehearsal.Run run(String template, String scenario) {
        return run(template, Scenarios.named(scenario));
    }

    private static Rehearsal.Run run(String template, Scenario scenario) {
        Rehearsal rehearsal = new Rehearsal(DEPLOYMENT.with(Deployment.TEMPLATE, template));
        return rehearsal.run(Resources.bytes("/examples/voucherify.yaml"), scenario, 1, Listener.SILENT);
    }

    private static List<String> calls(Rehearsal.Run run) {
        return run.timeline().pages().stream().map(Timeline.Page::subject).toList();
    }

    private static List<Integer> broken(Rehearsal.Run run) {
        return run.result().promises().stream()
                .filter(promise -> !promise.kept())
                .map(RehearsalResult.Promise::number)
                .toList();
    }

    private static String startedBy(Rehearsal.Run run) {
        return run.result().journal().stream()
                .map(Entry::event)
                .filter(Entry.RollbackStarted.class::isInstance)
                .map(Entry.RollbackStarted.class::cast)
                .map(Entry.RollbackStarted::by)
                .findFirst()
                .orElseThrow();
    }

    /** From the incident to the first line of the rollback in the journal. */
    private static Duration untilRollback(Rehearsal.Run run) {
        Instant stopped = run.timeline().happenings().getFirst().at();
        Instant started = run.result().journal().stream()
                .filter(entry -> entry.event() instanceof Entry.RollbackStarted)
                .map(Entry::at)
                .findFirst()
                .orElseThrow();
        return Duration.between(stopped, started);
    }

    private static String without(String text, String from, String upTo) {
        int start = text.indexOf(from);
        assertThat(start).isNotNegative();
        return text.substring(0, start) + text.substring(text.indexOf(upTo, start));
    }

    private static String replaced(String text, String what, String by) {
        assertThat(text).contains(what);
        return text.replace(what, by);
    }

    private static String replacedFirst(String text, String what, String by) {
        int at = text.indexOf(what);
        assertThat(at).isNotNegative();
        return text.substring(0, at) + by + text.substring(at + what.length());
    }
}
