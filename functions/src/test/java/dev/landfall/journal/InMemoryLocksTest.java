package dev.landfall.journal;

import java.time.InstantSource;

class InMemoryLocksTest extends LocksContract {
    private final Locks locks = new InMemoryLocks(InstantSource.system());

    @Override
    protected Locks locks() {
        return locks;
    }
}
