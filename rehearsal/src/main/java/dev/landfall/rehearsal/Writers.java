package dev.landfall.rehearsal;

import dev.landfall.journal.Entry;
import dev.landfall.journal.Lock;
import dev.landfall.journal.Migration;
import dev.landfall.rehearsal.world.SimulatedRoute53;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The fifth and the sixth: one migration per hostname, and only its records. */
final class Writers {

    private final Facts facts;

    Writers(Facts facts) {
        this.facts = facts;
    }

    Optional<String> wrongWriter() {
        Optional<String> stale = facts.landfallsChanges()
                .filter(change -> !heldTheLock(change))
                .findFirst()
                .map(change -> change.function() + " wrote for " + change.migration() + " under epoch " + change.epoch()
                        + ", begun when the lock was " + words(facts.observer().lockAt(change.since())));
        return stale.or(this::twoWriters);
    }

    /** When the writer began, that is: a write on its way while the lock changes hands is left to Route 53 to refuse. */
    private boolean heldTheLock(SimulatedRoute53.Change change) {
        return facts.observer()
                .lockAt(change.since())
                .filter(lock -> lock.phase() == Lock.Phase.SHIFTING || lock.phase() == Lock.Phase.ROLLING_BACK)
                .filter(lock -> lock.migration().equals(change.migration()) && lock.epoch() == change.epoch())
                .isPresent();
    }

    private static String words(Optional<Lock> lock) {
        return lock.map(held -> held.phase() + " for " + held.migration() + " with epoch " + held.epoch())
                .orElse("not taken");
    }

    /** One after the other is two migrations, not two at once: who comes later finds that the earlier has ended. */
    private Optional<String> twoWriters() {
        List<String> writers = facts.landfallsChanges()
                .map(SimulatedRoute53.Change::migration)
                .filter(migration -> !migration.isEmpty())
                .distinct()
                .toList();
        return IntStream.range(1, writers.size())
                .filter(later -> !hadEnded(writers.get(later - 1), writers.get(later)))
                .mapToObj(later ->
                        "written by " + writers.get(later) + " while " + writers.get(later - 1) + " had not ended")
                .findFirst();
    }

    /** By the order of the journal, since the functions' clocks may be wrong. */
    private boolean hadEnded(String earlier, String later) {
        List<Entry> before = facts.world().journal().all().stream()
                .takeWhile(entry -> !(entry.migration().equals(later) && entry.event() instanceof Entry.Intended))
                .filter(entry -> entry.migration().equals(earlier))
                .toList();
        return Migration.from(earlier, before)
                .map(Migration::outcome)
                .filter(outcome -> outcome != Entry.Outcome.ROLLBACK_UNVERIFIED)
                .isPresent();
    }

    Optional<String> foreignRecordTouched() {
        for (SimulatedRoute53.Change change : facts.observer().neighbourChanges()) {
            if (!change.isByHand()) {
                return Optional.of("the record sets of " + change.name() + " were changed by " + change.function());
            }
        }
        boolean drifted = false;
        for (Observer.WeightChange change : facts.observer().changes()) {
            if (drifted && !change.change().isByHand()) {
                return Optional.of("what somebody had changed by hand was overwritten by "
                        + change.change().function());
            }
            drifted |= change.change().isByHand() && !change.change().at().isBefore(facts.notedAt());
        }
        return Optional.empty();
    }
}
