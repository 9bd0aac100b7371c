package dev.landfall.cli.deployed;

import dev.landfall.journal.DynamoDbJournal;
import dev.landfall.journal.DynamoDbLocks;
import dev.landfall.journal.DynamoDbTable;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Connects to a stack by its CloudFormation outputs. */
public final class AwsDeployment {
    private AwsDeployment() {}

    /**
     * @throws UnusableException if there is no such stack, or it is no Landfall; if there is no region, no such profile
     *     or no credentials
     * @throws RefusedByAwsException if the caller may not read the stack
     */
    public static Deployment connect(Deployment.Address address) {
        AwsClients clients = AwsClients.of(address);
        StackOutputs outputs = outputs(clients, address.stack());

        SfnClient sfn = clients.quick(SfnClient.builder());
        LambdaClient lambda = clients.patient(LambdaClient.builder());
        StsClient sts = clients.quick(StsClient.builder());
        DynamoDbClient dynamoDb = clients.quick(DynamoDbClient.builder());
        DynamoDbTable table = new DynamoDbTable(dynamoDb, outputs.table());
        List<SdkAutoCloseable> all = List.of(sfn, lambda, sts, dynamoDb);
        return new Deployment(
                new SfnMachines(sfn, outputs.shiftMachineArn(), outputs.rollbackMachineArn()),
                new LambdaGates(lambda, outputs.approveFunction(), outputs.abortFunction()),
                new LambdaPlans(lambda, outputs.registerPlanFunction()),
                new StsCaller(sts),
                new Memory(
                        new DynamoDbLocks(table, InstantSource.system()),
                        new DynamoDbJournal(table, InstantSource.system())),
                () -> all.forEach(SdkAutoCloseable::close));
    }

    private static StackOutputs outputs(AwsClients clients, String stack) {
        try (CloudFormationClient cloudFormation = clients.quick(CloudFormationClient.builder())) {
            return StackOutputs.read(cloudFormation, stack);
        }
    }
}
