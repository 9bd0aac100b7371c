package dev.landfall.cli.deployed;

import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Stack;

/** Where the stack's parts are, as its template tells. */
record StackOutputs(
        String shiftMachineArn,
        String rollbackMachineArn,
        String approveFunction,
        String abortFunction,
        String registerPlanFunction,
        String table) {

    static StackOutputs read(CloudFormationClient cloudFormation, String stack) {
        Map<String, String> outputs = find(cloudFormation, stack).outputs().stream()
                .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
        return new StackOutputs(
                required(outputs, stack, "ShiftStateMachineArn"),
                required(outputs, stack, "RollbackStateMachineArn"),
                required(outputs, stack, "ApproveFunctionName"),
                required(outputs, stack, "AbortFunctionName"),
                required(outputs, stack, "RegisterPlanFunctionName"),
                required(outputs, stack, "TableName"));
    }

    private static Stack find(CloudFormationClient cloudFormation, String stack) {
        return AwsCall.to("CloudFormation", () -> {
            try {
                return cloudFormation
                        .describeStacks(request -> request.stackName(stack))
                        .stacks()
                        .getFirst();
            } catch (CloudFormationException e) {
                if (isUnknown(e)) {
                    throw new UnusableException("--stack: no stack \"" + stack
                            + "\" in this account and region; `sam deploy` makes one, named landfall by default");
                }
                throw e;
            }
        });
    }

    /** CloudFormation has no error of its own for this: a ValidationError, told apart by its sentence. */
    private static boolean isUnknown(CloudFormationException e) {
        return e.awsErrorDetails() != null
                && "ValidationError".equals(e.awsErrorDetails().errorCode())
                && String.valueOf(e.awsErrorDetails().errorMessage()).contains("does not exist");
    }

    private static String required(Map<String, String> outputs, String stack, String key) {
        String value = outputs.get(key);
        if (value == null) {
            throw new UnusableException("--stack: \"" + stack + "\" has no output " + key
                    + "; it is no Landfall, or was deployed from another version");
        }
        return value;
    }
}
