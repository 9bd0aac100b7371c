package dev.landfall.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Locks} keeps. */
public abstract class LocksContract {
    private static final String SHIFT = "arn:aws:states:eu-west-1:123456789012:execution:shift:one";
    private static final String ROLLBACK = "arn:aws:states:eu-west-1:123456789012:execution:rollback:one";

    /** A name that no other test uses, since locks are never removed. */
    private final String hostname = UUID.randomUUID() + ".example.com";

    protected abstract Locks locks();

    @Test
    void find_neverTaken_isEmpty() {
        assertThat(locks().find(hostname)).isEmpty();
    }

    @Test
    void take_neverTaken_isShiftingWithFirstEpoch() {
        Lock lock = locks().take(hostname, "one", SHIFT);

        assertThat(lock.epoch()).isEqualTo(1);
        assertThat(lock.phase()).isEqualTo(Lock.Phase.SHIFTING);
        assertThat(lock.migration()).isEqualTo("one");
        assertThat(lock.holder()).isEqualTo(SHIFT);
        assertThat(locks().find(hostname)).contains(lock);
    }

    @Test
    void take_againBySameHolder_givesTheSameLock() {
        Lock first = locks().take(hostname, "one", SHIFT);

        assertThat(locks().take(hostname, "one", SHIFT)).isEqualTo(first);
    }

    @Test
    void take_heldByAnother_isRefusedNamingTheMigration() {
        locks().take(hostname, "one", SHIFT);

        assertThatThrownBy(() -> locks().take(hostname, "two", "another"))
                .isInstanceOf(LockHeldException.class)
                .hasMessageContaining("one");
    }

    @Test
    void take_sameMigrationByAnotherHolder_isRefused() {
        locks().take(hostname, "one", SHIFT);

        assertThatThrownBy(() -> locks().take(hostname, "one", "another")).isInstanceOf(LockHeldException.class);
    }

    @Test
    void take_afterRelease_hasTheNextEpoch() {
        locks().release(locks().take(hostname, "one", SHIFT).fence(), Lock.Phase.FREE);

        assertThat(locks().take(hostname, "two", "another").epoch()).isEqualTo(2);
    }

    @Test
    void take_whileRollingBack_isRefused() {
        locks().take(hostname, "one", SHIFT);
        locks().rollBack(hostname, "one", ROLLBACK);

        assertThatThrownBy(() -> locks().take(hostname, "one", SHIFT)).isInstanceOf(LockHeldException.class);
    }

    @Test
    void take_afterUnverifiedRollback_isRefused() {
        locks().take(hostname, "one", SHIFT);
        locks().release(locks().rollBack(hostname, "one", ROLLBACK).fence(), Lock.Phase.UNVERIFIED);

        assertThatThrownBy(() -> locks().take(hostname, "two", "another")).isInstanceOf(LockHeldException.class);
    }

    @Test
    void take_byManyAtOnce_isGivenToOne() throws Exception {
        List<Callable<Optional<Lock>>> rivals = IntStream.range(0, 8)
                .<Callable<Optional<Lock>>>mapToObj(i -> () -> tryTake("migration-" + i))
                .toList();

        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Lock> taken = threads.invokeAll(rivals).stream()
                    .map(Future::resultNow)
                    .flatMap(Optional::stream)
                    .toList();

            assertThat(taken).singleElement().extracting(Lock::epoch).isEqualTo(1L);
        }
    }

    private Optional<Lock> tryTake(String migration) {
        try {
            return Optional.of(locks().take(hostname, migration, migration));
        } catch (LockHeldException e) {
            return Optional.empty();
        }
    }

    @Test
    void rollBack_whileShifting_fencesTheShift() {
        Lock shift = locks().take(hostname, "one", SHIFT);

        Lock rollback = locks().rollBack(hostname, "one", ROLLBACK);

        assertThat(rollback.phase()).isEqualTo(Lock.Phase.ROLLING_BACK);
        assertThat(rollback.epoch()).isEqualTo(shift.epoch() + 1);
        assertThat(rollback.holder()).isEqualTo(ROLLBACK);
        assertThatThrownBy(() -> locks().release(shift.fence(), Lock.Phase.FREE))
                .isInstanceOf(FencedException.class);
    }

    @Test
    void rollBack_whileRollingBack_keepsTheEpoch() {
        locks().take(hostname, "one", SHIFT);
        Lock first = locks().rollBack(hostname, "one", ROLLBACK);

        Lock second = locks().rollBack(hostname, "one", "a second rollback");

        assertThat(second.epoch()).isEqualTo(first.epoch());
        assertThat(second.holder()).isEqualTo("a second rollback");
        assertThat(second.since()).isEqualTo(first.since());
    }

    @Test
    void rollBack_afterTheEnd_hasTheNextEpoch() {
        locks().release(locks().take(hostname, "one", SHIFT).fence(), Lock.Phase.FREE);

        assertThat(locks().rollBack(hostname, "one", ROLLBACK).epoch()).isEqualTo(2);
    }

    @Test
    void rollBack_unverified_hasTheNextEpoch() {
        locks().take(hostname, "one", SHIFT);
        locks().release(locks().rollBack(hostname, "one", ROLLBACK).fence(), Lock.Phase.UNVERIFIED);

        assertThat(locks().rollBack(hostname, "one", ROLLBACK).epoch()).isEqualTo(3);
    }

    @Test
    void rollBack_ofAnotherMigration_isRefused() {
        locks().take(hostname, "one", SHIFT);

        assertThatThrownBy(() -> locks().rollBack(hostname, "two", ROLLBACK))
                .isInstanceOf(LockHeldException.class)
                .hasMessageContaining("one");
    }

    @Test
    void rollBack_neverTaken_isRefused() {
        assertThatThrownBy(() -> locks().rollBack(hostname, "one", ROLLBACK)).isInstanceOf(LockHeldException.class);
    }

    @Test
    void release_twice_isHarmless() {
        Fence fence = locks().take(hostname, "one", SHIFT).fence();
        locks().release(fence, Lock.Phase.FREE);

        locks().release(fence, Lock.Phase.FREE);

        assertThat(locks().find(hostname)).hasValueSatisfying(lock -> {
            assertThat(lock.phase()).isEqualTo(Lock.Phase.FREE);
            assertThat(lock.epoch()).isEqualTo(fence.epoch());
        });
    }

    @Test
    void release_afterAnotherTookIt_isFenced() {
        Fence old = locks().take(hostname, "one", SHIFT).fence();
        locks().release(old, Lock.Phase.FREE);
        Lock taken = locks().take(hostname, "two", "another");

        assertThatThrownBy(() -> locks().release(old, Lock.Phase.FREE)).isInstanceOf(FencedException.class);
        assertThat(locks().find(hostname)).contains(taken);
    }

    @Test
    void held_someFree_givesTheOthers() {
        Lock held = locks().take(hostname, "one", SHIFT);
        locks().release(locks().take("free-" + hostname, "two", "another").fence(), Lock.Phase.FREE);

        assertThat(locks().held())
                .contains(held)
                .noneMatch(lock -> lock.hostname().equals("free-" + hostname));
    }
}
