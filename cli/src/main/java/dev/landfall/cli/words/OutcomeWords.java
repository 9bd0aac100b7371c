package dev.landfall.cli.words;

import dev.landfall.journal.Entry;
import dev.landfall.journal.Entry.Outcome;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a shift ended, in words. */
public final class OutcomeWords {
    private OutcomeWords() {}

    /** One sentence. */
    public static String headline(Outcome outcome, String hostname) {
        return switch (outcome) {
            case COMPLETED -> "AWS serves all traffic of " + hostname + ".";
            case ROLLED_BACK -> "The traffic of " + hostname + " is back on Heroku, as it was found.";
            case ROLLBACK_UNVERIFIED ->
                "The rollback of " + hostname + " could not be proved; a human must look at its records.";
            case REFUSED -> "Nothing was moved; " + hostname + " is served as before.";
        };
    }

    /** A shape beside the colour, for those who cannot tell colours apart. */
    public static String mark(Outcome outcome) {
        return switch (outcome) {
            case COMPLETED -> "✓";
            case ROLLED_BACK -> "↩";
            case ROLLBACK_UNVERIFIED -> "!";
            case REFUSED -> "×";
        };
    }

    /**
     * Why it ended as it did: the reason of the last end in the journal.
     *
     * @param refusal of a shift that ended before the journal knew of it; null of another
     */
    public static Optional<String> reason(List<Entry> journal, @Nullable String refusal) {
        return journal.reversed().stream()
                .map(Entry::event)
                .filter(Entry.Ended.class::isInstance)
                .map(Entry.Ended.class::cast)
                .map(Entry.Ended::reason)
                .findFirst()
                .or(() -> Optional.ofNullable(refusal))
                .map(Reasons::plain);
    }
}
