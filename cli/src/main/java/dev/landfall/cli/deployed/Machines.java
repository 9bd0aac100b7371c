package dev.landfall.cli.deployed;

import dev.landfall.rollback.RollbackDesk;
import java.time.Instant;
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

    /** What is known of an execution of either machine. */
    Execution describe(String arn);

    /**
     * @param output JSON; null unless it succeeded
     * @param error null unless it failed
     */
    record Execution(
            String arn,
            Status status,
            Instant started,
            @Nullable String output,
            @Nullable String error,
            @Nullable String cause) {

        public String name() {
            return arn.substring(arn.lastIndexOf(':') + 1);
        }

        public boolean isRunning() {
            return status == Status.RUNNING;
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
