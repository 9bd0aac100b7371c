package dev.landfall.cli;

import dev.landfall.page.Amounts;
import dev.landfall.rehearsal.explore.Explorer;

/**
 * How far an exploration is: a line on standard error that is drawn over, and gone at the end; else a line of the output
 * each tenth, unless the output is one document.
 */
final class ProgressLine implements Explorer.Progress, AutoCloseable {
    private static final int PARTS = 10;

    private final Terminal terminal;
    private final boolean quiet;
    private final DrawnLine line;
    private int told;

    /** @param quiet whether the output is to be left alone */
    ProgressLine(Terminal terminal, boolean quiet) {
        this.terminal = terminal;
        this.quiet = quiet;
        this.line = new DrawnLine(terminal, false);
        // Until each course was run once, nobody knows how many scenarios there will be.
        line.draw("looking for the states and calls that a fault may strike");
    }

    @Override
    public void advanced(int done, int of, int broken) {
        String progress = done + " of " + of + " scenarios"
                + (broken == 0 ? "" : ", " + Amounts.count(broken, "way") + " to break a promise");
        line.draw(progress);
        int part = done * PARTS / of;
        if (part > told) {
            told = part;
            tell(progress);
        }
    }

    private void tell(String progress) {
        if (!quiet && !terminal.watched()) {
            terminal.say(progress);
        }
    }

    /** Removes the line, so that the result or an error takes its place. */
    @Override
    public void close() {
        line.end();
    }
}
