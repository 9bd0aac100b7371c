package dev.landfall.rehearsal.states;

/** Where an execution stands, in the API's words. */
public enum ExecutionStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    ABORTED
}
