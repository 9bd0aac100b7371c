package dev.landfall.probe;

import dev.landfall.health.Samples;
import dev.landfall.journal.InTurn;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Lock;
import dev.landfall.journal.Locks;
import dev.landfall.journal.Migration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Asks the origins of all migrations in the same breath: the two of one so that they can be compared, and the others' so
 * that one which keeps the probe waiting silences none.
 */
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
        underWay.forEach(migration -> recorder.weight(migration.name(), migration.awsWeight()));
        probe(underWay.stream()
                .flatMap(migration -> Stream.of(Samples.Side.values()).map(side -> new Probe(migration, side)))
                .toList());
        turns.finish();
        return underWay.size();
    }

    private void probe(List<Probe> probes) {
        List<Origins.Answer> answers =
                origins.ask(probes.stream().map(Probe::question).toList());
        for (int i = 0; i < probes.size(); i++) {
            Migration migration = probes.get(i).migration();
            Origins.Answer answer = answers.get(i);
            boolean succeeded = answer.status() == migration.spec().probe().expectedStatus();
            recorder.record(migration.name(), probes.get(i).side(), succeeded, answer.millis());
        }
    }

    private record Probe(Migration migration, Samples.Side side) {
        Origins.Question question() {
            return Origins.Question.of(migration.spec(), side);
        }
    }
}
