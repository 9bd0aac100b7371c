package dev.landfall.rehearsal.explore;

import dev.landfall.rehearsal.Rehearsal;
import dev.landfall.rehearsal.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What happened in a run, in the order of time, a line each. */
final class History {

    private record Line(Instant at, String text) {}

    private History() {}

    static List<String> lines(Rehearsal.Run run) {
        Timeline timeline = run.timeline();
        List<Line> lines = new ArrayList<>();
        timeline.happenings().forEach(happening -> lines.add(new Line(happening.at(), "! " + happening.what())));
        timeline.decisions().forEach(decision -> lines.add(new Line(decision.at(), words(decision))));
        timeline.alarms()
                .forEach(change -> lines.add(new Line(change.at(), "alarm " + change.alarm() + ": " + change.to())));
        timeline.pages().forEach(page -> lines.add(new Line(page.at(), "paged: " + page.subject())));
        run.result().weights().forEach(weight -> lines.add(new Line(weight.at(), "AWS has " + weight.aws() + " %")));
        return lines.stream()
                .sorted(Comparator.comparing(Line::at))
                .map(line -> offset(timeline.startedAt(), line.at()) + "  " + line.text())
                .toList();
    }

    private static String words(Timeline.Decision decision) {
        return decision.reasons().isEmpty()
                ? decision.title()
                : decision.title() + ": " + String.join("; ", decision.reasons());
    }

    private static String offset(Instant start, Instant at) {
        Duration since = Duration.between(start, at);
        Duration magnitude = since.abs();
        return (since.isNegative() ? "-" : "+")
                + String.format(
                        java.util.Locale.ROOT,
                        "%02d:%02d:%02d",
                        magnitude.toHours(),
                        magnitude.toMinutesPart(),
                        magnitude.toSecondsPart());
    }
}
