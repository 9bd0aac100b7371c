package dev.landfall.cli;

import dev.landfall.cli.deployed.Deployment;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        description = "Print a migration's journal: every decision with its inputs, oldest first.")
final class HistoryCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private final StackOptions stack = new StackOptions();

    @Parameters(paramLabel = "NAME", description = "Hostname (its last migration), or a migration.")
    private String name = "";

    HistoryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Subject subject = Subject.of(name);
        try (Deployment deployment = stack.connect(surroundings)) {
            subject.journal(deployment.memory())
                    .forEach(entry -> surroundings.terminal().say(JournalLine.of(entry)));
            return ExitCode.OK;
        }
    }
}
