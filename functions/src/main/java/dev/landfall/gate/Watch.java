package dev.landfall.gate;

import dev.landfall.health.AlarmReading;
import dev.landfall.health.HealthCheck;
import dev.landfall.health.Judgement;
import dev.landfall.health.Verdict;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Migration;
import dev.landfall.plan.ShiftSpec;
import java.util.List;

/**
 * Looks at a running migration's alarms out of turn: when one changes its state, right after parking (an alarm that is
 * already in ALARM emits no event), and once a minute, in case an event was lost. If AWS is at fault, traffic goes back
 * at once, parked or not.
 */
public final class Watch {
    private final Journal journal;
    private final HealthCheck check;
    private final Waker waker;

    public Watch(Journal journal, HealthCheck check, Waker waker) {
        this.journal = journal;
        this.check = check;
        this.waker = waker;
    }

    public enum Finding {
        /** Nothing fires, or nothing has been written yet that would have to be taken back. */
        QUIET,
        /** Nothing fires, and an alarm is gone that would: the next judgement holds, and until then nobody would tell of harm. */
        UNWATCHED,
        /** An alarm fires, but Heroku is as bad: the next judgement holds. */
        HELD,
        WOKEN,
        ROLLBACK_STARTED
    }

    public Finding look(String name) {
        List<Entry> entries = journal.read(name);
        Migration migration = Migration.from(name, entries).orElse(null);
        if (migration == null || !migration.hasWritten() || migration.outcome() != null) {
            return Finding.QUIET;
        }
        int step = stepOf(migration);
        List<AlarmReading> alarms = check.alarms(migration, step);
        List<String> firing = inState(AlarmReading.State.ALARM, alarms);
        if (firing.isEmpty()) {
            return inState(AlarmReading.State.MISSING, alarms).isEmpty() ? Finding.QUIET : Finding.UNWATCHED;
        }
        Judgement judgement = check.judge(migration, entries, step, HealthCheck.Purpose.PARK);
        if (judgement.verdict() != Verdict.FAIL) {
            return Finding.HELD;
        }
        return waker.sendBack(name, Entry.Waker.ALARM, String.join(", ", firing), judgement.reason())
                ? Finding.WOKEN
                : Finding.ROLLBACK_STARTED;
    }

    private static List<String> inState(AlarmReading.State state, List<AlarmReading> alarms) {
        return alarms.stream()
                .filter(alarm -> alarm.state() == state)
                .map(AlarmReading::name)
                .toList();
    }

    /** -1 before the first step. */
    private static int stepOf(Migration migration) {
        return migration.spec().steps().stream()
                .map(ShiftSpec.Step::weight)
                .toList()
                .indexOf(migration.awsWeight());
    }
}
