package dev.landfall.rehearsal.states;

import java.util.List;
import java.util.Set;

/** The error names that Step Functions reserves, and how Retry and Catch match them. */
final class ErrorNames {

    static final String ALL = "States.ALL";
    static final String TASK_FAILED = "States.TaskFailed";
    static final String TIMEOUT = "States.Timeout";
    static final String HEARTBEAT_TIMEOUT = "States.HeartbeatTimeout";
    static final String QUERY_EVALUATION_ERROR = "States.QueryEvaluationError";
    static final String NO_CHOICE_MATCHED = "States.NoChoiceMatched";
    static final String DATA_LIMIT_EXCEEDED = "States.DataLimitExceeded";
    static final String RUNTIME = "States.Runtime";
    static final String PERMISSIONS = "States.Permissions";
    static final String ITEM_READER_FAILED = "States.ItemReaderFailed";
    static final String RESULT_WRITER_FAILED = "States.ResultWriterFailed";
    static final String EXCEED_TOLERATED_FAILURE_THRESHOLD = "States.ExceedToleratedFailureThreshold";

    /**
     * What an ErrorEquals may name of the reserved ones. The others belong to features that are not interpreted; a
     * machine that waits for them would wait in vain.
     */
    static final Set<String> CATCHABLE = Set.of(
            ALL,
            TASK_FAILED,
            TIMEOUT,
            HEARTBEAT_TIMEOUT,
            QUERY_EVALUATION_ERROR,
            NO_CHOICE_MATCHED,
            DATA_LIMIT_EXCEEDED,
            PERMISSIONS,
            ITEM_READER_FAILED,
            RESULT_WRITER_FAILED,
            EXCEED_TOLERATED_FAILURE_THRESHOLD);

    private ErrorNames() {}

    static boolean isReserved(String error) {
        return error.startsWith("States.");
    }

    static boolean matches(List<String> errorEquals, String error) {
        // Nothing catches States.Runtime, not even its own name.
        return !error.equals(RUNTIME) && errorEquals.stream().anyMatch(name -> matches(name, error));
    }

    private static boolean matches(String name, String error) {
        return switch (name) {
            case ALL -> !error.equals(DATA_LIMIT_EXCEEDED);
            case TASK_FAILED -> !error.equals(TIMEOUT) && !error.equals(DATA_LIMIT_EXCEEDED);
            // A missed heartbeat was a States.Timeout before it had a name of its own, and still is one.
            case TIMEOUT -> error.equals(TIMEOUT) || error.equals(HEARTBEAT_TIMEOUT);
            default -> name.equals(error);
        };
    }
}
