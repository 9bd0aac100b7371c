package dev.landfall.cli;

import dev.landfall.cli.Terminal.Style;
import dev.landfall.page.Amounts;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.SpecReader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description = {
            "Check a spec without network, and print the plan with every default filled in.",
            "Whether zone, alarms and targets exist is asked by the machine, before it writes anything."
        })
final class ValidateCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "SPEC", description = "Spec file, YAML or JSON.")
    @SuppressWarnings("NullAway.Init") // picocli refuses to run without it
    private Path spec;

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ShiftSpec read = SpecReader.read(SpecFile.read(spec));
        terminal.say(terminal.styled(Style.GOOD, "✓ valid") + "  " + read.hostname() + ": "
                + read.heroku().connectTo() + " → " + read.aws().connectTo());
        read.steps().forEach(step -> terminal.say(line(step)));
        terminal.say(
                "  at most " + Amounts.span(read.longest()) + " in all; then a soak of " + Amounts.span(read.soak()));
        return ExitCode.OK;
    }

    private static String line(ShiftSpec.Step step) {
        String gate = step.gate() == ShiftSpec.Gate.TIMER
                ? "then on by itself"
                : "then waits for " + step.gate().name().toLowerCase(Locale.ROOT) + ", " + Amounts.span(step.deadline())
                        + " at most";
        return "  AWS " + " ".repeat(3 - Integer.toString(step.weight()).length()) + step.weight() + " %  for "
                + Amounts.span(step.bake()) + ", " + gate;
    }
}
