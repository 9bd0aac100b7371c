package dev.landfall.cli;

import dev.landfall.cli.deployed.Deployment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show where a migration stands; without NAME, everything that is under way.")
final class StatusCommand implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final Surroundings surroundings;

    @Mixin
    private final StackOptions stack = new StackOptions();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Hostname (its last migration), or a migration.")
    private @Nullable String name;

    @Option(names = "--watch", description = "Look again every 5 s, until nothing is under way.")
    private boolean watch;

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Subject subject = name == null ? null : Subject.of(name);
        try (Deployment deployment = stack.connect(surroundings)) {
            Situation situation = new Situation(deployment, surroundings.terminal());
            Situation.Picture picture = situation.of(subject);
            print(picture.lines(), List.of());
            while (watch && picture.underWay()) {
                surroundings.pause().last(BETWEEN_LOOKS);
                List<String> before = picture.lines();
                picture = situation.of(subject);
                print(picture.lines(), before);
            }
            return ExitCode.OK;
        }
    }

    /** Draws over the last picture on a terminal; elsewhere prints a picture only if something changed. */
    private void print(List<String> lines, List<String> before) {
        Terminal terminal = surroundings.terminal();
        if (lines.equals(before)) {
            return;
        }
        if (terminal.interactive() && !before.isEmpty()) {
            terminal.out().print("\u001b[H\u001b[2J");
        }
        lines.forEach(terminal::say);
        terminal.out().flush();
    }
}
