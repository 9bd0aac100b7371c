package dev.landfall.rehearsal.world;

import dev.landfall.journal.Fence;
import dev.landfall.journal.FencedException;
import dev.landfall.journal.Lock;
import dev.landfall.journal.LockHeldException;
import dev.landfall.journal.Locks;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The lock items of the table. */
public final class InMemoryLocks implements Locks {

    private final InstantSource clock;
    private final Map<String, Lock> locks = new TreeMap<>();
    private final List<Consumer<Lock>> listeners = new ArrayList<>();

    public InMemoryLocks(InstantSource clock) {
        this.clock = clock;
    }

    /** Told of each lock as it is from now on, right after it changed. */
    public void onChange(Consumer<Lock> listener) {
        listeners.add(listener);
    }

    @Override
    public Optional<Lock> find(String hostname) {
        return Optional.ofNullable(locks.get(hostname));
    }

    @Override
    public List<Lock> held() {
        return locks.values().stream()
                .filter(lock -> lock.phase() != Lock.Phase.FREE)
                .toList();
    }

    @Override
    public Lock take(String hostname, String migration, String holder) {
        Lock present = locks.get(hostname);
        if (present == null) {
            return put(hostname, migration, 1, Lock.Phase.SHIFTING, holder);
        }
        if (present.phase() == Lock.Phase.FREE) {
            return put(hostname, migration, present.epoch() + 1, Lock.Phase.SHIFTING, holder);
        }
        boolean repeated = present.phase() == Lock.Phase.SHIFTING
                && present.migration().equals(migration)
                && present.holder().equals(holder);
        if (!repeated) {
            throw new LockHeldException("hostname " + hostname + " is locked by migration " + present.migration() + " ("
                    + present.phase() + ")");
        }
        return present;
    }

    @Override
    public Lock rollBack(String hostname, String migration, String holder) {
        Lock present = locks.get(hostname);
        if (present == null || !present.migration().equals(migration)) {
            throw new LockHeldException("the lock of " + hostname + " is not migration " + migration + "'s"
                    + (present == null ? "" : " but " + present.migration() + "'s"));
        }
        if (present.phase() == Lock.Phase.ROLLING_BACK) {
            return put(new Lock(hostname, migration, present.epoch(), present.phase(), holder, present.since()));
        }
        return put(hostname, migration, present.epoch() + 1, Lock.Phase.ROLLING_BACK, holder);
    }

    @Override
    public void release(Fence fence, Lock.Phase phase) {
        Lock present = locks.get(fence.hostname());
        if (present == null
                || present.epoch() != fence.epoch()
                || !present.migration().equals(fence.migration())) {
            throw stale(fence);
        }
        put(fence.hostname(), fence.migration(), fence.epoch(), phase, present.holder());
    }

    /** What a write in the same transaction checks. */
    void check(Fence fence) {
        Lock present = locks.get(fence.hostname());
        if (present == null
                || present.epoch() != fence.epoch()
                || (present.phase() != Lock.Phase.SHIFTING && present.phase() != Lock.Phase.ROLLING_BACK)) {
            throw stale(fence);
        }
    }

    private static FencedException stale(Fence fence) {
        return new FencedException("epoch " + fence.epoch() + " of migration " + fence.migration()
                + " is no longer valid for " + fence.hostname());
    }

    private Lock put(String hostname, String migration, long epoch, Lock.Phase phase, String holder) {
        return put(new Lock(hostname, migration, epoch, phase, holder, clock.instant()));
    }

    private Lock put(Lock lock) {
        locks.put(lock.hostname(), lock);
        listeners.forEach(listener -> listener.accept(lock));
        return lock;
    }
}
