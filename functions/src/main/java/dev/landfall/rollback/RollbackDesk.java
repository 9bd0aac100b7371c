package dev.landfall.rollback;

import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Lock;
import dev.landfall.journal.Locks;
import dev.landfall.journal.Migration;
import dev.landfall.plan.Hostnames;
import dev.landfall.plan.MigrationName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides whether a request to roll back has anything to do, and if so takes the lock from the shift. */
public final class RollbackDesk {
    private final Locks locks;
    private final Journal journal;

    public RollbackDesk(Locks locks, Journal journal) {
        this.locks = locks;
        this.journal = journal;
    }

    /** Why a rollback was started. Only an operator may take back a migration that has ended. */
    public enum Trigger {
        /** A human, or a start from the console that gives no trigger. */
        OPERATOR,
        /** The shift's own failure path. */
        FAILURE,
        /** An alarm that fired while the shift was not parked. */
        ALARM,
        /** An execution that ended, or vanished, without a rollback of its own. */
        DEATH
    }

    /** @param migration or {@code hostname}, whose last migration it means */
    public record Request(
            @Nullable String migration,
            @Nullable String hostname,
            @Nullable Trigger trigger,
            @Nullable String by,
            @Nullable String reason) {

        Trigger triggerOrOperator() {
            return trigger == null ? Trigger.OPERATOR : trigger;
        }

        String reasonOr(String other) {
            return reason == null || reason.isBlank() ? other : reason;
        }
    }

    /** @param shift ARN of the shift execution; like {@code fence} only with RESTORE */
    public record Decision(
            Action action,
            String reason,
            @Nullable Fence fence,
            @Nullable String shift) {
        public enum Action {
            RESTORE,
            NOTHING,
            REFUSED
        }
    }

    /** @param execution ARN of the rollback execution, which will hold the lock */
    public Decision fence(Request request, String execution) {
        // What can name no migration is looked up nowhere: DynamoDB refuses keys that are empty or too long.
        String name = migrationOf(request).filter(MigrationName::isAllowed).orElse(null);
        List<Entry> entries = name == null ? List.of() : journal.read(name);
        Migration migration =
                name == null ? null : Migration.from(name, entries).orElse(null);
        if (migration == null) {
            return noneOrRefused(request, "no migration is known by " + describe(request));
        }
        Lock lock = locks.find(migration.spec().hostname()).orElse(null);
        if (lock == null || !lock.migration().equals(migration.name())) {
            return noneOrRefused(
                    request,
                    "migration " + migration.name() + " does not hold the lock of "
                            + migration.spec().hostname()
                            + (lock == null ? "" : "; its last migration is " + lock.migration()));
        }
        return decide(request, migration, lock, reason(request, entries), execution);
    }

    private Decision decide(Request request, Migration migration, Lock lock, String reason, String execution) {
        Entry.Outcome outcome = migration.outcome();
        if (outcome == Entry.Outcome.REFUSED || (outcome != null && !byOperator(request))) {
            freeWhatTheEndLeft(lock, outcome);
            return new Decision(Decision.Action.NOTHING, "the migration has ended " + outcome + " before", null, null);
        }
        return takeOver(request, migration, reason, execution);
    }

    /** An execution may die between journalling its end and freeing the lock. */
    private void freeWhatTheEndLeft(Lock lock, Entry.Outcome outcome) {
        if (lock.phase() == Lock.Phase.SHIFTING || lock.phase() == Lock.Phase.ROLLING_BACK) {
            locks.release(lock.fence(), Lock.Phase.after(outcome));
        }
    }

    private Decision takeOver(Request request, Migration migration, String reason, String execution) {
        Lock taken = locks.rollBack(migration.spec().hostname(), migration.name(), execution);
        journal.append(
                taken.fence(),
                new Entry.RollbackStarted(request.triggerOrOperator().name(), request.by(), reason));
        return new Decision(Decision.Action.RESTORE, reason, taken.fence(), migration.execution());
    }

    /** A death is what followed; why the rollback under way was begun says more. */
    private static String reason(Request request, List<Entry> entries) {
        String given = request.reasonOr("no reason given");
        return request.triggerOrOperator() == Trigger.DEATH ? begun(entries).orElse(given) : given;
    }

    private static Optional<String> begun(List<Entry> entries) {
        return entries.reversed().stream()
                .map(Entry::event)
                .filter(Entry.RollbackStarted.class::isInstance)
                .map(event -> ((Entry.RollbackStarted) event).reason())
                .findFirst();
    }

    private Optional<String> migrationOf(Request request) {
        String hostname = request.hostname();
        if (request.migration() != null || hostname == null) {
            return Optional.ofNullable(request.migration());
        }
        return Hostnames.mayBe(hostname)
                ? locks.find(Hostnames.normal(hostname)).map(Lock::migration)
                : Optional.empty();
    }

    /** Events come late and twice, so what they ask in vain is normal; what an operator asks in vain is a mistake. */
    private static Decision noneOrRefused(Request request, String reason) {
        Decision.Action action = byOperator(request) ? Decision.Action.REFUSED : Decision.Action.NOTHING;
        return new Decision(action, reason, null, null);
    }

    private static boolean byOperator(Request request) {
        return request.triggerOrOperator() == Trigger.OPERATOR;
    }

    private static String describe(Request request) {
        if (request.migration() != null) {
            return "migration " + request.migration();
        }
        return request.hostname() == null ? "an input without migration or hostname" : "hostname " + request.hostname();
    }
}
