package dev.landfall.sweep;

import dev.landfall.gate.Executions;
import dev.landfall.gate.RollbackNames;
import dev.landfall.gate.Watch;
import dev.landfall.health.Alarms;
import dev.landfall.journal.InTurn;
import dev.landfall.journal.Lock;
import dev.landfall.journal.Locks;
import dev.landfall.lambda.UnavailableException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Once a minute: finds what a lost event left behind, and repairs it. What cannot be told is left for the next minute; a
 * few such minutes in a row call a human, by the template's alarm on sweeps that fail.
 */
public final class Sweeper {
    private final Locks locks;
    private final Executions executions;
    private final Watch watch;
    private final Schedules schedules;
    private final Alarms alarms;
    private final InstantSource clock;

    public Sweeper(
            Locks locks, Executions executions, Watch watch, Schedules schedules, Alarms alarms, InstantSource clock) {
        this.locks = locks;
        this.executions = executions;
        this.watch = watch;
        this.schedules = schedules;
        this.alarms = alarms;
        this.clock = clock;
    }

    /**
     * @return what was done, in words; empty when all is in order
     * @throws UnavailableException if something could not be told; all else is done
     * @throws UnwatchedException if an alarm is gone while traffic rests on it; all else is done
     */
    public List<String> sweep() {
        List<String> done = new ArrayList<>();
        InTurn turns = new InTurn();
        // Companions before locks: a migration that begins in between has its lock before its companions.
        turns.run(() -> removeOrphans(turns, done));
        for (Lock lock : locks.held()) {
            turns.run(() -> repair(lock, done));
        }
        turns.finish();
        return done;
    }

    private void repair(Lock lock, List<String> done) {
        switch (lock.phase()) {
            case SHIFTING -> {
                if (!executions.isRunning(lock.holder())) {
                    rollBack(lock, "its execution is not running", done);
                } else {
                    look(lock, done);
                }
            }
            case ROLLING_BACK -> {
                if (!executions.isRunning(lock.holder())) {
                    rollBack(lock, "its rollback is not running", done);
                }
            }
            // An unverified rollback has paged a human; free locks are not held.
            case UNVERIFIED, FREE -> {}
        }
    }

    private void rollBack(Lock lock, String why, List<String> done) {
        if (isRollingBack(lock)) {
            return;
        }
        executions.startRollback(
                RollbackNames.again(lock.migration(), clock.instant()),
                new Executions.RollbackRequest(lock.migration(), "DEATH", "sweeper", why));
        done.add("started a rollback of " + lock.migration() + ": " + why);
    }

    /** One that has not come to the lock yet insists for an hour; one a minute besides would help nobody. */
    private boolean isRollingBack(Lock lock) {
        try {
            return executions.isRollingBack(lock.migration());
        } catch (UnavailableException e) {
            // Rather one too many than none.
            return false;
        }
    }

    private void look(Lock lock, List<String> done) {
        Watch.Finding finding = watch.look(lock.migration());
        if (finding == Watch.Finding.UNWATCHED) {
            throw new UnwatchedException(lock.migration());
        }
        if (finding == Watch.Finding.WOKEN || finding == Watch.Finding.ROLLBACK_STARTED) {
            done.add("sent " + lock.migration() + " back: an alarm fires whose event never came");
        }
    }

    /** None while nobody can tell. */
    private static List<String> listed(InTurn turns, Supplier<List<String>> migrations) {
        List<String> listed = new ArrayList<>();
        turns.run(() -> listed.addAll(migrations.get()));
        return listed;
    }

    private void removeOrphans(InTurn turns, List<String> done) {
        List<String> scheduled = listed(turns, schedules::migrations);
        List<String> alarmed = listed(turns, alarms::migrationsWithProbeAlarm);
        Set<String> alive = locks.held().stream()
                .filter(lock -> lock.phase() != Lock.Phase.UNVERIFIED)
                .map(Lock::migration)
                .collect(Collectors.toSet());
        for (String migration : scheduled) {
            if (!alive.contains(migration)) {
                turns.run(() -> {
                    schedules.delete(migration);
                    done.add("deleted the schedule of " + migration + ", which has ended");
                });
            }
        }
        for (String migration : alarmed) {
            if (!alive.contains(migration)) {
                turns.run(() -> {
                    alarms.deleteProbeAlarm(migration);
                    done.add("deleted the probe alarm of " + migration + ", which has ended");
                });
            }
        }
    }
}
