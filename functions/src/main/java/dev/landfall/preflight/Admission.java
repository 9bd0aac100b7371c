package dev.landfall.preflight;

import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Lock;
import dev.landfall.journal.LockHeldException;
import dev.landfall.journal.Locks;
import dev.landfall.journal.Migration;
import dev.landfall.plan.ShiftSpec;
import java.util.Optional;

/** Lets one migration of a hostname in. */
public final class Admission {
    private final Journal journal;
    private final Locks locks;

    public Admission(Journal journal, Locks locks) {
        this.journal = journal;
        this.locks = locks;
    }

    /**
     * Journals the spec, then takes the lock: a rollback of whatever dies between the two, or whose answer is lost,
     * finds what it needs. Safe to repeat.
     *
     * @param execution ARN of the shift execution
     * @throws LockHeldException if another migration holds the hostname, or this one has ended before; the refusal is
     *     journalled
     */
    public Fence admit(String migration, String execution, ShiftSpec spec) {
        register(migration, execution, spec);
        try {
            return locks.take(spec.hostname(), migration, execution).fence();
        } catch (LockHeldException e) {
            if (!isOurs(spec.hostname(), migration)) {
                journal.note(migration, new Entry.Ended(Entry.Outcome.REFUSED, message(e)));
            }
            throw e;
        }
    }

    private void register(String migration, String execution, ShiftSpec spec) {
        Optional<Migration> known = Migration.from(migration, journal.read(migration));
        if (known.isEmpty()) {
            journal.note(migration, new Entry.Started(spec, execution));
        } else if (known.get().outcome() != null) {
            // Its journal would answer for two migrations: a rollback could restore the first one's snapshot.
            throw new LockHeldException("migration " + migration + " has ended before, as "
                    + known.get().outcome() + "; start a new execution under another name");
        }
    }

    /** A rollback of this very migration may hold the lock; its end is not ours to write. */
    private boolean isOurs(String hostname, String migration) {
        return locks.find(hostname)
                .map(Lock::migration)
                .filter(migration::equals)
                .isPresent();
    }

    private static String message(LockHeldException e) {
        return String.valueOf(e.getMessage());
    }
}
