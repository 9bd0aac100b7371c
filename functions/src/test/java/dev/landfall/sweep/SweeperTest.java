package dev.landfall.sweep;

import static dev.landfall.AMigration.EXECUTION;
import static dev.landfall.AMigration.HOSTNAME;
import static dev.landfall.AMigration.NAME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.AMigration;
import dev.landfall.gate.FakeExecutions;
import dev.landfall.gate.InMemoryParking;
import dev.landfall.gate.Waker;
import dev.landfall.gate.Watch;
import dev.landfall.health.AlarmReading.State;
import dev.landfall.health.HealthCheck;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.journal.Lock;
import dev.landfall.lambda.UnavailableException;
import org.junit.jupiter.api.Test;

class SweeperTest {
    private final AMigration given = new AMigration();
    private final FakeExecutions executions = new FakeExecutions();
    private final FakeSchedules schedules = new FakeSchedules();
    private final Watch watch = new Watch(
            given.journal,
            new HealthCheck(given.alarms, given.samples, AMigration.PROBE, given.clock),
            new Waker(new InMemoryParking(), executions, given.journal));
    private final Sweeper sweeper = new Sweeper(given.locks, executions, watch, schedules, given.alarms, given.clock);
    private final Companions companions = new Companions(given.alarms, schedules, given.journal, given.locks);

    @Test
    void sweep_whenAllIsInOrder_doesNothing() {
        given.atTen();
        executions.running.add(EXECUTION);
        given.alarms.with("api-5xx", State.OK).with(AMigration.PROBE.alarm(NAME), State.OK);

        assertThat(sweeper.sweep()).isEmpty();
        assertThat(executions.rollbacks).isEmpty();
    }

    @Test
    void sweep_whenTheShiftIsNotRunning_startsItsRollback() {
        given.atTen();

        assertThat(sweeper.sweep()).containsExactly("started a rollback of api-2026: its execution is not running");
        assertThat(executions.rollbacks).containsExactly("api-2026-back-29540700");
    }

    @Test
    void sweep_whenTheRollbackDied_startsAnother() {
        given.atTen();
        given.locks.rollBack(HOSTNAME, NAME, "rollback-1");

        assertThat(sweeper.sweep()).containsExactly("started a rollback of api-2026: its rollback is not running");
    }

    @Test
    void sweep_whenARollbackRunsThatHasNotComeToTheLock_startsNoOther() {
        given.atTen();
        executions.running.add("api-2026-back");

        assertThat(sweeper.sweep()).isEmpty();
        assertThat(executions.rollbacks).isEmpty();
    }

    @Test
    void sweep_whenNobodyCanTellWhetherARollbackRuns_startsOne() {
        given.atTen();
        executions.failListing();

        sweeper.sweep();

        assertThat(executions.rollbacks).hasSize(1);
    }

    @Test
    void sweep_whenOneThingCannotBeTold_doesAllElse() {
        given.atTen();
        given.alarms.fail(new UnavailableException("CloudWatch", "throttled"));

        assertThatThrownBy(sweeper::sweep).isInstanceOf(UnavailableException.class);
        assertThat(executions.rollbacks).hasSize(1);
    }

    @Test
    void sweep_whenACompanionCannotBeDeleted_repairsAllElse() {
        given.atTen();
        schedules.names.add("ended");
        schedules.names.add("gone");
        schedules.refuse("ended");

        assertThatThrownBy(sweeper::sweep).hasMessage("403");
        assertThat(schedules.names).containsExactly("ended");
        assertThat(executions.rollbacks).hasSize(1);
    }

    @Test
    void sweep_whenSchedulesCannotBeListed_repairsAllElse() {
        given.atTen();
        given.alarms.createProbeAlarm("ended");
        schedules.refuseListing();

        assertThatThrownBy(sweeper::sweep).hasMessage("403");
        assertThat(given.alarms.migrationsWithProbeAlarm()).doesNotContain("ended");
        assertThat(executions.rollbacks).hasSize(1);
    }

    @Test
    void sweep_whenProbeAlarmsCannotBeListed_repairsAllElse() {
        given.atTen();
        schedules.names.add("ended");
        given.alarms.refuseListing();

        assertThatThrownBy(sweeper::sweep).hasMessage("403");
        assertThat(schedules.names).isEmpty();
        assertThat(executions.rollbacks).hasSize(1);
    }

    @Test
    void sweep_whenARollbackOfAnotherMigrationRuns_startsOneOfThis() {
        given.atTen();
        executions.running.add("api-2026-back-back-29540700");

        sweeper.sweep();

        assertThat(executions.rollbacks).hasSize(1);
    }

    @Test
    void sweep_whenTheRollbackRuns_leavesItAlone() {
        given.atTen();
        given.locks.rollBack(HOSTNAME, NAME, "rollback-1");
        executions.running.add("rollback-1");

        assertThat(sweeper.sweep()).isEmpty();
    }

    @Test
    void sweep_whenTheAlarmsEventWasLost_sendsTrafficBack() {
        given.atTen();
        executions.running.add(EXECUTION);
        given.alarms.with("api-5xx", State.ALARM).with(AMigration.PROBE.alarm(NAME), State.OK);

        assertThat(sweeper.sweep()).singleElement().asString().contains("an alarm fires whose event never came");
        assertThat(executions.rollbacks).containsExactly("api-2026-back");
    }

    /** As after a deployment that named its alarms anew. */
    @Test
    void sweep_whenAWatchedAlarmIsGone_failsSoThatAHumanIsCalled() {
        given.atTen();
        executions.running.add(EXECUTION);
        given.alarms.with(AMigration.PROBE.alarm(NAME), State.OK);

        assertThatThrownBy(sweeper::sweep)
                .isInstanceOf(UnwatchedException.class)
                .hasMessageContaining("an alarm that api-2026 watches does not exist any more");
        assertThat(executions.rollbacks).isEmpty();
    }

    @Test
    void sweep_whenNobodyCanTellWhetherItRuns_leavesItForTheNextMinute() {
        given.atTen();
        executions.silent = true;

        assertThatThrownBy(sweeper::sweep).isInstanceOf(UnavailableException.class);
        assertThat(executions.rollbacks).isEmpty();
    }

    @Test
    void sweep_removesScheduleAndProbeAlarmOfAMigrationThatEnded() {
        schedules.names.add("ended");
        given.alarms.createProbeAlarm("ended");

        sweeper.sweep();

        assertThat(schedules.names).isEmpty();
        assertThat(given.alarms.migrationsWithProbeAlarm()).isEmpty();
    }

    @Test
    void sweep_ofAnUnverifiedRollback_waitsForAHuman() {
        Fence fence = given.atTen();
        given.locks.release(fence, Lock.Phase.UNVERIFIED);

        assertThat(sweeper.sweep()).isEmpty();
        assertThat(executions.rollbacks).isEmpty();
    }

    @Test
    void end_twice_journalsOnceAndFreesTheLock() {
        Fence fence = given.atTen();

        companions.end(fence, Entry.Outcome.COMPLETED, "done");
        companions.end(fence, Entry.Outcome.COMPLETED, "done");

        assertThat(given.journal.events(NAME))
                .filteredOn(Entry.Ended.class::isInstance)
                .hasSize(1);
        assertThat(given.locks.held()).isEmpty();
    }

    @Test
    void end_whenTheCompanionsCanNotBeRemoved_endsAllTheSame() {
        Fence fence = given.atTen();
        given.alarms.fail(new UnavailableException("CloudWatch", "throttled"));

        companions.end(fence, Entry.Outcome.ROLLED_BACK, "back");

        assertThat(given.locks.held()).isEmpty();
        assertThat(given.journal.events(NAME)).anyMatch(Entry.LeftBehind.class::isInstance);
    }

    @Test
    void end_unverified_keepsTheHostnameLocked() {
        Fence fence = given.atTen();

        companions.end(fence, Entry.Outcome.ROLLBACK_UNVERIFIED, "drift");

        assertThat(given.locks.find(HOSTNAME)).get().extracting(Lock::phase).isEqualTo(Lock.Phase.UNVERIFIED);
    }
}
