package dev.landfall.rehearsal.world;

import dev.landfall.journal.Journal;
import dev.landfall.journal.JournalContract;
import dev.landfall.journal.Locks;
import java.time.InstantSource;

final class InMemoryJournalTest extends JournalContract {

    private final InMemoryLocks locks = new InMemoryLocks(InstantSource.system());
    private final InMemoryJournal journal = new InMemoryJournal(InstantSource.system(), locks);

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected Locks locks() {
        return locks;
    }
}
