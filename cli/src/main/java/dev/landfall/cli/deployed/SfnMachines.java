package dev.landfall.cli.deployed;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.lambda.Json;
import dev.landfall.rollback.RollbackDesk;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

final class SfnMachines implements Machines {
    private static final String SERVICE = "Step Functions";

    private final SfnClient sfn;
    private final String shiftMachineArn;
    private final String rollbackMachineArn;

    SfnMachines(SfnClient sfn, String shiftMachineArn, String rollbackMachineArn) {
        this.sfn = sfn;
        this.shiftMachineArn = shiftMachineArn;
        this.rollbackMachineArn = rollbackMachineArn;
    }

    @Override
    public Execution startShift(String name, String spec) {
        return start(shiftMachineArn, name, spec);
    }

    @Override
    public Execution startRollback(String name, RollbackDesk.Request request) {
        try {
            return start(rollbackMachineArn, name, Json.MAPPER.writeValueAsString(request));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rollback request does not become JSON", e);
        }
    }

    /** A start whose answer was lost is repeated by the SDK: the same name and input give the same execution. */
    private Execution start(String machine, String name, String input) {
        String arn = AwsCall.to(SERVICE, () -> {
            try {
                return sfn.startExecution(request ->
                                request.stateMachineArn(machine).name(name).input(input))
                        .executionArn();
            } catch (ExecutionAlreadyExistsException e) {
                throw new UnusableException(
                        "--name: \"" + name + "\" was used by an earlier execution; a new name is wanted");
            }
        });
        return describe(arn);
    }

    @Override
    public Execution describe(String arn) {
        return AwsCall.to(SERVICE, () -> execution(sfn.describeExecution(request -> request.executionArn(arn))));
    }

    private static Execution execution(DescribeExecutionResponse seen) {
        return new Execution(
                seen.executionArn(),
                status(seen.status()),
                seen.startDate(),
                seen.output(),
                seen.error(),
                seen.cause());
    }

    /** A redrive that is pending runs again soon; a status that is newer than this SDK is not known to have ended. */
    private static Status status(ExecutionStatus status) {
        return switch (status) {
            case RUNNING, PENDING_REDRIVE, UNKNOWN_TO_SDK_VERSION -> Status.RUNNING;
            case SUCCEEDED -> Status.SUCCEEDED;
            case FAILED -> Status.FAILED;
            case TIMED_OUT -> Status.TIMED_OUT;
            case ABORTED -> Status.ABORTED;
        };
    }
}
