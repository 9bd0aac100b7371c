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
            if (answer.status() == Gatekeeper.Status.NOT_WAITING) {
                subject.requireKnown(deployment.memory());
            }
            return tell(surroundings.terminal(), answer);
        }
    }

    private static int tell(Terminal terminal, Gatekeeper.Answer answer) {
        return switch (answer.status()) {
            case TAKEN -> {
                terminal.say(answer.message());
                yield ExitCode.OK;
            }
            case NOT_YET, NOT_WAITING -> {
                terminal.say(answer.message());
                yield ExitCode.REFUSED;
            }
            case INVALID -> throw new BadInputException(answer.message());
        };
    }
}
