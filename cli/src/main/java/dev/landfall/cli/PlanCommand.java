package dev.landfall.cli;

import dev.landfall.assess.PlanDiff;
import dev.landfall.assess.SealedPlan;
import dev.landfall.assess.Waiver;
import dev.landfall.assess.report.PlanReport;
import dev.landfall.cli.Terminal.Style;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Look at a plan that `landfall assess` wrote, compare two, waive a finding, prove that one may run, take its"
                        + " shift specs out, or register it.")
final class PlanCommand implements Runnable {
    private static final String PLAN = "PLAN";

    private final Surroundings surroundings;
    private final Terminal terminal;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    PlanCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.terminal = surroundings.terminal();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    @Command(description = "Print what a plan says.", mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = PLAN) Path plan,
            @Option(names = "--html", paramLabel = "FILE", description = "Write its page too.") @Nullable Path html) {
        SealedPlan sealed = read(plan);
        if (html != null) {
            ReportFile.at("--html", html).write(PlanReport.of(sealed, today()));
        }
        new PlanWords(terminal, today()).tell(sealed);
        return ExitCode.OK;
    }

    @Command(description = "Say in words what changed between two assessments.", mixinStandardHelpOptions = true)
    int diff(@Parameters(paramLabel = "OLDER") Path older, @Parameters(paramLabel = "NEWER") Path newer) {
        List<String> lines = PlanDiff.between(read(older).plan(), read(newer).plan());
        lines.forEach(terminal::say);
        if (lines.isEmpty()) {
            terminal.say("Nothing changed.");
        }
        return ExitCode.OK;
    }

    @Command(
            description = "Write the plan, and its page beside it, again with a waiver, under a new digest.",
            mixinStandardHelpOptions = true)
    int waive(
            @Parameters(paramLabel = PLAN) Path plan,
            @Option(names = "--finding", paramLabel = "ID", required = true) String finding,
            @Option(names = "--who", paramLabel = "NAME", required = true) String who,
            @Option(names = "--why", paramLabel = "TEXT", required = true) String why,
            @Option(names = "--until", paramLabel = "DATE", required = true, converter = Day.class) LocalDate until) {
        SealedPlan waived = read(plan).waive(new Waiver(finding, who, why, until.toString()), today());
        ReportFile file = ReportFile.at(PLAN, plan);
        Optional<Path> page = PlanFiles.pageBeside(plan);
        // Before the plan, so that a page that cannot be written leaves both as they were.
        page.ifPresent(path -> ReportFile.at(PLAN, path).write(PlanReport.of(waived, today())));
        file.write(waived.json());
        terminal.say("waived " + finding + " until " + until + "; the plan's digest is now " + waived.digest());
        page.ifPresent(path -> terminal.say("its page is written anew: " + path));
        return ExitCode.OK;
    }

    @Command(
            description = "Whether a machine would take it: its digest matches and no blocker is open.",
            mixinStandardHelpOptions = true)
    int verify(@Parameters(paramLabel = PLAN) Path plan) {
        SealedPlan sealed = read(plan);
        sealed.requireOpenTo(today());
        terminal.say(terminal.styled(Style.GOOD, "✓ intact") + ", no blocker open: " + sealed.digest());
        return ExitCode.OK;
    }

    @Command(
            description = {
                "Print the spec of one hostname's shift, with the plan's digest in it.",
                "Fill in what is still open; then validate, rehearse and start it."
            },
            mixinStandardHelpOptions = true)
    int spec(
            @Parameters(paramLabel = PLAN) Path plan,
            @Option(names = "--domain", paramLabel = "HOST", description = "Which, if the plan shifts several.")
                    @Nullable
                    String domain) {
        terminal.out().println(read(plan).shift(domain).toPrettyString());
        return ExitCode.OK;
    }

    private static SealedPlan read(Path plan) {
        return PlanFile.read(PLAN, plan);
    }

    private LocalDate today() {
        return surroundings.today();
    }

    /** picocli's own would show Java's exception. */
    static final class Day implements ITypeConverter<LocalDate> {
        @Override
        public LocalDate convert(String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException e) {
                throw new TypeConversionException("\"" + text + "\" is no day such as 2027-01-31");
            }
        }
    }
}
