package dev.landfall.rehearsal;

import dev.landfall.journal.Entry;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The journal in words. */
final class Words {

    private Words() {}

    static Timeline.Decision of(Entry entry) {
        return switch (entry.event()) {
            case Entry.Started started ->
                decision(entry, "started", "The shift of " + started.spec().hostname() + " starts");
            case Entry.Snapshotted taken ->
                decision(entry, "snapshotted", taken.records().size() + " record set(s) noted, to go back to");
            case Entry.Ready ready ->
                new Timeline.Decision(entry.at(), "ready", "Alarms and origins are in order", ready.evidence());
            case Entry.Intended intended ->
                decision(entry, "intended", purpose(intended.purpose(), intended.awsWeight()));
            case Entry.Written written ->
                decision(
                        entry,
                        "written",
                        "Written: " + purpose(written.purpose(), null) + " (" + written.changeId() + ")");
            case Entry.Verified verified ->
                new Timeline.Decision(
                        entry.at(),
                        "verified",
                        "Verified: " + purpose(verified.purpose(), null),
                        List.of(verified.served()));
            case Entry.Judged judged ->
                new Timeline.Decision(
                        entry.at(),
                        "judged",
                        "At " + judged.awsWeight() + " %: " + judged.verdict() + ", so " + lower(judged.decision()),
                        judged.reasons());
            case Entry.Parked parked ->
                decision(
                        entry,
                        "parked",
                        "Parked at " + parked.awsWeight() + " %, gate "
                                + lower(parked.gate().name()) + ", until " + parked.until());
            case Entry.Woken woken -> woken(entry, woken);
            case Entry.RollbackStarted started ->
                new Timeline.Decision(entry.at(), "rollback-started", "Rollback starts", List.of(started.reason()));
            case Entry.LeftBehind left -> decision(entry, "left-behind", "Left to the sweeper: " + left.why());
            case Entry.Ended ended ->
                new Timeline.Decision(entry.at(), "ended", "Ended " + ended.outcome(), List.of(ended.reason()));
            case Entry.Unknown unknown -> decision(entry, "unknown", "Written by a newer version");
        };
    }

    private static Timeline.Decision woken(Entry entry, Entry.Woken woken) {
        String title = lower(woken.waker().name()) + " by " + woken.by() + (woken.took() ? "" : ", too late to matter");
        return new Timeline.Decision(
                entry.at(), "woken", title, woken.reason() == null ? List.of() : List.of(woken.reason()));
    }

    private static Timeline.Decision decision(Entry entry, String kind, String title) {
        return new Timeline.Decision(entry.at(), kind, title, List.of());
    }

    private static String purpose(Entry.Purpose purpose, @Nullable Integer weight) {
        return switch (purpose) {
            case LOWER_TTL -> "lower the TTL";
            case MAKE_WEIGHTED -> "two weighted records in place of one";
            case SET_WEIGHT -> weight == null ? "set the weights" : "give AWS " + weight + " %";
            case SIMPLIFY -> "one simple record for AWS";
            case RESTORE -> "the records as they were found";
        };
    }

    private static String lower(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
