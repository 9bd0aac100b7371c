package dev.landfall.journal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Locks with true fencing: the epoch only rises, also over a release. */
public final class InMemoryLocks implements Locks {
    private final InstantSource time;
    private final Map<String, Lock> locks = new TreeMap<>();

    public InMemoryLocks(InstantSource time) {
        this.time = time;
    }

    @Override
    public synchronized Optional<Lock> find(String hostname) {
        return Optional.ofNullable(locks.get(hostname));
    }

    @Override
    public synchronized List<Lock> held() {
        return locks.values().stream()
                .filter(lock -> lock.phase() != Lock.Phase.FREE)
                .toList();
    }

    @Override
    public synchronized Lock take(String hostname, String migration, String holder) {
        Lock lock = locks.get(hostname);
        if (lock == null) {
            return put(new Lock(hostname, migration, 1, Lock.Phase.SHIFTING, holder, now()));
        }
        if (lock.phase() == Lock.Phase.SHIFTING && lock.holder().equals(holder)) {
            return lock;
        }
        if (lock.phase() != Lock.Phase.FREE) {
            throw new LockHeldException(hostname + " is held by migration " + lock.migration() + " (" + lock.phase()
                    + " since " + lock.since() + ")");
        }
        return put(new Lock(hostname, migration, lock.epoch() + 1, Lock.Phase.SHIFTING, holder, now()));
    }

    @Override
    public synchronized Lock rollBack(String hostname, String migration, String holder) {
        Lock lock = locks.get(hostname);
        if (lock == null || !lock.migration().equals(migration)) {
            throw new LockHeldException(
                    lock == null ? hostname + " has no lock" : hostname + " is held by migration " + lock.migration());
        }
        boolean joins = lock.phase() == Lock.Phase.ROLLING_BACK;
        long epoch = joins ? lock.epoch() : lock.epoch() + 1;
        Instant since = joins ? lock.since() : now();
        return put(new Lock(hostname, migration, epoch, Lock.Phase.ROLLING_BACK, holder, since));
    }

    @Override
    public synchronized void release(Fence fence, Lock.Phase phase) {
        Lock lock = locks.get(fence.hostname());
        if (lock == null || lock.epoch() != fence.epoch()) {
            throw new FencedException(fence);
        }
        put(new Lock(lock.hostname(), lock.migration(), lock.epoch(), phase, lock.holder(), now()));
    }

    /** What each fenced write checks in its own transaction. */
    synchronized void require(Fence fence) {
        boolean valid = find(fence.hostname())
                .filter(lock -> lock.epoch() == fence.epoch())
                .filter(lock -> lock.phase() == Lock.Phase.SHIFTING || lock.phase() == Lock.Phase.ROLLING_BACK)
                .isPresent();
        if (!valid) {
            throw new FencedException(fence);
        }
    }

    private Lock put(Lock lock) {
        locks.put(lock.hostname(), lock);
        return lock;
    }

    private Instant now() {
        return time.instant();
    }
}
