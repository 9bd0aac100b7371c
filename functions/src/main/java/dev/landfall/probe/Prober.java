package dev.landfall.probe;

import dev.landfall.health.Samples;
import dev.landfall.journal.InTurn;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Lock;
import dev.landfall.journal.Locks;
import dev.landfall.journal.Migration;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.Target;
import java.util.ArrayList;
import java.util.List;

/** Asks the two origins of each migration in the same breath, so that they can be compared. */
public final class Prober {
    private final Locks locks;
    private final Journal journal;
    private final Origins origins;
    private final ProbeRecorder recorder;

    public Prober(Locks locks, Journal journal, Origins origins, ProbeRecorder recorder) {
        this.locks = locks;
        this.journal = journal;
        this.origins = origins;
        this.recorder = recorder;
    }

    /** @return how many migrations were probed */
    public int probeAll() {
        List<Migration> underWay = new ArrayList<>();
        InTurn turns = new InTurn();
        locks.held().stream()
                .filter(lock -> lock.phase() == Lock.Phase.SHIFTING)
                .map(Lock::migration)
                .forEach(name ->
                        turns.run(() -> Migration.from(name, journal.read(name)).ifPresent(underWay::add)));
        underWay.forEach(this::probe);
        turns.finish();
        return underWay.size();
    }

    private void probe(Migration migration) {
        recorder.weight(migration.name(), migration.awsWeight());
        probe(migration, Samples.Side.HEROKU, migration.spec().heroku());
        probe(migration, Samples.Side.AWS, migration.spec().aws());
    }

    private void probe(Migration migration, Samples.Side side, Target target) {
        ShiftSpec spec = migration.spec();
        Origins.Answer answer = origins.ask(target, spec.hostname(), spec.probe());
        recorder.record(migration.name(), side, answer.status() == spec.probe().expectedStatus(), answer.millis());
    }
}
