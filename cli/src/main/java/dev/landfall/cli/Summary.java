package dev.landfall.cli;

import dev.landfall.cli.Terminal.Style;
import dev.landfall.cli.words.OutcomeWords;
import dev.landfall.page.Amounts;
import dev.landfall.rehearsal.Rehearsal;
import dev.landfall.rehearsal.RehearsalResult;
import dev.landfall.rehearsal.RehearsalResult.WeightAt;
import dev.landfall.rehearsal.Timeline;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The end of a rehearsal in a few lines: how it ended, what users saw, what it cost. */
final class Summary {
    private final Terminal terminal;
    private final RehearsalResult result;
    private final Timeline timeline;
    private final @Nullable Path report;

    Summary(Terminal terminal, Rehearsal.Run run, @Nullable Path report) {
        this.terminal = terminal;
        this.result = run.result();
        this.timeline = run.timeline();
        this.report = report;
    }

    void print() {
        terminal.say("");
        terminal.say(Verdict.of(result.outcome(), timeline.hostname(), terminal));
        OutcomeWords.reason(result.journal(), timeline.refusal()).ifPresent(reason -> row("because", reason));
        row("users", users());
        row("weights", weights());
        row("reaction", reaction());
        row("time", time());
        row("cost", cost());
        row("promises", promises());
        broken().forEach(promise ->
                row("broken", promise.number() + ": " + promise.promise() + " " + promise.evidence()));
        row("report", report == null ? "none; --report FILE.html draws one" : report.toString());
    }

    private void row(String name, String text) {
        terminal.say("  " + terminal.styled(Style.DIM, name + " ".repeat(10 - name.length())) + text);
    }

    private String users() {
        long asked = result.servedRequests() + result.failedRequests();
        return "%s requests served, %s failed (%s); %s with more than 1 %% failing"
                .formatted(
                        Amounts.count(result.servedRequests()),
                        Amounts.count(result.failedRequests()),
                        Amounts.share(result.failedRequests(), asked),
                        Amounts.span(Duration.ofSeconds(timeline.harm().secondsOverOnePercent())));
    }

    private String weights() {
        String way = result.weights().stream().map(this::weight).collect(Collectors.joining(" → "));
        return way.isEmpty() ? "AWS had none at any time" : "AWS " + way;
    }

    private String weight(WeightAt weight) {
        return weight.aws() + " % at " + Amounts.clock(Duration.between(timeline.startedAt(), weight.at()));
    }

    private String reaction() {
        Double seconds = result.reactionSeconds();
        return seconds == null
                ? "no alarm fired with anything to take back"
                : Amounts.seconds(seconds) + " from the alarm to the first write of the rollback";
    }

    private String time() {
        Duration virtual = Duration.between(timeline.startedAt(), timeline.endedAt());
        return Amounts.span(virtual) + " of the shift, rehearsed in " + Amounts.count(result.wallMillis()) + " ms";
    }

    private String cost() {
        return "%s state transitions, about %s; %s history events"
                .formatted(
                        Amounts.count(result.transitions()),
                        Amounts.cost(result.transitions()),
                        Amounts.count(result.historyEvents()));
    }

    private String promises() {
        int kept = timeline.promises().size() - broken().size();
        return kept + " of " + timeline.promises().size() + " kept";
    }

    private List<Timeline.PromiseWord> broken() {
        return timeline.promises().stream().filter(promise -> !promise.kept()).toList();
    }
}
