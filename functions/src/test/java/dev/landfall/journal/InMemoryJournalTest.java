package dev.landfall.journal;

import java.time.InstantSource;

class InMemoryJournalTest extends JournalContract {
    private final InMemoryLocks locks = new InMemoryLocks(InstantSource.system());
    private final Journal journal = new InMemoryJournal(locks, InstantSource.system());

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected Locks locks() {
        return locks;
    }
}
