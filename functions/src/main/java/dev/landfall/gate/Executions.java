package dev.landfall.gate;

/** Step Functions, as far as a running migration is steered from outside. */
public interface Executions {

    /** Whether the execution is RUNNING. @throws dev.landfall.lambda.UnavailableException if that cannot be told */
    boolean isRunning(String executionArn);

    /** Lets the parked state succeed. @return false if it no longer waits */
    boolean resume(String taskToken);

    /** Lets the parked state fail with this error name. @return false if it no longer waits */
    boolean fail(String taskToken, String error, String cause);

    /**
     * Starts the rollback machine. The name makes repeats harmless.
     *
     * @param executionName at most 80 characters
     */
    void startRollback(String executionName, RollbackRequest request);

    /**
     * Whether a rollback of the migration runs that was started by {@link #startRollback}; one of a moment ago may
     * still be missing.
     *
     * @throws dev.landfall.lambda.UnavailableException if that cannot be told
     */
    boolean isRollingBack(String migration);

    /**
     * @param trigger see {@code dev.landfall.rollback}; anything but OPERATOR leaves a completed migration alone
     */
    record RollbackRequest(String migration, String trigger, String by, String reason) {}
}
