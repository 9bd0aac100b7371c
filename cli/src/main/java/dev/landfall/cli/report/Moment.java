package dev.landfall.cli.report;

import dev.landfall.rehearsal.Timeline;
import dev.landfall.rehearsal.Timeline.Decision;
import dev.landfall.rehearsal.Timeline.Happening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What is marked in the chart and told below it: a decision of Landfall's, by a number, or what the scenario did to the
 * world, by a letter.
 */
record Moment(Instant at, String mark, boolean decision, String title, List<String> reasons) {

    /** What follows from a decision without being one; the whole journal has it. */
    private static final Set<String> ROUTINE = Set.of("snapshotted", "written", "verified", "parked", "left-behind");

    /** In order of time. */
    static List<Moment> of(Timeline timeline) {
        List<Moment> moments = new ArrayList<>();
        for (Happening happening : timeline.happenings()) {
            moments.add(new Moment(happening.at(), letter(moments.size()), false, happening.what(), List.of()));
        }
        int number = 0;
        for (Decision decision : timeline.decisions()) {
            if (!ROUTINE.contains(decision.kind())) {
                number++;
                moments.add(new Moment(
                        decision.at(), Integer.toString(number), true, decision.title(), decision.reasons()));
            }
        }
        return moments.stream().sorted(Comparator.comparing(Moment::at)).toList();
    }

    /** A to Z, then A1, B1, ... */
    private static String letter(int index) {
        String letter = String.valueOf((char) ('A' + index % 26));
        return index < 26 ? letter : letter + index / 26;
    }
}
