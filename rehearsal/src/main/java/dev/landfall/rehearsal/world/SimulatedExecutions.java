package dev.landfall.rehearsal.world;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.gate.Executions;
import dev.landfall.gate.RollbackNames;
import dev.landfall.rehearsal.states.ExecutionStatus;
import dev.landfall.rehearsal.states.StatesApiException;
import dev.landfall.rehearsal.states.StatesEngine;

/** Step Functions' API over the interpreter. */
final class SimulatedExecutions implements Executions {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final StatesEngine engine;
    private final String rollbackMachine;

    /** @param rollbackMachine its name */
    SimulatedExecutions(StatesEngine engine, String rollbackMachine) {
        this.engine = engine;
        this.rollbackMachine = rollbackMachine;
    }

    @Override
    public boolean isRunning(String executionArn) {
        try {
            return engine.describe(executionArn).status() == ExecutionStatus.RUNNING;
        } catch (StatesApiException e) {
            return switch (e.code()) {
                case ExecutionDoesNotExist -> false;
                default -> throw e;
            };
        }
    }

    @Override
    public boolean resume(String taskToken) {
        return stillWaits(() -> engine.sendTaskSuccess(taskToken, "{}"));
    }

    @Override
    public boolean fail(String taskToken, String error, String cause) {
        return stillWaits(() -> engine.sendTaskFailure(taskToken, error, cause));
    }

    private static boolean stillWaits(Runnable answer) {
        try {
            answer.run();
            return true;
        } catch (StatesApiException e) {
            return switch (e.code()) {
                case TaskTimedOut, InvalidToken -> false;
                default -> throw e;
            };
        }
    }

    @Override
    public void startRollback(String executionName, RollbackRequest request) {
        ObjectNode input = JSON.createObjectNode()
                .put("migration", request.migration())
                .put("trigger", request.trigger())
                .put("by", request.by())
                .put("reason", request.reason());
        try {
            engine.startExecution(rollbackMachine, executionName, input);
        } catch (StatesApiException e) {
            switch (e.code()) {
                case ExecutionAlreadyExists -> {}
                default -> throw e;
            }
        }
    }

    @Override
    public boolean isRollingBack(String migration) {
        return engine.list(rollbackMachine).stream()
                .filter(execution -> execution.status() == ExecutionStatus.RUNNING)
                .anyMatch(execution -> RollbackNames.isOf(migration, execution.name()));
    }
}
