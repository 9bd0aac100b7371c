package dev.landfall.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.landfall.health.AlarmReading.Data;
import dev.landfall.health.AlarmReading.State;
import dev.landfall.health.Samples.ProbeSample;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** What holds of a verdict whatever the facts are. */
class HealthRulesPropertyTest {
    private static final HealthRules RULES = new HealthRules(Set.of("declared"), 100, 10);
    private static final ProbeSample WELL = new ProbeSample(5, 5, 80);

    /** A fact made worse: for AWS, or for what is known at all. */
    private interface Worse {
        HealthFacts of(HealthFacts facts);
    }

    @Property(tries = 5_000, seed = "51", edgeCases = EdgeCasesMode.NONE)
    void judge_anyFacts_passesOnlyOnWhatIsKnownAndWell(@ForAll("facts") HealthFacts facts) {
        if (RULES.judge(facts).verdict() != Verdict.PASS) {
            return;
        }
        assertThat(facts.alarms()).allSatisfy(alarm -> {
            assertThat(alarm.state()).isEqualTo(State.OK);
            assertThat(alarm.enabled()).isTrue();
            assertThat(alarm.data() == Data.ABSENT
                            && !alarm.sparse()
                            && !alarm.name().equals("declared"))
                    .isFalse();
        });
        for (ProbeSample sample : List.of(facts.aws(), facts.heroku())) {
            assertThat(sample.asked()).isPositive();
            assertThat(sample.succeeded()).isBetween(0L, sample.asked());
            assertThat(sample.meanMillis()).isFinite().isNotNegative();
        }
        assertThat(facts.requestsAtStep() >= 100 || facts.probesAtStep() >= 10).isTrue();
    }

    @Property(tries = 5_000, seed = "52", edgeCases = EdgeCasesMode.NONE)
    void judge_factsMadeWorse_neverTurnToPass(@ForAll("facts") HealthFacts facts, @ForAll("worsenings") Worse worse) {
        if (RULES.judge(facts).verdict() != Verdict.PASS) {
            HealthFacts after = worse.of(facts);

            assertThat(RULES.judge(after).verdict())
                    .as("%s, made %s", facts, after)
                    .isNotEqualTo(Verdict.PASS);
        }
    }

    @Property(tries = 1_000, seed = "53", edgeCases = EdgeCasesMode.NONE)
    void judge_anyFacts_givesAReasonOnOneLine(@ForAll("facts") HealthFacts facts) {
        assertThat(RULES.judge(facts).reason()).isNotBlank().doesNotContain("\n");
    }

    /** Counts that were read one after the other may not fit together: that was taken for a side that is very well. */
    @Example
    void judge_moreAnswersThanQuestions_isNoData() {
        assertVerdict(new ProbeSample(5, 7, 80), Verdict.NO_DATA);
    }

    @Example
    void judge_latencyNotKnown_isNoData() {
        assertVerdict(new ProbeSample(5, 5, Double.NaN), Verdict.NO_DATA);
        assertVerdict(new ProbeSample(5, 5, Double.POSITIVE_INFINITY), Verdict.FAIL);
    }

    private static void assertVerdict(ProbeSample aws, Verdict verdict) {
        assertThat(RULES.judge(new HealthFacts(List.of(), WELL, aws, WELL, aws, WELL, 500, 30))
                        .verdict())
                .isEqualTo(verdict);
    }

    @Example
    void judge_tenThousandAlarmsOfWhichTheLastIsStale_isNoData() {
        List<AlarmReading> alarms = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            alarms.add(new AlarmReading("a" + i, State.OK, true, i < 9_999 ? Data.PRESENT : Data.ABSENT, false, 60));
        }
        HealthFacts facts = new HealthFacts(alarms, WELL, WELL, WELL, WELL, WELL, 500, 30);

        assertThat(RULES.judge(facts).verdict()).isEqualTo(Verdict.NO_DATA);
        assertThatCode(() -> RULES.judge(facts).reason()).doesNotThrowAnyException();
    }

    @Provide
    Arbitrary<Worse> worsenings() {
        return Arbitraries.of(
                facts -> withAlarms(facts, AlarmReading.missing("gone")),
                facts -> withAlarms(facts, alarm(State.ALARM, true, Data.PRESENT)),
                facts -> withAlarms(facts, alarm(State.INSUFFICIENT_DATA, true, Data.PRESENT)),
                facts -> withAlarms(facts, alarm(State.OK, false, Data.PRESENT)),
                facts -> withAlarms(facts, alarm(State.OK, true, Data.ABSENT)),
                facts -> withAws(facts, ProbeSample.NONE),
                facts -> withAws(facts, fewerGood(facts.aws())),
                facts -> withAws(facts, slower(facts.aws())),
                facts -> withHeroku(facts, ProbeSample.NONE),
                facts -> withSample(facts, 0, facts.probesAtStep()),
                facts -> withSample(facts, facts.requestsAtStep(), 0),
                facts -> withSample(facts, facts.requestsAtStep() - 1, facts.probesAtStep() - 1));
    }

    private static AlarmReading alarm(State state, boolean enabled, Data data) {
        return new AlarmReading("another", state, enabled, data, false, 60);
    }

    private static ProbeSample fewerGood(ProbeSample sample) {
        return sample.isPlausible()
                ? new ProbeSample(sample.asked(), Math.max(0, sample.succeeded() - 1), sample.meanMillis())
                : sample;
    }

    private static ProbeSample slower(ProbeSample sample) {
        return new ProbeSample(sample.asked(), sample.succeeded(), sample.meanMillis() * 4 + 1_000);
    }

    private static HealthFacts withAlarms(HealthFacts facts, AlarmReading more) {
        List<AlarmReading> alarms = new ArrayList<>(facts.alarms());
        alarms.add(more);
        return facts(facts, alarms, facts.heroku(), facts.aws(), facts.requestsAtStep(), facts.probesAtStep());
    }

    private static HealthFacts withAws(HealthFacts facts, ProbeSample aws) {
        return facts(facts, facts.alarms(), facts.heroku(), aws, facts.requestsAtStep(), facts.probesAtStep());
    }

    private static HealthFacts withHeroku(HealthFacts facts, ProbeSample heroku) {
        return facts(facts, facts.alarms(), heroku, facts.aws(), facts.requestsAtStep(), facts.probesAtStep());
    }

    private static HealthFacts withSample(HealthFacts facts, long requests, long probes) {
        return facts(facts, facts.alarms(), facts.heroku(), facts.aws(), requests, probes);
    }

    private static HealthFacts facts(
            HealthFacts facts,
            List<AlarmReading> alarms,
            ProbeSample heroku,
            ProbeSample aws,
            long requests,
            long probes) {
        return new HealthFacts(
                alarms, heroku, aws, facts.herokuBefore(), facts.awsBefore(), facts.herokuNow(), requests, probes);
    }

    @Provide
    Arbitrary<HealthFacts> facts() {
        Arbitrary<List<ProbeSample>> before = samples().list().ofSize(3);
        return Combinators.combine(alarms().list().ofMaxSize(3), samples(), samples(), before, counts(100), counts(10))
                .as((alarms, heroku, aws, others, requests, probes) -> new HealthFacts(
                        alarms, heroku, aws, others.get(0), others.get(1), others.get(2), requests, probes));
    }

    private static Arbitrary<AlarmReading> alarms() {
        return Combinators.combine(
                        Arbitraries.of("api-5xx", "declared", "API-5xx"),
                        Arbitraries.frequencyOf(
                                Tuple.of(6, Arbitraries.just(State.OK)), Tuple.of(1, Arbitraries.of(State.class))),
                        Arbitraries.of(true, true, true, false),
                        Arbitraries.of(Data.class),
                        Arbitraries.of(true, false))
                .as((name, state, enabled, data, sparse) -> new AlarmReading(name, state, enabled, data, sparse, 60));
    }

    private static Arbitrary<ProbeSample> samples() {
        Arbitrary<Long> counts = Arbitraries.longs().between(-1, 6);
        Arbitrary<Double> means =
                Arbitraries.of(0.0, 80.0, 90.0, 700.0, 5_000.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY);
        Arbitrary<ProbeSample> any = Combinators.combine(counts, counts, means).as(ProbeSample::new);
        return Arbitraries.oneOf(any, Arbitraries.of(WELL, new ProbeSample(5, 4, 90), new ProbeSample(5, 2, 80)));
    }

    private static Arbitrary<Long> counts(long enough) {
        return Arbitraries.of(-1L, 0L, enough - 1, enough, Long.MAX_VALUE);
    }
}
