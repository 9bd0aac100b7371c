package dev.landfall.cli;

import dev.landfall.cli.deployed.Deployment;
import dev.landfall.cli.deployed.Gates;
import dev.landfall.gate.Gatekeeper;
import java.util.function.BiFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What approve and abort have in common: whose migration, and why. Who asks is found out. */
final class GateRequest {
    @Mixin
    private final StackOptions stack = new StackOptions();

    @Parameters(paramLabel = "NAME", description = "Hostname, or a migration.")
    private String name = "";

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; it is journalled.")
    private String reason = "";

    int send(Surroundings surroundings, BiFunction<Gates, Gatekeeper.Request, Gatekeeper.Answer> how) {
        Subject subject = Subject.of(name);
        if (reason.isBlank()) {
            throw new BadInputException("--reason: \"\" is empty; why it is done is wanted, for the journal");
        }
        try (Deployment deployment = stack.connect(surroundings)) {
            Gatekeeper.Answer answer = how.apply(
                    deployment.gates(),
                    new Gatekeeper.Request(
                            subject.migration(),
                            subject.hostname(),
                            deployment.caller().name(),
                            reason));
            surroundings.terminal().say(answer.message());
            return exitCode(answer.status());
        }
    }

    private static int exitCode(Gatekeeper.Status status) {
        return switch (status) {
            case TAKEN -> ExitCode.OK;
            case NOT_YET, NOT_WAITING -> ExitCode.REFUSED;
            case INVALID -> ExitCode.BAD_INPUT;
        };
    }
}
