package dev.landfall.rehearsal.explore;

import dev.landfall.journal.Entry;
import dev.landfall.rehearsal.Rehearsal;
import dev.landfall.rehearsal.Timeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one case.
 *
 * @param broken the promises that were broken, with what was seen
 * @param harmSeconds how long users noticed failures
 * @param reactionSeconds from an alarm to the rollback's first write; null without one
 * @param history what happened, a line each
 */
record Verdict(
        Case of,
        Entry.Outcome outcome,
        List<Timeline.PromiseWord> broken,
        double harmSeconds,
        @Nullable Double reactionSeconds,
        List<String> history) {

    Verdict {
        broken = List.copyOf(broken);
        history = List.copyOf(history);
    }

    static Verdict of(Case which, Rehearsal.Run run) {
        return new Verdict(
                which,
                run.result().outcome(),
                run.timeline().promises().stream().filter(word -> !word.kept()).toList(),
                run.timeline().harm().secondsOverOnePercent(),
                run.result().reactionSeconds(),
                History.lines(run));
    }

    boolean isKept() {
        return broken.isEmpty();
    }
}
