package dev.landfall.cli;

import dev.landfall.cli.Terminal.Style;
import dev.landfall.cli.words.OutcomeWords;
import dev.landfall.journal.Entry.Outcome;

/** How a shift ended, in one line. */
final class Verdict {
    private Verdict() {}

    static String of(Outcome outcome, String hostname, Terminal terminal) {
        Style style = switch (outcome) {
            case COMPLETED -> Style.GOOD;
            case ROLLED_BACK, REFUSED -> Style.NOTE;
            case ROLLBACK_UNVERIFIED -> Style.BAD;
        };
        return terminal.styled(style, OutcomeWords.mark(outcome) + " " + outcome) + "  "
                + OutcomeWords.headline(outcome, hostname);
    }
}
