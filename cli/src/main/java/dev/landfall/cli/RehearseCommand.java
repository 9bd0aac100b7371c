package dev.landfall.cli;

import dev.landfall.cli.report.Report;
import dev.landfall.rehearsal.Listener;
import dev.landfall.rehearsal.Rehearsal;
import dev.landfall.rehearsal.scenario.Scenario;
import dev.landfall.rehearsal.scenario.Scenarios;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "rehearse",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Run a shift on this machine, in virtual time and a simulated world.",
            "The state machines and handlers are those of a deployment. Needs no AWS account. The exit code is the"
                    + " outcome."
        })
final class RehearseCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(arity = "0..1", paramLabel = "SPEC", description = "Spec file; without one, a four-step example.")
    private @Nullable Path spec;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "smooth",
            description = "What happens meanwhile; `landfall scenarios` lists them.")
    private String scenario = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same rehearsal to the byte.")
    private long seed;

    @Option(names = "--json", description = "Print the result as one JSON document, and nothing else.")
    private boolean json;

    @Option(names = "--report", paramLabel = "FILE.html", description = "Write a report that any browser opens.")
    private @Nullable Path report;

    RehearseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        byte[] bytes = SpecFile.read(spec);
        Scenario chosen = Scenarios.named(scenario);
        Optional<ReportFile> file = Optional.ofNullable(report).map(path -> ReportFile.at("--report", path));

        Rehearsal.Run run = rehearse(bytes, chosen);
        file.ifPresent(target -> target.write(Report.of(run)));
        tell(run);
        return ExitCode.of(run.result().outcome());
    }

    private Rehearsal.Run rehearse(byte[] bytes, Scenario chosen) {
        Terminal terminal = surroundings.terminal();
        if (json) {
            return surroundings.rehearser().run(bytes, chosen, seed, Listener.SILENT);
        }
        if (!terminal.interactive()) {
            return surroundings.rehearser().run(bytes, chosen, seed, new PlainTimeline(terminal));
        }
        try (LiveTimeline live = new LiveTimeline(terminal, surroundings.clock())) {
            return surroundings.rehearser().run(bytes, chosen, seed, live);
        }
    }

    private void tell(Rehearsal.Run run) {
        Terminal terminal = surroundings.terminal();
        if (json) {
            terminal.out().print(run.result().toJson());
            terminal.out().flush();
        } else {
            new Summary(terminal, run, report).print();
        }
    }
}
