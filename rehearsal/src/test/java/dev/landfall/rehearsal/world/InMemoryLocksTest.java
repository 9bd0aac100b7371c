package dev.landfall.rehearsal.world;

import dev.landfall.journal.Locks;
import dev.landfall.journal.LocksContract;
import java.time.InstantSource;

final class InMemoryLocksTest extends LocksContract {

    private final InMemoryLocks locks = new InMemoryLocks(InstantSource.system());

    @Override
    protected Locks locks() {
        return locks;
    }
}
