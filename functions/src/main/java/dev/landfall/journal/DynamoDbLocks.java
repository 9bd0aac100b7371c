package dev.landfall.journal;

import dev.landfall.lambda.Environment;
import dev.landfall.lambda.UnavailableException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Locks as items {@code lock} / {@code <hostname>}. Every change reads the lock, decides, and puts the next lock only if
 * the one it read still stands; if it does not, because somebody was faster or an own answer was lost, it begins again.
 */
public final class DynamoDbLocks implements Locks {
    private static final String PARTITION = "lock";
    private static final List<String> COMPARED = List.of("epoch", "phase", "holder");
    private static final int ATTEMPTS = 5;

    private final DynamoDbTable table;
    private final InstantSource clock;

    public DynamoDbLocks(DynamoDbTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    public static DynamoDbLocks fromEnvironment() {
        return new DynamoDbLocks(DynamoDbTable.fromEnvironment(), Environment.clock());
    }

    static DynamoDbItem key(String hostname) {
        return DynamoDbItem.of(PARTITION, hostname);
    }

    @Override
    public Optional<Lock> find(String hostname) {
        return table.find(key(hostname)).map(DynamoDbLocks::lock);
    }

    @Override
    public List<Lock> held() {
        return table.findAll(PARTITION).stream()
                .map(DynamoDbLocks::lock)
                .filter(lock -> lock.phase() != Lock.Phase.FREE)
                .toList();
    }

    @Override
    public Lock take(String hostname, String migration, String holder) {
        return change(hostname, lock -> {
            if (lock == null) {
                return new Lock(hostname, migration, 1, Lock.Phase.SHIFTING, holder, clock.instant());
            }
            if (lock.phase() == Lock.Phase.FREE) {
                return new Lock(hostname, migration, lock.epoch() + 1, Lock.Phase.SHIFTING, holder, clock.instant());
            }
            if (lock.phase() == Lock.Phase.SHIFTING
                    && lock.migration().equals(migration)
                    && lock.holder().equals(holder)) {
                return lock;
            }
            throw new LockHeldException("hostname " + hostname + " is held by migration " + lock.migration() + ", "
                    + lock.phase() + " since " + lock.since());
        });
    }

    @Override
    public Lock rollBack(String hostname, String migration, String holder) {
        return change(hostname, lock -> {
            if (lock == null) {
                throw new LockHeldException("the lock of hostname " + hostname + " was never taken");
            }
            if (!lock.migration().equals(migration)) {
                throw new LockHeldException("the lock of hostname " + hostname + " is of migration " + lock.migration()
                        + ", not of " + migration);
            }
            return lock.phase() == Lock.Phase.ROLLING_BACK
                    ? new Lock(hostname, migration, lock.epoch(), lock.phase(), holder, lock.since())
                    : new Lock(hostname, migration, lock.epoch() + 1, Lock.Phase.ROLLING_BACK, holder, clock.instant());
        });
    }

    @Override
    public void release(Fence fence, Lock.Phase phase) {
        if (phase != Lock.Phase.FREE && phase != Lock.Phase.UNVERIFIED) {
            throw new IllegalArgumentException("a lock is not released to " + phase);
        }
        change(fence.hostname(), lock -> {
            if (lock == null || lock.epoch() != fence.epoch()) {
                throw new FencedException(fence);
            }
            return lock.phase() == phase
                    ? lock
                    : new Lock(lock.hostname(), lock.migration(), lock.epoch(), phase, lock.holder(), clock.instant());
        });
    }

    /** @param next the lock that shall follow; the same if nothing need be written */
    private Lock change(String hostname, Function<@Nullable Lock, Lock> next) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Lock before = find(hostname).orElse(null);
            Lock after = next.apply(before);
            if (after.equals(before) || replace(before, after)) {
                return after;
            }
        }
        throw new UnavailableException("DynamoDB", "the lock of hostname " + hostname + " is contended");
    }

    /** @return false if {@code before} no longer stands */
    private boolean replace(@Nullable Lock before, Lock after) {
        return before == null ? table.create(item(after)) : table.replace(item(before), COMPARED, item(after));
    }

    private static DynamoDbItem item(Lock lock) {
        return key(lock.hostname())
                .with("epoch", lock.epoch())
                .with("phase", lock.phase().name())
                .with("migration", lock.migration())
                .with("holder", lock.holder())
                .with("since", lock.since());
    }

    private static Lock lock(DynamoDbItem item) {
        return new Lock(
                item.text("sk"),
                item.text("migration"),
                item.number("epoch"),
                item.constant("phase", Lock.Phase.class),
                item.text("holder"),
                item.instant("since"));
    }
}
