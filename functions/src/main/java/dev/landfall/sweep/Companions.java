package dev.landfall.sweep;

import dev.landfall.health.Alarms;
import dev.landfall.health.CloudWatchAlarms;
import dev.landfall.journal.DynamoDbJournal;
import dev.landfall.journal.DynamoDbLocks;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Lock;
import dev.landfall.journal.Locks;
import dev.landfall.lambda.UnavailableException;
import dev.landfall.plan.ShiftSpec;

/** What accompanies a migration from its start to its end: the probe's alarm, the schedule, and the lock itself. */
public final class Companions {
    private final Alarms alarms;
    private final Schedules schedules;
    private final Journal journal;
    private final Locks locks;

    public Companions(Alarms alarms, Schedules schedules, Journal journal, Locks locks) {
        this.alarms = alarms;
        this.schedules = schedules;
        this.journal = journal;
        this.locks = locks;
    }

    static Companions fromEnvironment() {
        return new Companions(
                CloudWatchAlarms.fromEnvironment(),
                SchedulerSchedules.fromEnvironment(),
                DynamoDbJournal.fromEnvironment(),
                DynamoDbLocks.fromEnvironment());
    }

    public void start(Fence fence) {
        // Read first: what nobody knows would get an alarm that nobody ends.
        ShiftSpec.GateSchedule schedule =
                journal.migration(fence.migration()).spec().schedule();
        alarms.createProbeAlarm(fence.migration());
        if (schedule != null) {
            schedules.create(fence.migration(), schedule);
        }
    }

    /** Ends the migration; the lock goes last, so that a death in between is found. Safe to repeat. */
    public void end(Fence fence, Entry.Outcome outcome, String reason) {
        Lock.Phase after = Lock.Phase.after(outcome);
        boolean ended = locks.find(fence.hostname())
                .filter(lock -> lock.epoch() == fence.epoch())
                .filter(lock -> lock.phase() == after)
                .isPresent();
        if (ended) {
            return;
        }
        tidy(fence.migration());
        journal.append(fence, new Entry.Ended(outcome, reason));
        locks.release(fence, after);
    }

    /** What cannot be removed now is left to the sweeper: an end, least of all a rollback's, must not wait for it. */
    private void tidy(String migration) {
        try {
            schedules.delete(migration);
            alarms.deleteProbeAlarm(migration);
        } catch (UnavailableException e) {
            journal.note(migration, new Entry.LeftBehind(String.valueOf(e.getMessage())));
        }
    }
}
