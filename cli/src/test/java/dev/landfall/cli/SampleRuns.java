package dev.landfall.cli;

import dev.landfall.health.AlarmReading.State;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Entry.Outcome;
import dev.landfall.rehearsal.Rehearsal;
import dev.landfall.rehearsal.RehearsalResult;
import dev.landfall.rehearsal.RehearsalResult.WeightAt;
import dev.landfall.rehearsal.Timeline;
import dev.landfall.rehearsal.Timeline.AlarmChange;
import dev.landfall.rehearsal.Timeline.Decision;
import dev.landfall.rehearsal.Timeline.Happening;
import dev.landfall.rehearsal.Timeline.Minute;
import dev.landfall.rehearsal.Timeline.Page;
import dev.landfall.rehearsal.Timeline.PromiseWord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rehearsals that never ran, for tests of what is told about them. */
public final class SampleRuns {
    public static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final int MINUTES = 150;
    private static final int ALARM_MINUTE = 104;

    private SampleRuns() {}

    public static Rehearsal.Run completed() {
        return run(Outcome.COMPLETED, "AWS serves all traffic and every step was proved", null);
    }

    public static Rehearsal.Run rolledBack() {
        return run(Outcome.ROLLED_BACK, "ALARM: alarm api-5xx is in ALARM", 2.25);
    }

    public static Rehearsal.Run ending(Outcome outcome) {
        return run(outcome, "because of a test", null);
    }

    /** Every text that others may choose, chosen by somebody who means harm. */
    public static Rehearsal.Run hostile(String text) {
        Rehearsal.Run usual = rolledBack();
        Timeline t = usual.timeline();
        Timeline hostile = new Timeline(
                text,
                text,
                text,
                t.seed(),
                t.startedAt(),
                t.endedAt(),
                text,
                t.minutes(),
                List.of(new AlarmChange(START, text, State.OK, State.ALARM, text)),
                List.of(new Decision(START, text, text, List.of(text))),
                List.of(new Happening(START, text)),
                List.of(new Page(START, text, text)),
                List.of(new PromiseWord(1, text, false, text)),
                t.harm());
        return new Rehearsal.Run(usual.result(), hostile);
    }

    private static Rehearsal.Run run(Outcome outcome, String reason, @Nullable Double reaction) {
        boolean forward = outcome == Outcome.COMPLETED;
        List<WeightAt> weights = weights(forward);
        List<Minute> minutes = IntStream.range(0, MINUTES)
                .mapToObj(i -> minute(i, weights, forward))
                .toList();
        long failed = minutes.stream()
                .mapToLong(m -> m.herokuFailed() + m.awsFailed())
                .sum();
        long asked = minutes.stream()
                .mapToLong(m -> m.herokuRequests() + m.awsRequests())
                .sum();
        RehearsalResult result = new RehearsalResult(
                outcome,
                new RehearsalResult.Weights(forward ? 0 : 100, forward ? 100 : 0),
                weights,
                MINUTES * 60.0,
                412,
                57,
                184,
                reaction,
                failed,
                asked - failed,
                List.of(new RehearsalResult.Promise(1, true)),
                List.of(new Entry(at(MINUTES), "sample", 1, new Entry.Ended(outcome, reason))));
        Timeline timeline = new Timeline(
                forward ? "smooth" : "errors-at-50",
                forward ? "Nothing goes wrong." : "At half of the traffic AWS begins to answer with errors.",
                "api.voucherify.io",
                1,
                START,
                at(MINUTES),
                null,
                minutes,
                alarms(forward),
                decisions(forward),
                forward ? List.of() : List.of(new Happening(at(100), "AWS fails 9 % of its requests")),
                List.of(),
                promises(),
                new Timeline.Harm(asked - failed, failed, forward ? 0 : 240, forward ? 4211 : 0));
        return new Rehearsal.Run(result, timeline);
    }

    private static Instant at(long minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    private static List<WeightAt> weights(boolean forward) {
        List<WeightAt> weights = new ArrayList<>(List.of(
                new WeightAt(at(0), 0), new WeightAt(at(12), 10), new WeightAt(at(47), 25), new WeightAt(at(83), 50)));
        weights.add(forward ? new WeightAt(at(118), 100) : new WeightAt(at(ALARM_MINUTE), 0));
        return weights;
    }

    private static Minute minute(int i, List<WeightAt> weights, boolean forward) {
        int weight = weights.stream()
                .filter(w -> !w.at().isAfter(at(i)))
                .reduce((a, b) -> b)
                .map(WeightAt::aws)
                .orElse(0);
        int before = weights.stream()
                .filter(w -> !w.at().isAfter(at(Math.max(0, i - 2))))
                .reduce((a, b) -> b)
                .map(WeightAt::aws)
                .orElse(0);
        long all = Math.round(1200 + 260 * Math.sin(i / 40.0) + 40 * Math.sin(i * 1.7));
        long aws = Math.round(all * (weight + before) / 200.0);
        boolean bad = !forward && i >= 101 && i <= ALARM_MINUTE + 2;
        return new Minute(at(i), weight, all - aws, aws, i % 17 == 0 ? 1 : 0, bad ? Math.round(aws * 0.09) : 0);
    }

    private static List<AlarmChange> alarms(boolean forward) {
        List<AlarmChange> probe = List.of(
                new AlarmChange(at(0), "landfall/probe/sample", State.INSUFFICIENT_DATA, State.INSUFFICIENT_DATA, ""),
                new AlarmChange(at(4), "landfall/probe/sample", State.INSUFFICIENT_DATA, State.OK, ""));
        List<AlarmChange> errors = List.of(
                new AlarmChange(at(ALARM_MINUTE), "api-5xx", State.OK, State.ALARM, "3 of 3 above 2 %"),
                new AlarmChange(at(ALARM_MINUTE + 9), "api-5xx", State.ALARM, State.OK, ""));
        return forward ? probe : Stream.concat(probe.stream(), errors.stream()).toList();
    }

    private static List<Decision> decisions(boolean forward) {
        List<Decision> decisions = new ArrayList<>(List.of(
                new Decision(at(0), "started", "Started: four steps, 10, 25, 50, 100 %", List.of()),
                new Decision(
                        at(4),
                        "ready",
                        "Ready",
                        List.of("alarm api-5xx is OK, data 40 s old", "certificate of Heroku ends 2026-09-01")),
                new Decision(at(12), "intended", "AWS 10 %", List.of("compare-and-set of both weights accepted")),
                new Decision(
                        at(13),
                        "judged",
                        "PASS at 10 %: advance",
                        List.of("AWS 0.1 % failed, Heroku 0.1 % in the same 5 min")),
                new Decision(at(47), "intended", "AWS 25 %", List.of("bake of 30 min over, 8,214 requests seen")),
                new Decision(at(83), "intended", "AWS 50 %", List.of("bake of 30 min over, 21,940 requests seen"))));
        if (forward) {
            decisions.add(new Decision(at(118), "intended", "AWS 100 %", List.of("bake of 30 min over")));
            decisions.add(new Decision(at(150), "ended", "Completed", List.of("AWS serves all traffic")));
        } else {
            decisions.add(new Decision(
                    at(ALARM_MINUTE),
                    "woken",
                    "Alarm api-5xx woke the execution",
                    List.of("3 of 3 data points above 2 %")));
            decisions.add(new Decision(
                    at(ALARM_MINUTE), "rollback-started", "Rollback started", List.of("trigger FAILURE, by shift")));
            decisions.add(new Decision(at(ALARM_MINUTE + 1), "intended", "Records restored as found", List.of()));
            decisions.add(new Decision(
                    at(ALARM_MINUTE + 4),
                    "ended",
                    "Rolled back",
                    List.of("name servers answer as before the migration")));
        }
        return decisions;
    }

    private static List<PromiseWord> promises() {
        return List.of(
                new PromiseWord(1, "Traffic only moves forward on proof.", true, "each of 4 rises followed a PASS"),
                new PromiseWord(
                        2, "The way back is always shorter than the way forward.", true, "records restored in 2.3 s"),
                new PromiseWord(3, "Death is survived.", true, "no execution died"));
    }
}
