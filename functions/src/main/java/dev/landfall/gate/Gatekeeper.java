package dev.landfall.gate;

import dev.landfall.journal.DynamoDbJournal;
import dev.landfall.journal.DynamoDbLocks;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Lock;
import dev.landfall.journal.Locks;
import dev.landfall.lambda.Environment;
import dev.landfall.plan.Hostnames;
import dev.landfall.plan.ShiftSpec;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes what people and schedules ask of a parked execution. Too early, too late and twice are answers, not errors. */
public final class Gatekeeper {
    private final Locks locks;
    private final Waker waker;
    private final InstantSource clock;

    public Gatekeeper(Locks locks, Waker waker, InstantSource clock) {
        this.locks = locks;
        this.waker = waker;
        this.clock = clock;
    }

    static Gatekeeper fromEnvironment() {
        Waker waker = new Waker(
                DynamoDbParking.fromEnvironment(), SfnExecutions.fromEnvironment(), DynamoDbJournal.fromEnvironment());
        return new Gatekeeper(DynamoDbLocks.fromEnvironment(), waker, Environment.clock());
    }

    /**
     * @param migration or {@code hostname}, whose running migration it means
     * @param by who asks
     * @param reason why; must be given
     */
    public record Request(
            @Nullable String migration,
            @Nullable String hostname,
            @Nullable String by,
            @Nullable String reason) {}

    /** @param message for the one who asked */
    public record Answer(Status status, String message) {}

    public enum Status {
        TAKEN,
        /** The bake is not over; ask again then. */
        NOT_YET,
        /** Nothing waits for this now: too late, already answered, or never asked. */
        NOT_WAITING,
        /** The request lacks something. */
        INVALID
    }

    public Answer approve(Request request) {
        return signed(request, lock -> open(lock.migration(), ShiftSpec.Gate.APPROVAL, request));
    }

    public Answer abort(Request request) {
        return signed(request, lock -> sendBack(lock, request));
    }

    public Answer scheduleFired(String migration) {
        return open(migration, ShiftSpec.Gate.SCHEDULE, new Request(migration, null, "schedule", "its time has come"));
    }

    private interface Action {
        Answer on(Lock lock);
    }

    private Answer signed(Request request, Action action) {
        if (isBlank(request.by()) || isBlank(request.reason())) {
            return new Answer(Status.INVALID, "by and reason must be given: both are journalled");
        }
        if (isBlank(request.migration()) && isBlank(request.hostname())) {
            return new Answer(Status.INVALID, "migration or hostname must be given");
        }
        return running(request)
                .map(action::on)
                .orElseGet(() -> new Answer(Status.NOT_WAITING, "no such migration is shifting traffic now"));
    }

    private Optional<Lock> running(Request request) {
        return locks.held().stream()
                .filter(lock -> lock.phase() == Lock.Phase.SHIFTING)
                .filter(lock ->
                        request.migration() == null || request.migration().equals(lock.migration()))
                .filter(lock -> request.hostname() == null
                        || Hostnames.normal(request.hostname()).equals(lock.hostname()))
                .findFirst();
    }

    private Answer open(String migration, ShiftSpec.Gate gate, Request request) {
        String asked = gate == ShiftSpec.Gate.APPROVAL ? "an approval" : "a schedule";
        Parking.Slot slot = waker.slot(migration)
                .filter(parked -> parked.gate() == gate)
                .filter(parked -> clock.instant().isBefore(parked.until()))
                .orElse(null);
        if (slot == null) {
            return new Answer(Status.NOT_WAITING, "migration " + migration + " does not wait for " + asked + " now");
        }
        if (clock.instant().isBefore(slot.bakedAt())) {
            return new Answer(
                    Status.NOT_YET,
                    "the bake at " + slot.awsWeight() + " % lasts until " + slot.bakedAt() + "; ask again then");
        }
        Entry.Waker kind = gate == ShiftSpec.Gate.APPROVAL ? Entry.Waker.APPROVAL : Entry.Waker.SCHEDULE;
        boolean took = waker.open(migration, slot, kind, text(request.by()), text(request.reason()));
        return took
                ? new Answer(Status.TAKEN, "the gate at " + slot.awsWeight() + " % is open; health is judged next")
                : new Answer(Status.NOT_WAITING, "the gate at " + slot.awsWeight() + " % was answered before");
    }

    private Answer sendBack(Lock lock, Request request) {
        boolean woken = waker.sendBack(lock.migration(), Entry.Waker.ABORT, text(request.by()), text(request.reason()));
        return new Answer(
                Status.TAKEN,
                "traffic of " + lock.hostname() + " goes back to Heroku"
                        + (woken ? "" : "; the rollback machine was started"));
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
