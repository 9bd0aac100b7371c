package dev.landfall.cli;

import dev.landfall.rehearsal.Rehearsal;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The entry point: puts the sub-commands together, and turns what they throw into one line and an exit code. */
@Command(
        name = "landfall",
        mixinStandardHelpOptions = true,
        versionProvider = Landfall.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        header = "Moves the traffic of a Heroku app to AWS step by step, and brings it back by itself.",
        description = {
            "",
            "Offline, with no AWS account: rehearse, explore, scenarios, validate; assess and plan.",
            "For a deployed stack: plan register, start, status, approve, abort, rollback, history.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; for a shift: COMPLETED",
            "1:our own failure, or AWS did not answer",
            "2:bad input; nothing was written",
            "3:ROLLED_BACK: traffic is on Heroku again, as it was found",
            "4:ROLLBACK_UNVERIFIED: a human must look at the records",
            "5:REFUSED, or asked too early or too late: traffic was not touched",
            "6:explore: a promise was broken"
        },
        footer = {"", "AWS_ENDPOINT_URL, AWS_PROFILE and AWS_REGION are honoured; so is NO_COLOR."})
public final class Landfall implements Runnable {

    @Option(
            names = {"-X", "--stacktrace"},
            scope = ScopeType.INHERIT,
            description = "Print where an error came from (also: LANDFALL_DEBUG=1).")
    private boolean stacktrace;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    private final Surroundings surroundings;

    private Landfall(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    public static void main(String[] arguments) {
        System.exit(run(Surroundings.ofProcess(), arguments));
    }

    /** @return the exit code */
    static int run(Surroundings surroundings, String... arguments) {
        return new Landfall(surroundings).commandLine().execute(arguments);
    }

    private CommandLine commandLine() {
        Terminal terminal = surroundings.terminal();
        return new CommandLine(this)
                .addSubcommand(new RehearseCommand(surroundings))
                .addSubcommand(new ExploreCommand(terminal, () -> Rehearsal.fromClassPath()))
                .addSubcommand(new ScenariosCommand(terminal))
                .addSubcommand(new ValidateCommand(terminal))
                .addSubcommand(new AssessCommand(surroundings))
                .addSubcommand(
                        new CommandLine(new PlanCommand(surroundings)).addSubcommand(new RegisterCommand(surroundings)))
                .addSubcommand(new StartCommand(surroundings))
                .addSubcommand(new StatusCommand(surroundings))
                .addSubcommand(new ApproveCommand(surroundings))
                .addSubcommand(new AbortCommand(surroundings))
                .addSubcommand(new RollbackCommand(surroundings))
                .addSubcommand(new HistoryCommand(surroundings))
                .addSubcommand(new CommandLine.HelpCommand())
                .setOut(terminal.out())
                .setErr(terminal.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.colour() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler((e, arguments) -> misused(e))
                .setExecutionExceptionHandler((e, command, result) -> failed(e));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    private int misused(ParameterException e) {
        String hint = " (" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help shows what is allowed)";
        surroundings.terminal().complain(message(e) + hint);
        trace(e);
        return ExitCode.BAD_INPUT;
    }

    private int failed(Exception e) {
        Complaint complaint = Complaint.about(e);
        surroundings.terminal().complain(complaint.line());
        trace(e);
        return complaint.exitCode();
    }

    private void trace(Exception e) {
        if (stacktrace || surroundings.debug()) {
            e.printStackTrace(surroundings.terminal().err());
        }
    }

    static String message(Throwable e) {
        return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Landfall.class.getPackage().getImplementationVersion();
            return new String[] {"landfall " + Objects.requireNonNullElse(version, "(not packaged)")};
        }
    }
}
