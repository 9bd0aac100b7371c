package dev.landfall.cli.deployed;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.lambda.Json;
import dev.landfall.rollback.RollbackDesk;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.InvalidArnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

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
        return AwsCall.to(SERVICE, () -> {
            try {
                return start(shiftMachineArn, name, spec);
            } catch (ExecutionAlreadyExistsException e) {
                throw new UnusableException(
                        "--name: \"" + name + "\" was used by an earlier execution; a new name is wanted");
            }
        });
    }

    @Override
    public Execution startRollback(String name, RollbackDesk.Request request) {
        String input = json(request);
        return AwsCall.to(SERVICE, () -> start(rollbackMachineArn, name, input));
    }

    private static String json(RollbackDesk.Request request) {
        try {
            return Json.MAPPER.writeValueAsString(request);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rollback request does not become JSON", e);
        }
    }

    /**
     * A start whose answer was lost is repeated by the SDK: the same name and input give the same execution. Not described:
     * Step Functions may not know of it for a moment.
     */
    private Execution start(String machine, String name, String input) {
        StartExecutionResponse started = sfn.startExecution(
                request -> request.stateMachineArn(machine).name(name).input(input));
        return new Execution(started.executionArn(), Status.RUNNING, started.startDate(), null, null);
    }

    @Override
    public Optional<Execution> findShift(String name) {
        String arn = shiftMachineArn.replace(":stateMachine:", ":execution:") + ":" + name;
        return AwsCall.to(SERVICE, () -> {
            try {
                return Optional.of(execution(arn));
            } catch (ExecutionDoesNotExistException | InvalidArnException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Execution describe(String arn) {
        return AwsCall.to(SERVICE, () -> execution(arn));
    }

    private Execution execution(String arn) {
        DescribeExecutionResponse seen = sfn.describeExecution(request -> request.executionArn(arn));
        return new Execution(seen.executionArn(), status(seen.status()), seen.startDate(), seen.error(), seen.cause());
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
