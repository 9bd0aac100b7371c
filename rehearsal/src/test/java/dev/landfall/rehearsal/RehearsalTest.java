package dev.landfall.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.journal.Entry;
import dev.landfall.rehearsal.scenario.Scenario;
import dev.landfall.rehearsal.scenario.Scenarios;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scenario, with the spec that operators start from. */
final class RehearsalTest {

    private static final Rehearsal REHEARSAL = Rehearsal.fromClassPath();
    private static final long SEED = 1;

    static Stream<Scenario> scenarios() {
        return Scenarios.all().stream();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void run_scenario_endsAsItsFileExpectsAndKeepsEveryPromise(Scenario scenario) {
        Rehearsal.Run run = run(scenario, SEED);

        assertThat(run.result().outcome()).isEqualTo(scenario.expect().outcome());
        assertThat(run.result().finalWeights().aws())
                .isEqualTo(scenario.expect().awsWeight());
        assertThat(run.timeline().promises())
                .filteredOn(promise -> !promise.kept())
                .isEmpty();
        assertThat(run.result().historyEvents()).isLessThan(400);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void run_sameSeedTwice_givesTheSameBytes(Scenario scenario) {
        assertThat(withoutWallTime(run(scenario, SEED))).isEqualTo(withoutWallTime(run(scenario, SEED)));
    }

    @Test
    void run_otherSeed_givesAnotherWorld() {
        Scenario smooth = Scenarios.named("smooth");

        assertThat(withoutWallTime(run(smooth, 2))).isNotEqualTo(withoutWallTime(run(smooth, SEED)));
    }

    @Test
    void run_smooth_movesStepByStepAndServesEverybody() {
        Rehearsal.Run run = run(Scenarios.named("smooth"), SEED);

        assertThat(run.result().weights().stream().map(RehearsalResult.WeightAt::aws))
                .containsExactly(0, 10, 25, 50, 100);
        assertThat(run.result().servedRequests()).isGreaterThan(100_000);
        assertThat(run.timeline().harm().secondsOverOnePercent()).isZero();
        assertThat(run.result().reactionSeconds()).isNull();
        assertThat(run.timeline().minutes())
                .allSatisfy(minute -> assertThat(minute.errorShare()).isLessThan(0.01));
    }

    @Test
    void run_aliasAtAnApex_movesWithItsNeighboursInPlace() {
        byte[] spec = """
                hostname: shop.example
                hostedZoneId: Z0123456789ABCDEFGHIJ
                heroku: {addresses: [192.0.2.10, 192.0.2.11]}
                aws: {alias: {dnsName: shop-123.eu-west-1.elb.amazonaws.com, hostedZoneId: Z32O12XQLNTSW2}}
                alarms: [shop-errors]
                steps: [20, 100]
                bake: PT20M
                simplify: true
                """.getBytes(StandardCharsets.UTF_8);

        Rehearsal.Run run = REHEARSAL.run(spec, Scenarios.named("smooth"), SEED, Listener.SILENT);

        assertThat(run.result().outcome()).isEqualTo(Entry.Outcome.COMPLETED);
        assertThat(run.timeline().minutes().getLast().awsRequests())
                .isGreaterThan(9 * run.timeline().minutes().getLast().herokuRequests());
        assertThat(run.timeline().promises()).allMatch(Timeline.PromiseWord::kept);
    }

    @Test
    void run_resolverThatNeverLetsGo_countsWhoStaysOnHeroku() {
        long usual = run(Scenarios.named("smooth"), SEED).timeline().harm().lingeringOnHeroku();
        long held = run(Scenarios.named("resolver-never-lets-go"), SEED)
                .timeline()
                .harm()
                .lingeringOnHeroku();

        assertThat(held).isGreaterThan(usual);
    }

    @Test
    void run_twoOperators_refusesTheSecond() {
        List<String> states = new ArrayList<>();
        Listener second = new Listener() {
            @Override
            public void stateEntered(Instant at, String execution, String state) {
                if (execution.endsWith("-other")) {
                    states.add(state);
                }
            }
        };

        REHEARSAL.run(spec(), Scenarios.named("two-operators"), SEED, second);

        assertThat(states).endsWith("Refused").doesNotContain("SetWeight");
    }

    @Test
    void run_alarmWithItsEventDelivered_goesBackWithinFiveSeconds() {
        for (String name : List.of("errors-at-50", "slow-at-25", "alarm-while-awaiting-approval", "metrics-stop")) {
            for (long seed = 1; seed <= 3; seed++) {
                assertThat(run(Scenarios.named(name), seed).result().reactionSeconds())
                        .as("%s, seed %s", name, seed)
                        .isNotNull()
                        .isLessThan(5);
            }
        }
    }

    @Test
    void run_lostAlarmEvent_isFoundByTheSweeperWithinAMinuteOrSo() {
        assertThat(run(Scenarios.named("lost-alarm-event"), SEED).result().reactionSeconds())
                .isBetween(5.0, 70.0);
    }

    @Test
    void run_listener_isToldInTheOrderOfVirtualTime() {
        List<String> told = new ArrayList<>();
        List<Instant> at = new ArrayList<>();
        Listener listener = new Listener() {
            @Override
            public void stateEntered(Instant when, String execution, String state) {
                at.add(when);
                told.add(execution + " " + state);
            }

            @Override
            public void weightChanged(Instant when, int aws) {
                at.add(when);
                told.add("weight " + aws);
            }
        };

        REHEARSAL.run(spec(), Scenarios.named("errors-at-50"), SEED, listener);

        assertThat(at).isSorted();
        assertThat(told)
                .containsSubsequence("shift SetWeight", "weight 10", "weight 50", "rollback Restore", "weight 0");
    }

    private static String withoutWallTime(Rehearsal.Run run) {
        return run.result().toJson().replaceAll("\"wallMillis\" : \\d+", "") + run.timeline();
    }

    private static Rehearsal.Run run(Scenario scenario, long seed) {
        return REHEARSAL.run(spec(), scenario, seed, Listener.SILENT);
    }

    private static byte[] spec() {
        return Resources.bytes("/examples/voucherify.yaml");
    }
}
