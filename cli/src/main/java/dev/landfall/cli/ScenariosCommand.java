package dev.landfall.cli;

import dev.landfall.cli.Terminal.Style;
import dev.landfall.rehearsal.scenario.Scenario;
import dev.landfall.rehearsal.scenario.Scenarios;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "scenarios",
        mixinStandardHelpOptions = true,
        description = "List what can be rehearsed: each scenario's name, what happens in it and how it must end.")
final class ScenariosCommand implements Callable<Integer> {
    private final Terminal terminal;

    ScenariosCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<Scenario> scenarios = Scenarios.all();
        int width = scenarios.stream().mapToInt(s -> s.name().length()).max().orElse(0);
        for (Scenario scenario : scenarios) {
            String name = scenario.name() + " ".repeat(width - scenario.name().length());
            terminal.say("%s  %s %s"
                    .formatted(
                            terminal.styled(Style.BOLD, name),
                            oneLine(scenario.description()),
                            terminal.styled(Style.DIM, "→ " + scenario.expect().outcome())));
        }
        return ExitCode.OK;
    }

    /** Folded YAML text ends with a line break. */
    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
