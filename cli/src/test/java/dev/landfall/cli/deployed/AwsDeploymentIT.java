package dev.landfall.cli.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.gate.Gatekeeper;
import dev.landfall.journal.DynamoDbTable;
import dev.landfall.journal.EmulatedTable;
import dev.landfall.journal.Lock;
import dev.landfall.lambda.AwsEmulator;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Everything as the command has it: found by the stack's outputs, with the SDK's own settings. */
@ExtendWith(AwsEmulator.class)
class AwsDeploymentIT {
    private static final String SOMETHING_ELSE = """
            {"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}, "Outputs": {"TopicArn": {"Value": {"Ref": "Topic"}}}}""";

    private final String name = "landfall-" + UUID.randomUUID();
    private AwsEmulator aws;
    private CloudFormationClient cloudFormation;

    /** The command takes its endpoint from the environment; LocalStack's is only known now. */
    @BeforeEach
    void point(AwsEmulator emulator) {
        aws = emulator;
        cloudFormation = aws.client(CloudFormationClient.builder());
        URI endpoint =
                cloudFormation.serviceClientConfiguration().endpointOverride().orElseThrow();
        settings(endpoint).forEach(System::setProperty);
    }

    @AfterEach
    void forget() {
        settings(URI.create("")).keySet().forEach(System::clearProperty);
    }

    private static Map<String, String> settings(URI endpoint) {
        return Map.of("aws.endpointUrl", endpoint.toString(), "aws.accessKeyId", "test", "aws.secretAccessKey", "test");
    }

    @Test
    void connect_deployedStack_readsWhatTheFunctionsWrote() {
        deployLandfall();
        try (Deployment deployment = connect()) {
            assertThat(deployment.memory().held()).isEmpty();

            Lock taken = EmulatedTable.locks(table()).take("api.example.com", "api-1", "holder");

            assertThat(deployment.memory().held()).containsExactly(taken);
            assertThat(deployment.memory().lock("api.example.com")).hasValue(taken);
            assertThat(deployment.memory().journal("api-1")).isEmpty();
        }
    }

    @Test
    void connect_deployedStack_startsItsMachine() {
        deployLandfall();
        try (Deployment deployment = connect()) {
            assertThat(deployment.machines().startShift("api-1", "{}").isRunning())
                    .isTrue();
        }
    }

    @Test
    void connect_deployedStack_knowsWhoAsks() {
        deployLandfall();
        try (Deployment deployment = connect()) {
            assertThat(deployment.caller().name()).startsWith("arn:aws:");
        }
    }

    @Test
    void approve_functionThatIsGone_isRefusedInAwsWords() {
        deployLandfall();
        try (Deployment deployment = connect()) {
            assertThatThrownBy(() -> deployment.gates().approve(new Gatekeeper.Request("api-1", null, "ann", "fine")))
                    .isInstanceOf(RefusedByAwsException.class)
                    .hasMessageContainingAll("Lambda refused: ResourceNotFoundException", "no-such-function");
        }
    }

    @Test
    void held_tableThatIsGone_isRefusedInAwsWords() {
        deployLandfall();
        aws.client(DynamoDbClient.builder()).deleteTable(request -> request.tableName(tableName()));
        try (Deployment deployment = connect()) {
            assertThatThrownBy(() -> deployment.memory().held())
                    .isInstanceOf(RefusedByAwsException.class)
                    .hasMessageContaining("DynamoDB refused: ResourceNotFoundException");
        }
    }

    @Test
    void connect_noSuchStack_saysWhatMakesOne() {
        assertThatThrownBy(this::connect)
                .isInstanceOf(UnusableException.class)
                .hasMessageContainingAll("--stack", name, "sam deploy");
    }

    @Test
    void connect_stackOfSomethingElse_namesWhatItLacks() {
        deploy(SOMETHING_ELSE);

        assertThatThrownBy(this::connect)
                .isInstanceOf(UnusableException.class)
                .hasMessageContainingAll("--stack", name, "ShiftStateMachineArn", "it is no Landfall");
    }

    private Deployment connect() {
        return AwsDeployment.connect(new Deployment.Address(name, "eu-west-1", null));
    }

    private void deployLandfall() {
        SfnClient sfn = aws.client(SfnClient.builder());
        deploy("""
            {
              "Resources": {
                "Table": {
                  "Type": "AWS::DynamoDB::Table",
                  "Properties": {
                    "BillingMode": "PAY_PER_REQUEST",
                    "AttributeDefinitions": [
                      {"AttributeName": "pk", "AttributeType": "S"}, {"AttributeName": "sk", "AttributeType": "S"}
                    ],
                    "KeySchema": [
                      {"AttributeName": "pk", "KeyType": "HASH"}, {"AttributeName": "sk", "KeyType": "RANGE"}
                    ]
                  }
                }
              },
              "Outputs": {
                "ShiftStateMachineArn": {"Value": "%s"},
                "RollbackStateMachineArn": {"Value": "%s"},
                "ApproveFunctionName": {"Value": "no-such-function"},
                "AbortFunctionName": {"Value": "no-such-function"},
                "RegisterPlanFunctionName": {"Value": "no-such-function"},
                "TableName": {"Value": {"Ref": "Table"}}
              }
            }""".formatted(EmulatedMachine.thatWaits(sfn), EmulatedMachine.thatWaits(sfn)));
    }

    private void deploy(String template) {
        cloudFormation.createStack(request -> request.stackName(name).templateBody(template));
        cloudFormation.waiter().waitUntilStackCreateComplete(request -> request.stackName(name));
    }

    private DynamoDbTable table() {
        return new DynamoDbTable(aws.client(DynamoDbClient.builder()), tableName());
    }

    private String tableName() {
        return StackOutputs.read(cloudFormation, name).table();
    }
}
