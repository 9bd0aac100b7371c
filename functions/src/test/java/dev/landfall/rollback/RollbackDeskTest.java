package dev.landfall.rollback;

import static dev.landfall.AMigration.EXECUTION;
import static dev.landfall.AMigration.HOSTNAME;
import static dev.landfall.AMigration.NAME;
import static dev.landfall.rollback.RollbackDesk.Decision.Action.NOTHING;
import static dev.landfall.rollback.RollbackDesk.Decision.Action.REFUSED;
import static dev.landfall.rollback.RollbackDesk.Decision.Action.RESTORE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.AMigration;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.journal.Lock;
import dev.landfall.rollback.RollbackDesk.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RollbackDeskTest {
    private final AMigration given = new AMigration();
    private final RollbackDesk desk = new RollbackDesk(given.locks, given.journal);

    private RollbackDesk.Decision ask(Trigger trigger) {
        return desk.fence(new RollbackDesk.Request(NAME, null, trigger, "tester", "because"), "rollback-1");
    }

    private Lock lock() {
        return given.locks.find(HOSTNAME).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Trigger.class)
    void fence_ofARunningShift_takesItsLockWhateverTheTrigger(Trigger trigger) {
        Fence shift = given.atTen();

        RollbackDesk.Decision decision = ask(trigger);

        assertThat(decision.action()).isEqualTo(RESTORE);
        assertThat(decision.shift()).isEqualTo(EXECUTION);
        assertThat(lock().phase()).isEqualTo(Lock.Phase.ROLLING_BACK);
        assertThat(lock().epoch()).isEqualTo(shift.epoch() + 1);
    }

    @Test
    void fence_byHostname_findsItsMigration() {
        given.atTen();

        assertThat(desk.fence(new RollbackDesk.Request(null, HOSTNAME, null, null, null), "rollback-1")
                        .action())
                .isEqualTo(RESTORE);
    }

    @Test
    void fence_twice_joinsTheFirstAndFencesNobody() {
        given.atTen();
        Fence first = ask(Trigger.FAILURE).fence();

        assertThat(ask(Trigger.DEATH).fence()).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(value = Trigger.class, mode = EnumSource.Mode.EXCLUDE, names = "OPERATOR")
    void fence_ofACompletedMigration_isForOperatorsOnly(Trigger trigger) {
        end(given.atTen(), Entry.Outcome.COMPLETED);
        given.locks.release(lock().fence(), Lock.Phase.FREE);

        assertThat(ask(trigger).action()).isEqualTo(NOTHING);
        assertThat(lock().phase()).isEqualTo(Lock.Phase.FREE);
        assertThat(ask(Trigger.OPERATOR).action()).isEqualTo(RESTORE);
    }

    @Test
    void fence_afterADeathBetweenTheEndAndItsRelease_freesTheLock() {
        end(given.atTen(), Entry.Outcome.COMPLETED);

        assertThat(ask(Trigger.DEATH).action()).isEqualTo(NOTHING);
        assertThat(lock().phase()).isEqualTo(Lock.Phase.FREE);
    }

    @Test
    void fence_afterADeathOfAnUnverifiedRollback_keepsTheHostnameLocked() {
        given.atTen();
        ask(Trigger.FAILURE);
        end(lock().fence(), Entry.Outcome.ROLLBACK_UNVERIFIED);

        assertThat(ask(Trigger.DEATH).action()).isEqualTo(NOTHING);
        assertThat(lock().phase()).isEqualTo(Lock.Phase.UNVERIFIED);
    }

    @Test
    void fence_ofARefusedMigration_leavesTheHoldersLockAlone() {
        given.atTen();
        given.journal.note("second", new Entry.Started(AMigration.spec(), "second-execution"));
        given.journal.note("second", new Entry.Ended(Entry.Outcome.REFUSED, "held"));

        RollbackDesk.Decision decision = desk.fence(
                new RollbackDesk.Request("second", null, Trigger.DEATH, "eventbridge", "FAILED"), "rollback-2");

        assertThat(decision.action()).isEqualTo(NOTHING);
        assertThat(lock().phase()).isEqualTo(Lock.Phase.SHIFTING);
        assertThat(lock().migration()).isEqualTo(NAME);
    }

    @Test
    void fence_ofAnUnknownMigration_isRefusedForAnOperator_andNothingForAnEvent() {
        assertThat(ask(Trigger.OPERATOR)).satisfies(decision -> {
            assertThat(decision.action()).isEqualTo(REFUSED);
            assertThat(decision.reason()).isEqualTo("no migration is known by migration api-2026");
        });
        assertThat(ask(Trigger.DEATH).action()).isEqualTo(NOTHING);
    }

    private void end(Fence fence, Entry.Outcome outcome) {
        given.journal.append(fence, new Entry.Ended(outcome, "test"));
    }
}
