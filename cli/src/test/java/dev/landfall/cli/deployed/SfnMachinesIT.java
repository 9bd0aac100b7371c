package dev.landfall.cli.deployed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.cli.deployed.Machines.Execution;
import dev.landfall.cli.deployed.Machines.Status;
import dev.landfall.lambda.AwsEmulator;
import dev.landfall.rollback.RollbackDesk;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sfn.SfnClient;

@ExtendWith(AwsEmulator.class)
class SfnMachinesIT {
    private static final String SPEC = "{\"hostname\":\"api.example.com\"}";

    private SfnClient client;
    private Machines machines;

    @BeforeEach
    void createMachines(AwsEmulator aws) {
        client = aws.client(SfnClient.builder());
        machines = new SfnMachines(client, EmulatedMachine.thatWaits(client), EmulatedMachine.thatWaits(client));
    }

    @Test
    void startShift_once_runsWithTheSpecAsInput() {
        Instant before = Instant.now().minusSeconds(60);

        Execution started = machines.startShift("api-1", SPEC);

        assertThat(started.name()).isEqualTo("api-1");
        assertThat(started.status()).isEqualTo(Status.RUNNING);
        assertThat(started.started()).isAfter(before);
        assertThat(input(started)).isEqualTo(SPEC);
    }

    @Test
    void startShift_sameNameAndSpecWhileItRuns_isTheSameExecution() {
        Execution first = machines.startShift("api-1", SPEC);

        assertThat(machines.startShift("api-1", SPEC)).isEqualTo(first);
    }

    @Test
    void startShift_nameOfAnotherSpec_isTheCallersMistake() {
        machines.startShift("api-1", SPEC);

        assertThatThrownBy(() -> machines.startShift("api-1", "{}"))
                .isInstanceOf(UnusableException.class)
                .hasMessageContainingAll("--name", "api-1", "a new name is wanted");
    }

    @Test
    void startShift_machineThatIsGone_isRefusedInAwsWords() {
        Machines gone = new SfnMachines(client, "arn:aws:states:eu-west-1:123456789012:stateMachine:gone", "none");

        assertThatThrownBy(() -> gone.startShift("api-1", SPEC))
                .isInstanceOf(RefusedByAwsException.class)
                .hasMessageContainingAll("Step Functions refused: StateMachineDoesNotExist", "gone");
    }

    @Test
    void startRollback_once_runsWithTheRequestAsInput() {
        Execution started = machines.startRollback(
                "api-1-operator",
                new RollbackDesk.Request("api-1", null, RollbackDesk.Trigger.OPERATOR, "ann", "regret"));

        assertThat(input(started))
                .contains(
                        "\"migration\":\"api-1\"",
                        "\"trigger\":\"OPERATOR\"",
                        "\"by\":\"ann\"",
                        "\"reason\":\"regret\"");
    }

    @Test
    void describe_refusedByTheMachine_tellsErrorAndCause() {
        Machines refusing = new SfnMachines(client, EmulatedMachine.thatRefuses(client), "none");

        Execution ended = ended(refusing, refusing.startShift("api-1", SPEC));

        assertThat(ended.isRefused()).isTrue();
        assertThat(ended.cause()).isEqualTo("no such zone");
    }

    @Test
    void describe_stopped_isAborted() {
        Execution started = machines.startShift("api-1", SPEC);

        client.stopExecution(request -> request.executionArn(started.arn()));

        assertThat(ended(machines, started).status()).isEqualTo(Status.ABORTED);
    }

    @Test
    void findShift_started_isTheExecution() {
        Execution started = machines.startShift("api-1", SPEC);

        assertThat(machines.findShift("api-1")).hasValue(started);
    }

    @Test
    void findShift_neverStarted_isEmpty() {
        assertThat(machines.findShift("api-1")).isEmpty();
    }

    private String input(Execution execution) {
        return client.describeExecution(request -> request.executionArn(execution.arn()))
                .input();
    }

    private static Execution ended(Machines of, Execution execution) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        Execution seen = of.describe(execution.arn());
        while (seen.isRunning() && Instant.now().isBefore(deadline)) {
            seen = of.describe(execution.arn());
        }
        return seen;
    }
}
