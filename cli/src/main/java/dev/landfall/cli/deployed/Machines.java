package dev.landfall.cli.deployed;

import dev.landfall.journal.Entry;
import dev.landfall.rollback.RollbackDesk;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The two state machines of a stack. */
public interface Machines {

    /**
     * Starts a shift.
     *
     * @param name of the execution, and so of the migration
     * @param spec as JSON
     * @throws UnusableException if the name was used within the last 90 days for another input
     */
    Execution startShift(String name, String spec);

    /** Starts a rollback. */
    Execution startRollback(String name, RollbackDesk.Request request);

    /** The execution of the shift machine that has this name, so long as Step Functions remembers it. */
    Optional<Execution> findShift(String name);

    /** What is known of an execution of either machine. */
    Execution describe(String arn);

    /**
     * @param error null unless it failed
     */
    record Execution(
            String arn,
            Status status,
            Instant started,
            @Nullable String error,
            @Nullable String cause) {

        public String name() {
            return arn.substring(arn.lastIndexOf(':') + 1);
        }

        public boolean isRunning() {
            return status == Status.RUNNING;
        }

        /** Whether the machine itself said no; the cause then tells why. */
        public boolean isRefused() {
            return status == Status.FAILED && Entry.Outcome.REFUSED.name().equals(error);
        }
    }

    enum Status {
        RUNNING,
        SUCCEEDED,
        FAILED,
        TIMED_OUT,
        ABORTED
    }
}
