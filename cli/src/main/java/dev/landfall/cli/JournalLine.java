package dev.landfall.cli;

import dev.landfall.cli.words.JournalWords;
import dev.landfall.journal.Entry;
import dev.landfall.page.Amounts;

/** A journal entry as it is listed. */
final class JournalLine {
    private JournalLine() {}

    static String of(Entry entry) {
        return Amounts.stamp(entry.at()) + "  " + JournalWords.of(entry.event());
    }
}
