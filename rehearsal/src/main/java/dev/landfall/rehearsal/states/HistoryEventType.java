package dev.landfall.rehearsal.states;

/** What happened in an execution, under the names of GetExecutionHistory: hence their spelling. */
public enum HistoryEventType {
    ExecutionStarted,
    ExecutionSucceeded,
    ExecutionFailed,
    ExecutionTimedOut,
    ExecutionAborted,
    TaskStateEntered,
    TaskScheduled,
    TaskStarted,
    TaskSubmitted,
    TaskSucceeded,
    TaskFailed,
    TaskTimedOut,
    TaskStateExited,
    ChoiceStateEntered,
    ChoiceStateExited,
    WaitStateEntered,
    WaitStateExited,
    PassStateEntered,
    PassStateExited,
    SucceedStateEntered,
    SucceedStateExited,
    FailStateEntered,
    ParallelStateEntered,
    ParallelStateStarted,
    ParallelStateSucceeded,
    ParallelStateFailed,
    ParallelStateExited,
    MapStateEntered,
    MapStateStarted,
    MapIterationStarted,
    MapIterationSucceeded,
    MapIterationFailed,
    MapIterationAborted,
    MapRunStarted,
    MapRunSucceeded,
    MapRunFailed,
    MapRunAborted,
    MapStateSucceeded,
    MapStateFailed,
    MapStateExited,
    EvaluationFailed;

    /** Of whatever type the state is. */
    public boolean isStateEntered() {
        return switch (this) {
            case TaskStateEntered,
                    ChoiceStateEntered,
                    WaitStateEntered,
                    PassStateEntered,
                    SucceedStateEntered,
                    FailStateEntered,
                    ParallelStateEntered,
                    MapStateEntered -> true;
            default -> false;
        };
    }
}
