package dev.landfall.gate;

import dev.landfall.health.ProbeNames;
import dev.landfall.journal.InTurn;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Lock;
import dev.landfall.journal.Locks;
import dev.landfall.journal.Migration;
import java.util.ArrayList;
import java.util.List;

/** Finds the migrations that an alarm speaks to. */
public final class AlarmEvents {
    private final Locks locks;
    private final Journal journal;
    private final Watch watch;
    private final ProbeNames names;

    public AlarmEvents(Locks locks, Journal journal, Watch watch, ProbeNames names) {
        this.locks = locks;
        this.journal = journal;
        this.watch = watch;
        this.names = names;
    }

    /** What looking at one migration found. */
    public record Looked(String migration, Watch.Finding finding) {}

    public List<Looked> fired(String alarmName) {
        List<Looked> looked = new ArrayList<>();
        InTurn turns = new InTurn();
        locks.held().stream()
                .filter(lock -> lock.phase() == Lock.Phase.SHIFTING)
                .map(Lock::migration)
                .forEach(migration -> turns.run(() -> look(migration, alarmName, looked)));
        turns.finish();
        return List.copyOf(looked);
    }

    private void look(String migration, String alarmName, List<Looked> looked) {
        if (watches(migration, alarmName)) {
            looked.add(new Looked(migration, watch.look(migration)));
        }
    }

    private boolean watches(String migration, String alarmName) {
        return names.alarm(migration).equals(alarmName)
                || Migration.from(migration, journal.read(migration)).stream()
                        .flatMap(known -> known.spec().alarms().stream())
                        .anyMatch(alarm -> alarm.name().equals(alarmName));
    }
}
