package dev.landfall.gate;

import static dev.landfall.AMigration.NAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.AMigration;
import dev.landfall.gate.Gatekeeper.Status;
import dev.landfall.health.AlarmReading.State;
import dev.landfall.health.HealthCheck;
import dev.landfall.health.Samples.ProbeSample;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.plan.ShiftSpec;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parking and everything that may wake it. */
class GateTest {
    private static final String TOKEN = "token-1";
    private static final Gatekeeper.Request REQUEST =
            new Gatekeeper.Request(NAME, null, "ada@example.com", "figures look good");

    private final AMigration given = new AMigration();
    private final FakeExecutions executions = new FakeExecutions();
    private final Parking parking = new InMemoryParking();
    private final Waker waker = new Waker(parking, executions, given.journal);
    private final Watch watch = new Watch(
            given.journal, new HealthCheck(given.alarms, given.samples, AMigration.PROBE, given.clock), waker);
    private final Park park = new Park(given.journal, parking, watch, given.clock);
    private final Gatekeeper gatekeeper = new Gatekeeper(given.locks, waker, given.clock);
    private final AlarmEvents events = new AlarmEvents(given.locks, given.journal, watch, AMigration.PROBE);

    @BeforeEach
    void allWell() {
        alarm(State.OK);
        executions.waiting.add(TOKEN);
    }

    private void alarm(State state) {
        given.alarms.with("api-5xx", state).with(AMigration.PROBE.alarm(NAME), State.OK);
    }

    private void parked(ShiftSpec.Gate gate) {
        Fence fence = given.atTen(AMigration.spec(gate));
        park.park(fence, 0, gate, Duration.ofDays(1), TOKEN);
    }

    private void baked() {
        given.clock.pass(Duration.ofMinutes(30));
    }

    @Test
    void approve_afterTheBake_opensTheGate_andIsJournalledWithWhoAndWhy() {
        parked(ShiftSpec.Gate.APPROVAL);
        baked();

        assertThat(gatekeeper.approve(REQUEST).status()).isEqualTo(Status.TAKEN);
        assertThat(executions.resumed).containsExactly(TOKEN);
        assertThat(given.journal.events(NAME))
                .last()
                .isEqualTo(new Entry.Woken(Entry.Waker.APPROVAL, "ada@example.com", "figures look good", true));
    }

    @Test
    void approve_beforeTheBakeIsOver_saysWhenToAskAgain() {
        parked(ShiftSpec.Gate.APPROVAL);

        assertThat(gatekeeper.approve(REQUEST))
                .isEqualTo(new Gatekeeper.Answer(
                        Status.NOT_YET, "the bake at 10 % lasts until 2026-03-02T09:30:00Z; ask again then"));
        assertThat(executions.resumed).isEmpty();
    }

    @Test
    void approve_twice_wakesOnce_andSaysSo() {
        parked(ShiftSpec.Gate.APPROVAL);
        baked();
        gatekeeper.approve(REQUEST);

        assertThat(gatekeeper.approve(REQUEST).status()).isEqualTo(Status.NOT_WAITING);
        assertThat(executions.resumed).hasSize(1);
    }

    @Test
    void approve_withoutAReason_isInvalid() {
        parked(ShiftSpec.Gate.APPROVAL);
        baked();

        assertThat(gatekeeper
                        .approve(new Gatekeeper.Request(NAME, null, "ada", " "))
                        .status())
                .isEqualTo(Status.INVALID);
        assertThat(executions.resumed).isEmpty();
    }

    @Test
    void approve_ofATimerGate_isNotWaitedFor() {
        parked(ShiftSpec.Gate.TIMER);
        baked();

        assertThat(gatekeeper.approve(REQUEST).status()).isEqualTo(Status.NOT_WAITING);
    }

    @Test
    void scheduleFired_afterTheBake_opensTheGate() {
        parked(ShiftSpec.Gate.SCHEDULE);
        assertThat(gatekeeper.scheduleFired(NAME).status()).isEqualTo(Status.NOT_YET);
        baked();

        assertThat(gatekeeper.scheduleFired(NAME).status()).isEqualTo(Status.TAKEN);
    }

    @Test
    void abort_whileParked_failsTheState() {
        parked(ShiftSpec.Gate.TIMER);

        assertThat(gatekeeper.abort(REQUEST).status()).isEqualTo(Status.TAKEN);
        assertThat(executions.failed).containsExactly("Aborted");
        assertThat(executions.rollbacks).isEmpty();
    }

    @Test
    void abort_whileNotParked_startsTheRollback() {
        given.atTen();

        assertThat(gatekeeper.abort(REQUEST).status()).isEqualTo(Status.TAKEN);
        assertThat(executions.rollbacks).containsExactly("api-2026-back");
    }

    @Test
    void abort_ofNoMigrationUnderWay_saysSo() {
        assertThat(gatekeeper.abort(REQUEST).status()).isEqualTo(Status.NOT_WAITING);
    }

    @Test
    void alarmEvent_whileParked_wakesAtOnce() {
        parked(ShiftSpec.Gate.APPROVAL);
        alarm(State.ALARM);

        assertThat(events.fired("api-5xx")).containsExactly(new AlarmEvents.Looked(NAME, Watch.Finding.WOKEN));
        assertThat(executions.failed).containsExactly("AlarmFired");
    }

    @Test
    void alarmEvent_whileNotParked_startsTheRollback() {
        given.atTen();
        alarm(State.ALARM);

        assertThat(events.fired("api-5xx"))
                .containsExactly(new AlarmEvents.Looked(NAME, Watch.Finding.ROLLBACK_STARTED));
        assertThat(executions.rollbacks).containsExactly("api-2026-back");
    }

    @Test
    void alarmEvent_whenStepFunctionsDoesNotAnswerTheWake_startsTheRollback() {
        parked(ShiftSpec.Gate.TIMER);
        alarm(State.ALARM);
        executions.silent = true;

        events.fired("api-5xx");

        assertThat(executions.rollbacks).containsExactly("api-2026-back");
    }

    @Test
    void alarmEvent_whenHerokuIsBadToo_holds() {
        parked(ShiftSpec.Gate.TIMER);
        alarm(State.ALARM);
        given.samples.heroku = new ProbeSample(5, 0, 0);

        assertThat(events.fired("api-5xx")).containsExactly(new AlarmEvents.Looked(NAME, Watch.Finding.HELD));
        assertThat(executions.failed).isEmpty();
    }

    @Test
    void alarmEvent_whenNobodyCanTellWhetherHerokuIsBadToo_wakesAtOnce() {
        parked(ShiftSpec.Gate.APPROVAL);
        alarm(State.ALARM);
        given.samples.silent = true;

        assertThat(events.fired("api-5xx")).containsExactly(new AlarmEvents.Looked(NAME, Watch.Finding.WOKEN));
    }

    @Test
    void alarmEvent_ofAnAlarmWithOurAlarmsNameAsPrefix_isNotOurs() {
        parked(ShiftSpec.Gate.TIMER);

        assertThat(events.fired("api-5xx-canary")).isEmpty();
    }

    @Test
    void alarmEvent_beforeAnythingWasWritten_leavesItToThePreflight() {
        given.begun();
        alarm(State.ALARM);

        assertThat(events.fired("api-5xx")).containsExactly(new AlarmEvents.Looked(NAME, Watch.Finding.QUIET));
    }

    @Test
    void park_whenAnAlarmIsAlreadyInAlarm_wakesItself() {
        given.atTen();
        alarm(State.ALARM);

        park.park(
                given.locks.find(AMigration.HOSTNAME).orElseThrow().fence(),
                0,
                ShiftSpec.Gate.TIMER,
                Duration.ofMinutes(30),
                TOKEN);

        assertThat(executions.failed).containsExactly("AlarmFired");
    }

    @Test
    void park_keepsTheTokenOutOfTheJournal() {
        parked(ShiftSpec.Gate.APPROVAL);

        assertThat(given.journal.events(NAME).toString()).doesNotContain(TOKEN);
        assertThat(parking.find(NAME).orElseThrow().toString()).doesNotContain(TOKEN);
    }
}
