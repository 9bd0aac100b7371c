package dev.landfall.cli;

import dev.landfall.cli.deployed.Deployment;
import dev.landfall.cli.deployed.Machines.Execution;
import dev.landfall.rollback.RollbackDesk;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = {
            "Start the rollback machine: the records become what they were before the migration.",
            "Works at any time, also after the migration has ended, and needs nothing of AWS's side to be healthy."
        })
final class RollbackCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final StackOptions stack = new StackOptions();

    @Parameters(paramLabel = "NAME", description = "Hostname (its last migration), or a migration.")
    private String name = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "asked for on the command line",
            description = "Why; it is journalled.")
    private String reason = "";

    @Option(names = "--wait", description = "Stay until it has ended; exit code 3 says that it is proved.")
    private boolean wait;

    RollbackCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Subject subject = Subject.of(name);
        try (Deployment deployment = stack.connect(surroundings)) {
            subject.requireKnown(deployment.memory());
            Execution started =
                    deployment.machines().startRollback(executionName(subject), request(subject, deployment));
            surroundings.terminal().say("started the rollback of " + subject);
            surroundings.terminal().say("  execution  " + started.arn());
            return wait
                    ? new Follower(surroundings, deployment)
                            .followRollback(subject.resolve(deployment.memory()), started.arn())
                    : ExitCode.OK;
        }
    }

    /** New each second: an operator who asks again after a rollback failed must not be told of the old one. */
    private String executionName(Subject subject) {
        String stem = subject.toString().replaceAll("[^A-Za-z0-9_-]", "-");
        return stem.substring(0, Math.min(stem.length(), 56)) + "-operator-"
                + surroundings.clock().instant().getEpochSecond();
    }

    private RollbackDesk.Request request(Subject subject, Deployment deployment) {
        return new RollbackDesk.Request(
                subject.migration(),
                subject.hostname(),
                RollbackDesk.Trigger.OPERATOR,
                deployment.caller().name(),
                reason);
    }
}
