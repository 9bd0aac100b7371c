package dev.landfall.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.AMigration;
import dev.landfall.health.AlarmReading.State;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.lambda.UnavailableException;
import org.junit.jupiter.api.Test;

class StepJudgeTest {
    private final AMigration given = new AMigration();
    private final StepJudge judge =
            new StepJudge(new HealthCheck(given.alarms, given.samples, AMigration.PROBE, given.clock), given.journal);

    private StepJudge.Ruling rule(int holds) {
        return judge.rule(fence, 0, holds, HealthCheck.Purpose.ADVANCE);
    }

    private final Fence fence = given.atTen();

    private void alarms(State state) {
        given.alarms.with("api-5xx", state).with(AMigration.PROBE.alarm(AMigration.NAME), State.OK);
    }

    @Test
    void rule_onPass_advancesAndJournalsTheEvidence() {
        alarms(State.OK);

        assertThat(rule(0).decision()).isEqualTo(StepJudge.Decision.ADVANCE);
        assertThat(given.journal.events(AMigration.NAME)).last().isInstanceOfSatisfying(Entry.Judged.class, judged -> {
            assertThat(judged.awsWeight()).isEqualTo(10);
            assertThat(judged.verdict()).isEqualTo("PASS");
            assertThat(judged.reasons()).isNotEmpty();
        });
    }

    @Test
    void rule_onFail_goesBack() {
        alarms(State.ALARM);

        assertThat(rule(0).decision()).isEqualTo(StepJudge.Decision.ROLL_BACK);
    }

    @Test
    void rule_withoutData_holdsAFifthOfItsDeadlineAtATime_thenGoesBack() {
        alarms(State.INSUFFICIENT_DATA);

        assertThat(rule(0))
                .extracting(StepJudge.Ruling::decision, StepJudge.Ruling::holdSeconds)
                .containsExactly(StepJudge.Decision.HOLD, 180L);
        assertThat(rule(4).decision()).isEqualTo(StepJudge.Decision.HOLD);
        assertThat(rule(5)).satisfies(ruling -> {
            assertThat(ruling.decision()).isEqualTo(StepJudge.Decision.ROLL_BACK);
            assertThat(ruling.reason()).startsWith("still NO_DATA after PT15M");
        });
    }

    @Test
    void rule_whenAlarmsCanNotBeRead_isNoData() {
        given.alarms.fail(new UnavailableException("CloudWatch", "throttled"));

        assertThat(rule(0))
                .extracting(StepJudge.Ruling::verdict, StepJudge.Ruling::decision)
                .containsExactly(Verdict.NO_DATA, StepJudge.Decision.HOLD);
    }

    @Test
    void rule_whenNothingButAlarmsCanBeRead_isNoDataUnlessOneFires() {
        given.samples.silent = true;
        alarms(State.OK);
        assertThat(rule(0).verdict()).isEqualTo(Verdict.NO_DATA);

        alarms(State.ALARM);

        assertThat(rule(0)).satisfies(ruling -> {
            assertThat(ruling.decision()).isEqualTo(StepJudge.Decision.ROLL_BACK);
            assertThat(ruling.reason()).contains("api-5xx is in ALARM", "not all could be read: CloudWatch");
        });
    }

    @Test
    void rule_whenHerokuIsKnownToBeBadAndTheRestCannotBeRead_holds() {
        given.samples.heroku = new Samples.ProbeSample(5, 0, 0);
        given.samples.silentOfAws = true;
        alarms(State.ALARM);

        assertThat(rule(0)).satisfies(ruling -> {
            assertThat(ruling.verdict()).isEqualTo(Verdict.HOLD);
            assertThat(ruling.reason()).contains("Heroku is bad too", "not all could be read");
        });
    }

    @Test
    void rule_whenOneThingCannotBeRead_neverPasses() {
        alarms(State.OK);
        given.samples.silentOfAws = true;

        assertThat(rule(0).verdict()).isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void rule_whenTheProbeAlarmIsGone_isNoData() {
        given.alarms.with("api-5xx", State.OK);

        assertThat(rule(0).reason()).contains("landfall/probe/api-2026 does not exist");
    }
}
