package dev.landfall.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.health.AlarmReading;
import dev.landfall.journal.Entry;
import dev.landfall.rehearsal.scenario.InvalidScenarioException;
import dev.landfall.rehearsal.scenario.Scenario;
import dev.landfall.rehearsal.scenario.Scenarios;
import dev.landfall.rehearsal.world.SimulatedPlans;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        // To ask for minutes whether a snapshot is there again is the one thing that takes many events, far from
        // 25,000.
        assertThat(run.result().historyEvents()).isLessThan(scenario.name().equals("snapshots-lost") ? 800 : 400);
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
        for (String name : List.of(
                "errors-at-50", "slow-at-25", "composite-alarm", "alarm-while-awaiting-approval", "metrics-stop")) {
            for (long seed = 1; seed <= 3; seed++) {
                assertThat(run(Scenarios.named(name), seed).result().reactionSeconds())
                        .as("%s, seed %s", name, seed)
                        .isNotNull()
                        .isLessThan(5);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"operator-aborts", "operator-aborts-between-steps"})
    void run_operatorAborts_journalsWhoAndWhyWithoutAnyAlarm(String name) {
        RehearsalResult result = run(Scenarios.named(name), SEED).result();

        assertThat(result.reactionSeconds()).isNull();
        assertThat(result.journal())
                .map(Entry::event)
                .contains(new Entry.Woken(
                        Entry.Waker.ABORT, "ada@example.com", "support tickets that no alarm sees", true));
    }

    @Test
    void run_abortWhileParkedAndBetweenSteps_endsTheShiftInItsOwnWays() {
        assertThat(endOfShift("operator-aborts")).isEqualTo("WentBack");
        assertThat(endOfShift("operator-aborts-between-steps")).isEqualTo("VerifyWeight");
    }

    @ParameterizedTest
    @CsvSource({
        "blocked-plan,   without an open blocker",
        "unknown-plan,   a plan that is registered",
        "waiver-run-out, its waiver ran out"
    })
    void run_planThatMayNotBeFollowed_isRefusedBeforeAnythingIsTouched(String name, String why) {
        Rehearsal.Run run = assertRefusedUntouched(Scenarios.named(name));

        assertThat(run.timeline().refusal()).contains("plan: ", why);
    }

    @Test
    void run_registryThatDoesNotAnswer_isRefusedAndNothingIsTouched() {
        assertRefusedUntouched(underAPlan("{outcome: REFUSED, awsWeight: 0}", "PT3H"));
    }

    @Test
    void run_registryThatAnswersLate_isWaitedOut() {
        Rehearsal.Run run = REHEARSAL.run(
                planned(), underAPlan("{outcome: COMPLETED, awsWeight: 100}", "PT20S"), SEED, Listener.SILENT);

        assertThat(run.result().outcome()).isEqualTo(Entry.Outcome.COMPLETED);
    }

    /** Its registry is silent for a while from before the start. */
    private static Scenario underAPlan(String expect, String silent) {
        return Scenarios.read("mine", """
                description: d
                expect: %s
                incidents: [{when: {at: -PT1S}, do: throttle, calls: RegisteredPlans.find, for: %s}]
                """.formatted(expect, silent).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] planned() {
        String spec = new String(spec(), StandardCharsets.UTF_8) + "\nplan: " + SimulatedPlans.SOME_DIGEST + "\n";
        return spec.getBytes(StandardCharsets.UTF_8);
    }

    private static Rehearsal.Run assertRefusedUntouched(Scenario scenario) {
        Set<String> shift = new HashSet<>();
        Listener listener = new Listener() {
            @Override
            public void stateEntered(Instant at, String execution, String state) {
                if (execution.equals("shift")) {
                    shift.add(state);
                }
            }
        };
        Map<String, Integer> calls = new HashMap<>();

        Rehearsal.Run run = REHEARSAL.run(
                planned(),
                scenario,
                SEED,
                listener,
                stage -> stage.world().portCalls().onCall(call -> calls.merge(call.name(), 1, Integer::sum)));

        assertThat(run.result().outcome()).isEqualTo(Entry.Outcome.REFUSED);
        assertThat(run.timeline().promises()).allMatch(Timeline.PromiseWord::kept);
        assertThat(shift).containsExactlyInAnyOrder("Validate", "Refused");
        assertThat(run.result().journal()).isEmpty();
        assertThat(calls).containsKey("RegisteredPlans.find");
        assertThat(calls.keySet()).doesNotContain("Locks.take", "Journal.note", "TrafficRouter.replace");
        return run;
    }

    private static String endOfShift(String scenario) {
        List<String> states = new ArrayList<>();
        Listener listener = new Listener() {
            @Override
            public void stateEntered(Instant at, String execution, String state) {
                if (execution.equals("shift")) {
                    states.add(state);
                }
            }
        };
        REHEARSAL.run(spec(), Scenarios.named(scenario), SEED, listener);
        return states.getLast();
    }

    @Test
    void run_compositeAlarm_firesAfterItsPartAndIsWhatTheJournalNames() {
        Rehearsal.Run run = run(Scenarios.named("composite-alarm"), SEED);

        assertThat(run.timeline().alarms())
                .filteredOn(change -> change.to() == AlarmReading.State.ALARM)
                .map(Timeline.AlarmChange::alarm)
                .containsSubsequence("aws-is-slow", "api-latency")
                .doesNotContain("aws-fails", "api-5xx");
        assertThat(run.result().journal())
                .map(Entry::event)
                .filteredOn(Entry.Woken.class::isInstance)
                .singleElement()
                .extracting(event -> ((Entry.Woken) event).by())
                .isEqualTo("api-latency");
    }

    @Test
    void run_compositeAlarmOverAnUnknownOne_isRefused() {
        Scenario scenario = Scenarios.read("mine", """
                description: d
                expect: {outcome: COMPLETED, awsWeight: 100}
                alarms: [{which: 1, rule: ALARM(nobody)}]
                """.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> run(scenario, SEED))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageContaining("alarm api-latency looks at nobody");
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
