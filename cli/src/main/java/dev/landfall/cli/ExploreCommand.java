package dev.landfall.cli;

import dev.landfall.cli.Terminal.Style;
import dev.landfall.cli.report.MatrixReport;
import dev.landfall.page.Amounts;
import dev.landfall.rehearsal.Listener;
import dev.landfall.rehearsal.Rehearsal;
import dev.landfall.rehearsal.explore.Exploration;
import dev.landfall.rehearsal.explore.Explorer;
import dev.landfall.rehearsal.explore.Fault;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explore",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = {
            "Rehearse a shift again and again: each time one fault, at one state or before or after one call.",
            "Every state and every call gets every fault that may befall it; the promises are judged from what then"
                    + " stands in the world. Exit code 0 only if none was ever broken."
        })
final class ExploreCommand implements Callable<Integer> {
    static final class FaultWords implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Fault.values()).map(Fault::word).iterator();
        }
    }

    /** A history may be long; what breaks a promise is at its end, and what made it go wrong may be long before. */
    private static final int LINES_OF_HISTORY = 60;

    private final Terminal terminal;
    private final Supplier<Rehearsal> rehearsal;

    @Parameters(arity = "0..1", paramLabel = "SPEC", description = "Spec file; without one, a four-step example.")
    private @Nullable Path spec;

    @Option(
            names = "--faults",
            paramLabel = "LIST",
            split = ",",
            completionCandidates = FaultWords.class,
            showDefaultValue = Visibility.NEVER,
            description = "Only these faults, separated by commas; all of them without it: ${COMPLETION-CANDIDATES}.")
    private List<String> faults = List.of();

    @Option(
            names = "--depth",
            paramLabel = "N",
            defaultValue = "1",
            description = "2 lets a second fault strike the way back from a first.")
    private int depth;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same cases and the same verdicts.")
    private long seed;

    @Option(names = "--json", description = "Print the result as one JSON document, and nothing else.")
    private boolean json;

    @Option(
            names = "--report",
            paramLabel = "FILE.html",
            description = "Write a matrix of states and faults that any browser opens.")
    private @Nullable Path report;

    @Option(
            names = "--replay",
            paramLabel = "CASE",
            description = "Run one case again, as a broken promise names it, and follow it.")
    private @Nullable String replay;

    /** @param rehearsal of what is deployed; asked for once it is needed */
    ExploreCommand(Terminal terminal, Supplier<Rehearsal> rehearsal) {
        this.terminal = terminal;
        this.rehearsal = rehearsal;
    }

    @Override
    public Integer call() {
        Explorer.Request request = request();
        Explorer explorer = new Explorer(rehearsal.get());
        if (replay != null) {
            return replay(explorer, request, replay);
        }
        Optional<ReportFile> file = Optional.ofNullable(report).map(path -> ReportFile.at("--report", path));

        Exploration found = explore(explorer, request);
        file.ifPresent(target -> target.write(MatrixReport.of(found, request)));
        tell(found);
        return found.broken().isEmpty() ? ExitCode.OK : ExitCode.PROMISE_BROKEN;
    }

    private Exploration explore(Explorer explorer, Explorer.Request request) {
        try (ProgressLine progress = new ProgressLine(terminal, json)) {
            return explorer.explore(request, progress);
        }
    }

    private Explorer.Request request() {
        if (depth < 1 || depth > 2) {
            throw new BadInputException("--depth: " + depth + " must be 1 or 2");
        }
        Set<Fault> chosen = EnumSet.allOf(Fault.class);
        if (!faults.isEmpty()) {
            chosen = EnumSet.noneOf(Fault.class);
            faults.stream().map(Fault::named).forEach(chosen::add);
        }
        String text = new String(SpecFile.read(spec), StandardCharsets.UTF_8);
        return new Explorer.Request(spec == null ? "" : spec.toString(), text, chosen, depth, seed);
    }

    private int replay(Explorer explorer, Explorer.Request request, String which) {
        Listener listener = json ? Listener.SILENT : new PlainTimeline(terminal);
        Rehearsal.Run run = explorer.replay(request, which, listener);
        if (json) {
            terminal.out().print(run.result().toJson());
            terminal.out().flush();
        } else {
            new Summary(terminal, run, report).print();
        }
        boolean kept = run.result().promises().stream().allMatch(promise -> promise.kept());
        return kept ? ExitCode.OK : ExitCode.PROMISE_BROKEN;
    }

    // ---- What came of it

    private void tell(Exploration found) {
        if (json) {
            terminal.out().print(found.toJson());
            terminal.out().flush();
            return;
        }
        found.broken().forEach(this::tell);
        terminal.say("");
        terminal.say(
                found.broken().isEmpty()
                        ? terminal.styled(Style.GOOD, "Every promise was kept, every time.")
                        : terminal.styled(Style.BAD, ways(found.broken().size())));
        row(
                "explored",
                Amounts.count(found.scenarios(), "scenario") + ": "
                        + Amounts.count(found.states().size(), "state") + ", "
                        + Amounts.count(found.calls().size(), "call") + " of ports, "
                        + Amounts.count(found.faults().size(), "fault"));
        row("harm", "users noticed failures for at most " + Amounts.span(seconds(found.worstHarmSeconds())));
        Double reaction = found.worstReactionSeconds();
        row(
                "reaction",
                reaction == null
                        ? "no scenario let nothing but AWS fail"
                        : "at most " + Amounts.seconds(reaction) + " from an alarm to the first write back");
        row("speed", Amounts.count(found.perMinute()) + " scenarios a minute");
        row("report", report == null ? "none; --report FILE.html draws the matrix" : report.toString());
    }

    private static String ways(int broken) {
        return broken == 1 ? "One way to break a promise." : broken + " ways to break a promise.";
    }

    private void tell(Exploration.Broken broken) {
        terminal.say("");
        terminal.say(terminal.styled(Style.BAD, "broken " + broken.promise()) + "  " + broken.evidence());
        terminal.say("  where     " + broken.state() + ", " + broken.fault());
        shortened(broken.history()).forEach(line -> terminal.say("    " + line));
        terminal.say("  replay    " + broken.replay());
    }

    /** Its end, and of what comes before only what was done to the shift. */
    static List<String> shortened(List<String> history) {
        int from = Math.max(0, history.size() - LINES_OF_HISTORY);
        List<String> faults = history.subList(0, from).stream()
                .filter(line -> line.contains("  ! "))
                .toList();
        List<String> lines = new ArrayList<>(faults);
        if (from > faults.size()) {
            lines.add("… " + Amounts.count(from - faults.size(), "earlier line")
                    + "; the replay follows the case from its start");
        }
        lines.addAll(history.subList(from, history.size()));
        return List.copyOf(lines);
    }

    private void row(String name, String text) {
        terminal.say("  " + terminal.styled(Style.DIM, name + " ".repeat(10 - name.length())) + text);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofSeconds(Math.round(seconds));
    }
}
