package dev.landfall.gate;

import dev.landfall.lambda.UnavailableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Step Functions in memory: which executions run, which tokens wait, and what was asked. */
public final class FakeExecutions implements Executions {
    public final Set<String> running = new HashSet<>();
    public final Set<String> waiting = new HashSet<>();
    public final List<String> resumed = new ArrayList<>();
    public final List<String> failed = new ArrayList<>();
    public final List<String> rollbacks = new ArrayList<>();
    public boolean silent;
    private boolean unlisted;

    /** Which rollbacks run can no longer be told. */
    public void failListing() {
        unlisted = true;
    }

    @Override
    public boolean isRunning(String executionArn) {
        answer();
        return running.contains(executionArn);
    }

    @Override
    public boolean resume(String taskToken) {
        answer();
        return waiting.remove(taskToken) && resumed.add(taskToken);
    }

    @Override
    public boolean fail(String taskToken, String error, String cause) {
        answer();
        return waiting.remove(taskToken) && failed.add(error);
    }

    @Override
    public void startRollback(String executionName, RollbackRequest request) {
        rollbacks.add(executionName);
    }

    @Override
    public boolean isRollingBack(String migration) {
        if (unlisted) {
            throw new UnavailableException("Step Functions", "no answer");
        }
        answer();
        return running.stream().anyMatch(execution -> RollbackNames.isOf(migration, execution));
    }

    private void answer() {
        if (silent) {
            throw new UnavailableException("Step Functions", "no answer");
        }
    }
}
