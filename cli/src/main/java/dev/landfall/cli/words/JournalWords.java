package dev.landfall.cli.words;

import dev.landfall.journal.Entry;
import dev.landfall.page.Amounts;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A journal entry as a sentence. */
public final class JournalWords {
    private JournalWords() {}

    public static String of(Entry.Event event) {
        return switch (event) {
            case Entry.Started e ->
                "started: " + e.spec().hostname() + " in "
                        + plural(e.spec().steps().size(), "step");
            case Entry.Snapshotted e -> "remembered " + plural(e.records().size(), "record set") + " as found";
            case Entry.Ready e -> "ready: " + list(e.evidence());
            case Entry.Intended e -> "about to " + purpose(e.purpose()) + weight(e.awsWeight());
            case Entry.Written e -> "sent to Route 53: " + purpose(e.purpose()) + " (" + e.changeId() + ")";
            case Entry.Verified e -> "verified: " + purpose(e.purpose()) + "; " + e.served();
            case Entry.Judged e ->
                "judged at AWS " + e.awsWeight() + " %: " + e.verdict() + ", so " + words(e.decision())
                        + because(list(e.reasons()));
            case Entry.Parked e ->
                "parked at AWS " + e.awsWeight() + " %, gate " + words(e.gate().name()) + ", until "
                        + Amounts.stamp(e.until());
            case Entry.Woken e ->
                words(e.waker().name()) + " by " + e.by() + (e.took() ? "" : " (too late, changed nothing)")
                        + because(e.reason());
            case Entry.RollbackStarted e ->
                "rollback started (" + words(e.trigger()) + (e.by() == null ? ")" : ", by " + e.by() + ")")
                        + because(e.reason());
            case Entry.LeftBehind e -> "left for the sweeper" + because(e.why());
            case Entry.Ended e -> e.outcome() + because(e.reason());
            case Entry.Unknown _ -> "written by a newer version of Landfall";
        };
    }

    private static String purpose(Entry.Purpose purpose) {
        return switch (purpose) {
            case LOWER_TTL -> "lower the TTL";
            case MAKE_WEIGHTED -> "make the records weighted";
            case SET_WEIGHT -> "set the weights";
            case SIMPLIFY -> "leave one record, for AWS";
            case RESTORE -> "restore the records as found";
        };
    }

    private static String weight(@Nullable Integer aws) {
        return aws == null ? "" : ": AWS " + aws + " %";
    }

    private static String because(@Nullable String reason) {
        return reason == null || reason.isBlank() ? "" : ": " + Reasons.plain(reason);
    }

    private static String list(List<String> parts) {
        return parts.stream().collect(Collectors.joining("; "));
    }

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String plural(int amount, String noun) {
        return amount + " " + noun + (amount == 1 ? "" : "s");
    }
}
