package dev.landfall.health;

import static dev.landfall.health.AlarmReading.Data.ABSENT;
import static dev.landfall.health.AlarmReading.Data.NOT_APPLICABLE;
import static dev.landfall.health.AlarmReading.Data.PRESENT;
import static dev.landfall.health.AlarmReading.State.ALARM;
import static dev.landfall.health.AlarmReading.State.INSUFFICIENT_DATA;
import static dev.landfall.health.AlarmReading.State.OK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.health.Samples.ProbeSample;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HealthRulesTest {
    private static final ProbeSample WELL = new ProbeSample(5, 5, 80);
    private static final ProbeSample BAD = new ProbeSample(5, 1, 80);
    private static final HealthRules RULES = new HealthRules(Set.of("declared"), 100, 10);

    private static AlarmReading alarm(AlarmReading.State state, AlarmReading.Data data) {
        return new AlarmReading("api-5xx", state, true, data, false, 60);
    }

    private static HealthFacts facts(AlarmReading alarm, ProbeSample heroku, ProbeSample aws) {
        return new HealthFacts(List.of(alarm), heroku, aws, heroku, aws, heroku, 500, 30);
    }

    static Stream<Arguments> verdicts() {
        AlarmReading ok = alarm(OK, PRESENT);
        AlarmReading firing = alarm(ALARM, PRESENT);
        return Stream.of(
                Arguments.of("all well", facts(ok, WELL, WELL), Verdict.PASS),
                Arguments.of("a composite has no metric", facts(alarm(OK, NOT_APPLICABLE), WELL, WELL), Verdict.PASS),
                Arguments.of("Heroku alone is bad", facts(ok, BAD, WELL), Verdict.PASS),
                Arguments.of("one lost probe of five", facts(ok, WELL, new ProbeSample(5, 4, 80)), Verdict.PASS),
                Arguments.of("one lost probe of three", facts(ok, WELL, new ProbeSample(3, 2, 80)), Verdict.PASS),
                Arguments.of("two lost probes of three", facts(ok, WELL, new ProbeSample(3, 1, 80)), Verdict.FAIL),
                Arguments.of("an alarm fires", facts(firing, WELL, WELL), Verdict.FAIL),
                Arguments.of("AWS does not answer", facts(ok, WELL, BAD), Verdict.FAIL),
                Arguments.of("AWS is slow", facts(ok, WELL, new ProbeSample(5, 5, 900)), Verdict.FAIL),
                Arguments.of("slower, but little", facts(ok, WELL, new ProbeSample(5, 5, 300)), Verdict.PASS),
                Arguments.of("an alarm, Heroku bad too", facts(firing, BAD, WELL), Verdict.HOLD),
                Arguments.of("neither side answers", facts(ok, BAD, BAD), Verdict.HOLD),
                Arguments.of("an alarm, Heroku not measured", facts(firing, ProbeSample.NONE, WELL), Verdict.FAIL),
                Arguments.of("insufficient data", facts(alarm(INSUFFICIENT_DATA, ABSENT), WELL, WELL), Verdict.NO_DATA),
                Arguments.of("the alarm is gone", facts(AlarmReading.missing("x"), WELL, WELL), Verdict.NO_DATA),
                Arguments.of("OK without data", facts(alarm(OK, ABSENT), WELL, WELL), Verdict.NO_DATA),
                Arguments.of("no probes of AWS", facts(ok, WELL, ProbeSample.NONE), Verdict.NO_DATA),
                Arguments.of("one probe of AWS, lost", facts(ok, WELL, new ProbeSample(1, 0, 20)), Verdict.NO_DATA),
                Arguments.of("no probes of Heroku", facts(ok, ProbeSample.NONE, WELL), Verdict.NO_DATA),
                Arguments.of(
                        "switched off",
                        facts(new AlarmReading("a", OK, false, PRESENT, false, 60), WELL, WELL),
                        Verdict.NO_DATA),
                Arguments.of(
                        "sparse by nature",
                        facts(new AlarmReading("a", OK, true, ABSENT, true, 60), WELL, WELL),
                        Verdict.PASS),
                Arguments.of(
                        "declared sparse",
                        facts(new AlarmReading("declared", OK, true, ABSENT, false, 60), WELL, WELL),
                        Verdict.PASS));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("verdicts")
    void judge_gives_theVerdict(String situation, HealthFacts facts, Verdict verdict) {
        assertThat(RULES.judge(facts).verdict()).as(situation).isEqualTo(verdict);
    }

    @Test
    void judge_whenAnOutageOfBothHasJustEnded_holdsUntilTheAlarmClears() {
        ProbeSample recovering = new ProbeSample(10, 5, 80);
        HealthFacts facts = new HealthFacts(
                List.of(alarm(ALARM, PRESENT)), WELL, new ProbeSample(4, 3, 80), recovering, recovering, WELL, 500, 30);

        assertThat(RULES.judge(facts).verdict()).isEqualTo(Verdict.HOLD);
    }

    @Test
    void judge_whenAnOutageOfBothHasJustBegun_holds() {
        ProbeSample oneLost = new ProbeSample(4, 3, 80);
        HealthFacts facts = new HealthFacts(
                List.of(alarm(ALARM, PRESENT)), oneLost, oneLost, oneLost, oneLost, new ProbeSample(1, 0, 0), 500, 30);

        assertThat(RULES.judge(facts).verdict()).isEqualTo(Verdict.HOLD);
    }

    @Test
    void judge_whenAwsFailsOnAfterAnOutageOfBoth_isFail() {
        ProbeSample herokuBefore = new ProbeSample(10, 7, 80);
        ProbeSample awsBefore = new ProbeSample(10, 3, 80);
        HealthFacts facts =
                new HealthFacts(List.of(alarm(ALARM, PRESENT)), WELL, BAD, herokuBefore, awsBefore, WELL, 0, 0);

        assertThat(RULES.judge(facts).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void judge_withTooFewRequests_letsProbesSuffice() {
        HealthFacts facts = new HealthFacts(List.of(), WELL, WELL, WELL, WELL, WELL, 3, 10);

        assertThat(RULES.judge(facts).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void judge_withTooFewOfBoth_isNoDataAndSaysHowMany() {
        Judgement judgement = RULES.judge(new HealthFacts(List.of(), WELL, WELL, WELL, WELL, WELL, 3, 9));

        assertThat(judgement.verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(judgement.reason()).contains("3 of 100 requests, 9 of 10 probes");
    }
}
