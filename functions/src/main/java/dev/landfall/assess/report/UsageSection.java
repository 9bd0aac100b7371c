package dev.landfall.assess.report;

import dev.landfall.assess.MigrationPlan;
import dev.landfall.page.Amounts;
import dev.landfall.page.Canvas;
import dev.landfall.page.Markup;
import dev.landfall.page.Tables;
import dev.landfall.usage.Usage;
import dev.landfall.usage.Usage.HourOfWeek;
import dev.landfall.usage.Usage.ProcessUsage;
import dev.landfall.usage.Usage.Requests;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was measured: a week as a picture, and the figures that the sizes come from. */
final class UsageSection {
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final int HOURS = 24;
    private static final double CELL = 30;
    private static final double LEFT = 46;
    private static final double TOP = 22;
    private static final int SHADES = 5;

    private final Markup html;

    UsageSection(Markup html) {
        this.html = html;
    }

    void write(MigrationPlan plan) {
        html.element("h2", "What it uses");
        @Nullable Usage usage = plan.usage();
        if (usage == null) {
            html.element(
                    "p",
                    "Nothing was measured: no log was given. Sizes come from the dynos' labels.",
                    "class",
                    "scenario");
            return;
        }
        html.element(
                "p",
                Amounts.count(usage.lines()) + " lines from " + usage.from() + " to " + usage.to() + ", "
                        + Amounts.count(usage.unread()) + " of no known format.",
                "class",
                "scenario");
        if (usage.requests() != null) {
            requests(usage.requests());
        }
        processes(usage.processes());
        errors(usage);
    }

    private void requests(Requests requests) {
        html.element(
                "p",
                String.format(
                        Locale.ROOT,
                        "%,d requests; the largest minute, %s, had %.1f a second; service time p50 %.0f ms, p95 %.0f ms,"
                                + " p99 %.0f ms.",
                        requests.count(),
                        requests.spike().minute(),
                        requests.spike().requestsPerSecond(),
                        requests.serviceMillis().p50(),
                        requests.serviceMillis().p95(),
                        requests.serviceMillis().p99()),
                "class",
                "scenario");
        week(requests.hours());
    }

    /** Days down, hours across; the darker, the more requests. Each cell says its figures. */
    private void week(List<HourOfWeek> hours) {
        double most =
                hours.stream().mapToDouble(HourOfWeek::requestsPerSecond).max().orElse(1);
        html.open("figure")
                .open(
                        "svg",
                        "class",
                        "week",
                        "viewBox",
                        "0 0 " + Canvas.number(LEFT + HOURS * CELL) + " " + Canvas.number(TOP + DAYS.size() * CELL),
                        "role",
                        "img",
                        "aria-label",
                        "requests a second by hour of the week, UTC");
        Canvas canvas = new Canvas(html);
        for (int hour = 0; hour < HOURS; hour += 3) {
            canvas.label("tick", hour + " h", LEFT + hour * CELL, TOP - 7, Canvas.Anchor.START);
        }
        for (int day = 0; day < DAYS.size(); day++) {
            canvas.label("tick", DAYS.get(day), LEFT - 8, TOP + (day + 0.65) * CELL, Canvas.Anchor.END);
        }
        hours.forEach(hour -> cell(hour, most));
        html.close("svg")
                .element(
                        "figcaption",
                        "Requests a second by hour of the week, UTC; the darkest is " + Canvas.number(most))
                .close("figure");
    }

    private void cell(HourOfWeek hour, double most) {
        int day = hour.hour() / HOURS;
        long shade = most == 0 ? 0 : Math.round(hour.requestsPerSecond() / most * SHADES);
        html.tag("rect")
                .with("class", "shade-" + shade)
                .with("x", LEFT + hour.hour() % HOURS * CELL + 1)
                .with("y", TOP + day * CELL + 1)
                .with("width", CELL - 2)
                .with("height", CELL - 2)
                .open();
        html.element(
                        "title",
                        String.format(
                                Locale.ROOT,
                                "%s %d h: %.1f requests a second, p50 %.0f ms, p95 %.0f ms",
                                DAYS.get(day),
                                hour.hour() % HOURS,
                                hour.requestsPerSecond(),
                                hour.p50Millis(),
                                hour.p95Millis()))
                .close("rect");
    }

    private void processes(Map<String, ProcessUsage> processes) {
        if (processes.isEmpty()) {
            return;
        }
        Tables.open(html, "process type", "dynos seen", "memory, MB", "swap, MB", "load");
        new TreeMap<>(processes)
                .forEach((name, used) -> Tables.row(
                        html,
                        name,
                        Integer.toString(used.dynos()),
                        UsageWords.distribution(used.memoryMb(), UsageWords.MEGABYTES),
                        UsageWords.distribution(used.swapMb(), UsageWords.MEGABYTES),
                        UsageWords.distribution(used.load(), UsageWords.LOAD)));
        Tables.close(html);
    }

    private void errors(Usage usage) {
        if (!usage.errors().isEmpty()) {
            Tables.open(html, "error", "times", "share");
            usage.errors()
                    .forEach((code, times) ->
                            Tables.row(html, code, Amounts.count(times), UsageWords.share(usage, code)));
            Tables.close(html);
        }
    }
}
