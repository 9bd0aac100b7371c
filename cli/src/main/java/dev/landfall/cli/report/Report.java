package dev.landfall.cli.report;

import dev.landfall.cli.words.OutcomeWords;
import dev.landfall.cli.words.Reasons;
import dev.landfall.page.Amounts;
import dev.landfall.page.Markup;
import dev.landfall.page.Page;
import dev.landfall.rehearsal.Rehearsal;
import dev.landfall.rehearsal.RehearsalResult;
import dev.landfall.rehearsal.RehearsalResult.WeightAt;
import dev.landfall.rehearsal.Timeline;
import dev.landfall.rehearsal.Timeline.PromiseWord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A rehearsal as one HTML document without scripts and without anything to load. The same rehearsal gives the same
 * bytes, so it leaves out how long it took on this machine.
 */
public final class Report {
    private final RehearsalResult result;
    private final Timeline timeline;
    private final Rehearsal.Run run;
    private final Markup html = new Markup();

    private Report(Rehearsal.Run run) {
        this.run = run;
        this.result = run.result();
        this.timeline = run.timeline();
    }

    /** The whole document, also well-formed XML. */
    public static String of(Rehearsal.Run run) {
        return new Report(run).document();
    }

    private String document() {
        Page.open(html, result.outcome() + ": " + timeline.hostname() + ", " + timeline.scenario());
        verdict();
        figures();
        chart();
        decisions();
        promises();
        pages();
        weights();
        footer();
        return Page.close(html);
    }

    private void verdict() {
        String style = result.outcome().name().toLowerCase(Locale.ROOT).replace('_', '-');
        html.open("header");
        html.element("p", "Landfall rehearsal", "class", "eyebrow");
        html.element("h1", OutcomeWords.headline(result.outcome(), timeline.hostname()));
        html.open("p", "class", "outcome " + style);
        html.element("span", OutcomeWords.mark(result.outcome()), "class", "mark", "aria-hidden", "true");
        html.element("strong", result.outcome().name());
        OutcomeWords.reason(result.journal(), timeline.refusal())
                .ifPresent(reason -> html.element("span", reason, "class", "why"));
        html.close("p");
        html.open("p", "class", "scenario");
        html.element("b", timeline.scenario()).text(" ").element("span", timeline.description());
        html.close("p").close("header");
    }

    private void figures() {
        long asked = result.servedRequests() + result.failedRequests();
        html.open("dl", "class", "figures");
        figure("Requests served", Amounts.count(result.servedRequests()), null);
        figure(
                "Requests failed",
                Amounts.count(result.failedRequests()),
                Amounts.share(result.failedRequests(), asked) + " of all");
        figure(
                "Users harmed for",
                Amounts.span(Duration.ofSeconds(timeline.harm().secondsOverOnePercent())),
                "more than 1 % failing");
        Double reaction = result.reactionSeconds();
        figure(
                "Reaction",
                reaction == null ? "–" : Amounts.seconds(reaction),
                reaction == null ? "no alarm to answer" : "alarm to first write back");
        figure("Took", Amounts.span(Duration.between(timeline.startedAt(), timeline.endedAt())), "in virtual time");
        figure(
                "Costs",
                Amounts.cost(result.transitions()),
                Amounts.count(result.transitions()) + " transitions, " + Amounts.count(result.historyEvents())
                        + " events");
        html.close("dl");
    }

    private void figure(String name, String value, @Nullable String detail) {
        html.open("div").element("dt", name).element("dd", value);
        if (detail != null) {
            html.element("dd", detail, "class", "detail");
        }
        html.close("div");
    }

    private void chart() {
        html.element("h2", "What happened").open("figure");
        TimelineChart.draw(run, Frame.WIDE, html);
        TimelineChart.draw(run, Frame.NARROW, html);
        html.element("figcaption", caption()).close("figure");
    }

    private String caption() {
        String lingering = timeline.harm().lingeringOnHeroku() == 0
                ? ""
                : " Resolvers that hold on to old answers sent "
                        + Amounts.count(timeline.harm().lingeringOnHeroku())
                        + " requests to Heroku after AWS had all the weight.";
        return "Hours and minutes since the start, in virtual time. Numbers mark decisions"
                + (timeline.happenings().isEmpty() ? "" : ", letters what the scenario did")
                + "; both are told below. "
                + "Requests of AWS are drawn on top of those of Heroku; striped is an alarm in ALARM, dashed one "
                + "without data." + lingering;
    }

    private void decisions() {
        html.element("h2", "Decisions").open("ol", "class", "moments");
        Moment.of(timeline).forEach(this::moment);
        html.close("ol");
        html.open("details")
                .element("summary", "The whole journal, " + timeline.decisions().size() + " entries");
        html.open("ol", "class", "moments plain");
        timeline.decisions().forEach(entry -> entry(entry.at(), entry.title(), entry.reasons()));
        html.close("ol").close("details");
    }

    private void moment(Moment moment) {
        html.open("li").open("span", "class", moment.decision() ? "mark decision" : "mark happening");
        html.text(moment.mark()).close("span");
        told(moment.at(), moment.title(), moment.reasons());
        html.close("li");
    }

    private void entry(Instant at, String title, List<String> reasons) {
        html.open("li");
        told(at, title, reasons);
        html.close("li");
    }

    private void told(Instant at, String title, List<String> reasons) {
        html.element("time", clock(at)).open("div").element("p", title, "class", "what");
        reasons.forEach(reason -> html.element("p", Reasons.plain(reason), "class", "why"));
        html.close("div");
    }

    private void promises() {
        html.element("h2", "Promises").open("ul", "class", "promises");
        timeline.promises().forEach(this::promise);
        html.close("ul");
    }

    private void promise(PromiseWord promise) {
        String style = promise.kept() ? "kept" : "broken";
        html.open("li", "class", style);
        html.element("span", promise.kept() ? "✓ kept" : "✗ broken", "class", "badge");
        html.open("div").element("p", promise.number() + ". " + promise.promise(), "class", "what");
        html.element("p", promise.evidence(), "class", "why").close("div").close("li");
    }

    private void pages() {
        html.element("h2", "Pages");
        if (timeline.pages().isEmpty()) {
            html.element("p", "Nobody was called.", "class", "none");
            return;
        }
        html.open("ol", "class", "moments plain");
        timeline.pages().forEach(page -> entry(page.at(), page.subject(), List.of(page.message())));
        html.close("ol");
    }

    private void weights() {
        html.element("h2", "Weights").open("div", "class", "scroll").open("table");
        html.open("thead")
                .open("tr")
                .element("th", "After")
                .element("th", "Heroku")
                .element("th", "AWS");
        html.element("th", "At").close("tr").close("thead").open("tbody");
        result.weights().forEach(this::weight);
        html.close("tbody").close("table").close("div");
    }

    private void weight(WeightAt weight) {
        html.open("tr").element("td", clock(weight.at())).element("td", 100 - weight.aws() + " %");
        html.element("td", weight.aws() + " %")
                .element("td", Amounts.stamp(weight.at()))
                .close("tr");
    }

    private void footer() {
        html.open("footer").open("p").text("To see it again: ");
        html.element("code", "landfall rehearse --scenario " + timeline.scenario() + " --seed " + timeline.seed());
        html.text(". A rehearsal is a simulation: it proves the machines and the plan, not the application.");
        html.close("p").close("footer");
    }

    private String clock(Instant at) {
        return Amounts.clock(Duration.between(timeline.startedAt(), at));
    }
}
