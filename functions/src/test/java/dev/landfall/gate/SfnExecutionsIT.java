package dev.landfall.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.lambda.AwsEmulator;
import dev.landfall.lambda.UnavailableException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sfn.SfnClient;

@ExtendWith(AwsEmulator.class)
class SfnExecutionsIT {
    private static final String WAITS_LONG = """
            {"StartAt": "Wait", "States": {"Wait": {"Type": "Wait", "Seconds": 600, "End": true}}}""";

    private SfnClient client;
    private String machine;
    private Executions executions;

    @BeforeEach
    void createMachine(AwsEmulator aws) {
        client = aws.client(SfnClient.builder());
        machine = client.createStateMachine(request -> request.name("rollback-" + UUID.randomUUID())
                        .definition(WAITS_LONG)
                        .roleArn("arn:aws:iam::123456789012:role/rollback"))
                .stateMachineArn();
        executions = new SfnExecutions(client, machine);
    }

    @Test
    void startRollback_once_runsWithTheRequestAsInput() {
        executions.startRollback("one-back", new Executions.RollbackRequest("one", "ALARM", "alarm", "errors"));

        String arn = onlyExecution();
        assertThat(executions.isRunning(arn)).isTrue();
        assertThat(client.describeExecution(request -> request.executionArn(arn))
                        .input())
                .contains(
                        "\"migration\":\"one\"", "\"trigger\":\"ALARM\"", "\"by\":\"alarm\"", "\"reason\":\"errors\"");
    }

    @Test
    void startRollback_twiceByTheSameName_startsOne() {
        executions.startRollback("one-back", new Executions.RollbackRequest("one", "ALARM", "alarm", "errors"));

        assertThatCode(() -> executions.startRollback(
                        "one-back", new Executions.RollbackRequest("one", "DEATH", "sweeper", "gone")))
                .doesNotThrowAnyException();
        assertThat(onlyExecution()).endsWith(":one-back");
    }

    private String onlyExecution() {
        return client.listExecutions(request -> request.stateMachineArn(machine)).executions().stream()
                .reduce((one, other) -> {
                    throw new AssertionError("more than one execution: " + one + ", " + other);
                })
                .orElseThrow()
                .executionArn();
    }

    @Test
    void isRollingBack_whileOneRunsByEitherName_isTrue() {
        assertThat(executions.isRollingBack("one")).isFalse();

        executions.startRollback(
                "one-back-29540700", new Executions.RollbackRequest("one", "DEATH", "sweeper", "gone"));

        assertThat(executions.isRollingBack("one")).isTrue();
        assertThat(executions.isRollingBack("on")).isFalse();

        String arn = onlyExecution();
        client.stopExecution(request -> request.executionArn(arn));
        assertThat(executions.isRollingBack("one")).isFalse();
    }

    @Test
    void isRunning_stopped_isFalse() {
        executions.startRollback("one-back", new Executions.RollbackRequest("one", "ALARM", "alarm", "errors"));
        String arn = onlyExecution();

        client.stopExecution(request -> request.executionArn(arn));

        assertThat(executions.isRunning(arn)).isFalse();
    }

    @Test
    void isRunning_neverStarted_isFalse() {
        assertThat(executions.isRunning(machine.replace(":stateMachine:", ":execution:") + ":never"))
                .isFalse();
    }

    @Test
    void isRunning_cannotBeTold_isUnavailable() {
        assertThatThrownBy(() -> executions.isRunning("no ARN")).isInstanceOf(UnavailableException.class);
    }
}
