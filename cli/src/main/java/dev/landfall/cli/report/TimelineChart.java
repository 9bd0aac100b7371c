package dev.landfall.cli.report;

import dev.landfall.cli.words.OutcomeWords;
import dev.landfall.page.Amounts;
import dev.landfall.page.Canvas;
import dev.landfall.page.Canvas.Anchor;
import dev.landfall.page.Canvas.Path;
import dev.landfall.page.Markup;
import dev.landfall.rehearsal.Rehearsal;
import dev.landfall.rehearsal.RehearsalResult;
import dev.landfall.rehearsal.RehearsalResult.WeightAt;
import dev.landfall.rehearsal.Timeline;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Weights, requests, errors and alarms one below the other over one time axis. */
final class TimelineChart {
    private static final int GAP = 14;
    private static final int LANE = 18;

    /** Below a heading, half of the topmost number of the scale. */
    private static final int HEADING_GAP = 15;

    private final RehearsalResult result;
    private final Timeline timeline;
    private final Frame frame;
    private final TimeAxis time;
    private final List<Bucket> buckets;
    private final Map<String, List<AlarmSpan>> alarms;
    private final Markup svg;
    private final Canvas canvas;

    /** Where the next panel begins; at the end, the height of it all. */
    private int y;

    private TimelineChart(Rehearsal.Run run, Frame frame, Markup svg) {
        this.result = run.result();
        this.timeline = run.timeline();
        this.frame = frame;
        this.time = new TimeAxis(timeline.startedAt(), end(), frame.left(), frame.right(), frame.mostTicks());
        this.buckets = Bucket.of(timeline.minutes(), frame.plotWidth() / 2);
        this.alarms = AlarmSpan.of(timeline.alarms(), timeline.startedAt(), time.end());
        this.svg = svg;
        this.canvas = new Canvas(svg);
    }

    static void draw(Rehearsal.Run run, Frame frame, Markup markup) {
        new TimelineChart(run, frame, markup).draw();
    }

    /** Users are looked at a little longer than the shift takes. */
    private Instant end() {
        return timeline.minutes().stream()
                .map(minute -> minute.at().plusSeconds(60))
                .reduce(timeline.endedAt(), (a, b) -> a.isAfter(b) ? a : b);
    }

    private void draw() {
        int height = height();
        String id = frame.name();
        svg.tag("svg")
                .with("xmlns", "http://www.w3.org/2000/svg")
                .with("class", "chart " + id)
                .with("viewBox", "0 0 " + frame.width() + " " + height)
                .with("font-size", frame.font())
                .with("role", "img")
                .with("aria-labelledby", id + "-title " + id + "-desc")
                .open();
        svg.element("title", "Timeline of the shift", "id", id + "-title");
        svg.element("desc", description(), "id", id + "-desc");
        hatch();
        alarmBands(height);
        markers(height);
        y += GAP;
        weights();
        requests();
        errors();
        lanes();
        axis();
        svg.close("svg");
    }

    private int height() {
        int markers = (timeline.happenings().isEmpty() ? 1 : 2) * markerHeight() + GAP;
        int panels = 3 * (heading() + GAP) + 2 * frame.plotHeight() + errorHeight();
        int lanes = alarms.isEmpty() ? 0 : heading() + GAP + alarms.size() * laneHeight();
        return markers + panels + lanes + frame.font() + 12;
    }

    private int heading() {
        return frame.font() + 5 + HEADING_GAP;
    }

    private int errorHeight() {
        return frame.plotHeight() * 2 / 3;
    }

    private int laneHeight() {
        return LANE + frame.font() + 4;
    }

    private String description() {
        String way = result.weights().stream()
                .map(weight -> weight.aws() + " % at " + time.label(weight.at()))
                .collect(Collectors.joining(", "));
        return OutcomeWords.headline(result.outcome(), timeline.hostname()) + " Share of AWS: "
                + (way.isEmpty() ? "none at any time" : way) + ". Requests served: "
                + Amounts.count(result.servedRequests()) + ", failed: " + Amounts.count(result.failedRequests()) + ".";
    }

    /** Stripes, so that an alarm is told by more than its colour. */
    private void hatch() {
        svg.open("defs")
                .tag("pattern")
                .with("id", frame.name() + "-hatch")
                .with("width", 6)
                .with("height", 6)
                .with("patternUnits", "userSpaceOnUse")
                .with("patternTransform", "rotate(45)")
                .open();
        canvas.box("hatch-ground", 0, 0, 6, 6, 0);
        canvas.line("hatch-line", 0, 0, 0, 6);
        svg.close("pattern").close("defs");
    }

    private void alarmBands(int height) {
        alarms.values().stream()
                .flatMap(List::stream)
                .filter(AlarmSpan::isAlarm)
                .forEach(span -> box("band", span, markerHeight(), height - frame.font() - 12.0));
    }

    private void box(String style, AlarmSpan span, double top, double bottom) {
        double from = time.x(span.from());
        // Two units are the least that can be seen: an alarm of a minute in a plan of a week is still drawn.
        canvas.box(style, from, top, Math.max(2, time.x(span.to()) - from), bottom - top, 2);
    }

    /** Decisions as filled pills, and above them what the scenario did, if anything, as outlined ones. */
    private void markers(int height) {
        Map<Boolean, List<Moment>> sorts =
                Moment.of(timeline).stream().collect(Collectors.partitioningBy(Moment::decision));
        if (!timeline.happenings().isEmpty()) {
            markers("happening", sorts.getOrDefault(false, List.of()), height);
        }
        markers("decision", sorts.getOrDefault(true, List.of()), height);
    }

    private void markers(String style, List<Moment> moments, int height) {
        double letter = frame.font() * 0.62;
        int tall = frame.font() + 6;
        for (Marker marker : Marker.of(moments, time, 5 * letter + 13)) {
            double width = Math.max(tall, marker.label().length() * letter + 10);
            double x = Math.clamp(marker.x(), frame.left() + width / 2, frame.right() - width / 2);
            canvas.line("moment", marker.x(), y + tall + 1.0, marker.x(), height - frame.font() - 12.0);
            canvas.box("pill " + style, x - width / 2, y + 1.0, width, tall, tall / 2.0);
            canvas.label("mark " + style, marker.label(), x, y + tall - 4.0, Anchor.MIDDLE);
        }
        y += markerHeight();
    }

    private int markerHeight() {
        return frame.font() + 10;
    }

    private void weights() {
        heading("Share of AWS in the weights");
        Scale scale = new Scale(y, y + frame.plotHeight(), 100);
        grid(scale, List.of(0.0, 50.0, 100.0), value -> Math.round(value) + " %");
        Path area = new Path().to(frame.left(), scale.bottom());
        Path edge = new Path();
        double level = scale.bottom();
        edge.to(frame.left(), level);
        for (WeightAt weight : result.weights()) {
            double x = time.x(weight.at());
            area.to(x, level);
            edge.to(x, level);
            level = scale.y(weight.aws());
            area.to(x, level);
            edge.to(x, level);
        }
        Path below =
                area.to(frame.right(), level).to(frame.right(), scale.bottom()).closed();
        canvas.shape("aws soft", below);
        canvas.shape("aws edge", edge.to(frame.right(), level));
        stepLabels(scale);
        next(frame.plotHeight());
    }

    /** The weight itself beside each step, where there is room for it. */
    private void stepLabels(Scale scale) {
        double free = frame.left();
        for (WeightAt weight : result.weights()) {
            double x = time.x(weight.at()) + 5;
            String text = weight.aws() + " %";
            double width = text.length() * frame.font() * 0.6;
            if (weight.aws() > 0 && x >= free && x + width < frame.right()) {
                double above = scale.y(weight.aws()) - 5;
                canvas.label(
                        "value",
                        text,
                        x,
                        above < scale.top() + frame.font() ? above + frame.font() + 9 : above,
                        Anchor.START);
                free = x + width;
            }
        }
    }

    private void requests() {
        heading("Requests per minute");
        legend();
        Scale scale = Scale.holding(buckets.stream().mapToDouble(Bucket::all), 10, y, y + (double) frame.plotHeight());
        grid(scale, List.of(0.0, scale.most() / 2, scale.most()), value -> Amounts.count(Math.round(value)));
        area("heroku", scale, _ -> 0, Bucket::heroku);
        area("aws", scale, Bucket::heroku, Bucket::all);
        next(frame.plotHeight());
    }

    /** One text, so that the widths of letters, which only the browser knows, do not matter. */
    private void legend() {
        svg.tag("text")
                .with("x", frame.right())
                .with("y", y - HEADING_GAP)
                .with("text-anchor", "end")
                .open();
        svg.element("tspan", "■", "class", "heroku").text(" Heroku  ");
        svg.element("tspan", "■", "class", "aws").text(" AWS").close("text");
    }

    private void errors() {
        heading("Failed requests, share of all");
        Scale scale = Scale.holding(
                buckets.stream().mapToDouble(bucket -> bucket.failed() * 100), 1, y, y + (double) errorHeight());
        grid(scale, List.of(0.0, scale.most()), value -> Math.round(value) + " %");
        area("failed", scale, _ -> 0, bucket -> bucket.failed() * 100);
        next(errorHeight());
    }

    private void area(String style, Scale scale, ToDoubleFunction<Bucket> from, ToDoubleFunction<Bucket> to) {
        if (buckets.isEmpty()) {
            return;
        }
        Path path = new Path();
        for (Bucket bucket : buckets) {
            double top = scale.y(to.applyAsDouble(bucket));
            path.to(time.x(bucket.from()), top).to(time.x(bucket.to()), top);
        }
        for (Bucket bucket : buckets.reversed()) {
            double bottom = scale.y(from.applyAsDouble(bucket));
            path.to(time.x(bucket.to()), bottom).to(time.x(bucket.from()), bottom);
        }
        canvas.shape(style, path.closed());
    }

    private void lanes() {
        if (alarms.isEmpty()) {
            return;
        }
        heading("Alarms");
        alarms.forEach(this::lane);
        next(0);
    }

    private void lane(String alarm, List<AlarmSpan> spans) {
        canvas.label("caption", shortened(alarm), frame.left(), y + frame.font() - 2.0, Anchor.START);
        int top = y + frame.font() + 3;
        canvas.line("lane", frame.left(), top + LANE / 2.0, frame.right(), top + LANE / 2.0);
        spans.forEach(span -> box(span.isAlarm() ? "alarm" : "unknown", span, top + 2.0, top + LANE - 2.0));
        y += laneHeight();
    }

    private String shortened(String name) {
        int most = (int) (frame.plotWidth() / (frame.font() * 0.56));
        return name.length() <= most ? name : name.substring(0, most - 1) + "…";
    }

    private void axis() {
        for (Instant tick : time.ticks()) {
            double x = time.x(tick);
            canvas.line("tick", x, y - GAP + 2, x, y - GAP + 7);
            Anchor anchor = x < frame.left() + 12 ? Anchor.START : x > frame.right() - 16 ? Anchor.END : Anchor.MIDDLE;
            canvas.label("scale", time.label(tick), x, y - GAP + 9 + frame.font(), anchor);
        }
    }

    private void heading(String text) {
        y += heading();
        canvas.label("heading", text, 0, y - HEADING_GAP, Anchor.START);
    }

    private void next(int used) {
        y += used + GAP;
    }

    private void grid(Scale scale, List<Double> values, DoubleFunction<String> words) {
        for (double value : values) {
            double at = scale.y(value);
            canvas.line(value == 0 ? "base" : "grid", frame.left(), at, frame.right(), at);
            canvas.label("scale", words.apply(value), frame.left() - 7, at + frame.font() * 0.34, Anchor.END);
        }
    }
}
