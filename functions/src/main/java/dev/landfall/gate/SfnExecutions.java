package dev.landfall.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.lambda.Environment;
import dev.landfall.lambda.Json;
import dev.landfall.lambda.SdkClients;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * Executions of Step Functions.
 *
 * <p>Waking is retried like any call, though a repeat after a lost answer finds the task closed and says that it no
 * longer waits: that the execution goes on, or back, matters more than whose call did it.
 */
public final class SfnExecutions implements Executions {
    /** Limits of SendTaskFailure, in characters. */
    private static final int LONGEST_ERROR = 256;

    private static final int LONGEST_CAUSE = 32_768;

    /** Of a hundred executions each; more rollbacks than that do not run at once. */
    private static final int MOST_PAGES = 10;

    private final SfnClient client;
    private final String rollbackMachineArn;

    SfnExecutions(SfnClient client, String rollbackMachineArn) {
        this.client = client;
        this.rollbackMachineArn = rollbackMachineArn;
    }

    public static SfnExecutions fromEnvironment() {
        return new SfnExecutions(
                SdkClients.retrying(SfnClient.builder()), Environment.require("ROLLBACK_STATE_MACHINE_ARN"));
    }

    @Override
    public boolean isRunning(String executionArn) {
        return SdkClients.answerOrUnavailable("Step Functions", () -> {
            try {
                return client.describeExecution(request -> request.executionArn(executionArn))
                                .status()
                        == ExecutionStatus.RUNNING;
            } catch (ExecutionDoesNotExistException e) {
                return false;
            }
        });
    }

    @Override
    public boolean resume(String taskToken) {
        return wake(() ->
                client.sendTaskSuccess(request -> request.taskToken(taskToken).output("{}")));
    }

    @Override
    public boolean fail(String taskToken, String error, String cause) {
        return wake(() -> client.sendTaskFailure(request ->
                request.taskToken(taskToken).error(atMost(LONGEST_ERROR, error)).cause(atMost(LONGEST_CAUSE, cause))));
    }

    private static boolean wake(Runnable call) {
        return SdkClients.answer("Step Functions", () -> {
            try {
                call.run();
                return true;
            } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException noLongerWaiting) {
                return false;
            }
        });
    }

    private static String atMost(int length, String text) {
        return text.length() <= length ? text : text.substring(0, length);
    }

    @Override
    public void startRollback(String executionName, RollbackRequest request) {
        String input = json(request);
        SdkClients.answer("Step Functions", () -> {
            try {
                return client.startExecution(start -> start.stateMachineArn(rollbackMachineArn)
                                .name(executionName)
                                .input(input))
                        .executionArn();
            } catch (ExecutionAlreadyExistsException e) {
                return executionName;
            }
        });
    }

    @Override
    public boolean isRollingBack(String migration) {
        return SdkClients.answerOrUnavailable(
                "Step Functions",
                () -> client
                        .listExecutionsPaginator(
                                list -> list.stateMachineArn(rollbackMachineArn).statusFilter(ExecutionStatus.RUNNING))
                        .stream()
                        .limit(MOST_PAGES)
                        .flatMap(page -> page.executions().stream())
                        .anyMatch(execution -> RollbackNames.isOf(migration, execution.name())));
    }

    private static String json(RollbackRequest request) {
        try {
            return Json.MAPPER.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON for a rollback request", e);
        }
    }
}
