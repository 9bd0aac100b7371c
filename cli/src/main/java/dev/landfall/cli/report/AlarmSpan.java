package dev.landfall.cli.report;

import dev.landfall.health.AlarmReading.State;
import dev.landfall.rehearsal.Timeline.AlarmChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A time in which one alarm was not OK. */
record AlarmSpan(Instant from, Instant to, State state) {

    /** By alarm, in order of name; an alarm that changed to OK only has no span. */
    static Map<String, List<AlarmSpan>> of(List<AlarmChange> changes, Instant start, Instant end) {
        Map<String, List<AlarmChange>> byAlarm =
                changes.stream().collect(Collectors.groupingBy(AlarmChange::alarm, TreeMap::new, Collectors.toList()));
        Map<String, List<AlarmSpan>> spans = new TreeMap<>();
        byAlarm.forEach((alarm, own) -> spans.put(alarm, spans(own, start, end)));
        return spans;
    }

    private static List<AlarmSpan> spans(List<AlarmChange> changes, Instant start, Instant end) {
        List<AlarmChange> inOrder =
                changes.stream().sorted(Comparator.comparing(AlarmChange::at)).toList();
        List<AlarmSpan> spans = new ArrayList<>();
        State state = inOrder.getFirst().from();
        Instant since = start;
        for (AlarmChange change : inOrder) {
            spans.add(new AlarmSpan(since, change.at(), state));
            state = change.to();
            since = change.at();
        }
        spans.add(new AlarmSpan(since, end, state));
        return spans.stream()
                .filter(span -> span.state() != State.OK && span.to().isAfter(span.from()))
                .toList();
    }

    boolean isAlarm() {
        return state == State.ALARM;
    }
}
