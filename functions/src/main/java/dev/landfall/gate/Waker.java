package dev.landfall.gate;

import dev.landfall.journal.Entry;
import dev.landfall.journal.Journal;
import dev.landfall.journal.UnreadableItemException;
import dev.landfall.lambda.UnavailableException;
import java.util.Optional;

/** Wakes a parked execution. The first to wake it wins; everybody later changes nothing and is told so. */
public final class Waker {
    private final Parking parking;
    private final Executions executions;
    private final Journal journal;

    public Waker(Parking parking, Executions executions, Journal journal) {
        this.parking = parking;
        this.executions = executions;
        this.journal = journal;
    }

    Optional<Parking.Slot> slot(String migration) {
        return parking.find(migration);
    }

    /** Lets the parked state succeed. @return false if it was no longer waiting */
    boolean open(String migration, Parking.Slot slot, Entry.Waker waker, String by, String reason) {
        // Written first: an opened gate whose opener nobody knows would be worse than a line too many.
        journal.note(migration, new Entry.Woken(waker, by, reason, true));
        boolean took = executions.resume(slot.taskToken());
        if (!took) {
            journal.note(migration, new Entry.Woken(waker, by, reason, false));
        }
        return took;
    }

    /**
     * Sends traffic back: through the parked state if there is one, else by starting the rollback machine, which
     * fences the shift wherever it is.
     *
     * @return whether a parked state was woken
     */
    boolean sendBack(String migration, Entry.Waker waker, String by, String reason) {
        journal.note(migration, new Entry.Woken(waker, by, reason, true));
        if (wake(migration, waker, by + ": " + reason)) {
            return true;
        }
        String trigger = waker == Entry.Waker.ALARM ? "ALARM" : "FAILURE";
        executions.startRollback(
                RollbackNames.first(migration), new Executions.RollbackRequest(migration, trigger, by, reason));
        return false;
    }

    private boolean wake(String migration, Entry.Waker waker, String cause) {
        try {
            return parking.find(migration)
                    .map(slot -> executions.fail(slot.taskToken(), errorName(waker), cause))
                    .orElse(false);
        } catch (UnavailableException | UnreadableItemException e) {
            // Whether it woke, or where, is unknown; the rollback machine may be started either way.
            return false;
        }
    }

    private static String errorName(Entry.Waker waker) {
        return waker == Entry.Waker.ALARM ? "AlarmFired" : "Aborted";
    }
}
