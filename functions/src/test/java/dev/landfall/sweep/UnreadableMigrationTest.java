package dev.landfall.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.AMigration;
import dev.landfall.gate.AlarmEvents;
import dev.landfall.gate.FakeExecutions;
import dev.landfall.gate.InMemoryParking;
import dev.landfall.gate.Waker;
import dev.landfall.gate.Watch;
import dev.landfall.health.AlarmReading;
import dev.landfall.health.HealthCheck;
import dev.landfall.health.Samples;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.journal.Journal;
import dev.landfall.journal.UnreadableItemException;
import dev.landfall.probe.FakeOrigins;
import dev.landfall.probe.ProbeRecorder;
import dev.landfall.probe.Prober;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One migration's journal cannot be read: the others are watched, probed and repaired as before, and a human is told. */
class UnreadableMigrationTest {
    /** Before api.example.com in the order of the locks. */
    private static final String BEFORE = "aaa.example.com";

    private final AMigration given = new AMigration();
    private final FakeExecutions executions = new FakeExecutions();
    private final Journal journal = new WithAnUnreadable(given.journal);
    private final Watch watch = new Watch(
            journal,
            new HealthCheck(given.alarms, given.samples, AMigration.PROBE, given.clock),
            new Waker(new InMemoryParking(), executions, journal));

    @BeforeEach
    void twoMigrationsOfWhichTheFirstIsUnreadable() {
        given.locks.take(BEFORE, "unreadable", "arn:unreadable");
        given.atTen();
        executions.running.addAll(List.of("arn:unreadable", AMigration.EXECUTION));
        given.alarms
                .with("api-5xx", AlarmReading.State.ALARM)
                .with(AMigration.PROBE.alarm(AMigration.NAME), AlarmReading.State.OK);
    }

    @Test
    void sweep_afterTheUnreadable_sendsTheOtherBack() {
        Sweeper sweeper = new Sweeper(given.locks, executions, watch, new FakeSchedules(), given.alarms, given.clock);

        assertThatThrownBy(sweeper::sweep).isInstanceOf(UnreadableItemException.class);
        assertThat(executions.rollbacks).containsExactly("api-2026-back");
    }

    @Test
    void fired_afterTheUnreadable_sendsTheOtherBack() {
        AlarmEvents events = new AlarmEvents(given.locks, journal, watch, AMigration.PROBE);

        assertThatThrownBy(() -> events.fired("api-5xx")).isInstanceOf(UnreadableItemException.class);
        assertThat(executions.rollbacks).containsExactly("api-2026-back");
    }

    @Test
    void probeAll_afterTheUnreadable_probesTheOther() {
        List<String> recorded = new ArrayList<>();
        Prober prober = new Prober(given.locks, journal, new FakeOrigins(), new Names(recorded));

        assertThatThrownBy(prober::probeAll).isInstanceOf(UnreadableItemException.class);
        assertThat(recorded).containsExactly(AMigration.NAME, AMigration.NAME);
    }

    private record Names(List<String> recorded) implements ProbeRecorder {
        @Override
        public void record(String migration, Samples.Side side, boolean succeeded, long millis) {
            recorded.add(migration);
        }

        @Override
        public void weight(String migration, int aws) {}
    }

    private record WithAnUnreadable(Journal journal) implements Journal {
        @Override
        public void append(Fence fence, Entry.Event event) {
            journal.append(fence, event);
        }

        @Override
        public void note(String migration, Entry.Event event) {
            journal.note(migration, event);
        }

        @Override
        public List<Entry> read(String migration) {
            if (migration.equals("unreadable")) {
                throw new UnreadableItemException("an item cannot be read");
            }
            return journal.read(migration);
        }
    }
}
