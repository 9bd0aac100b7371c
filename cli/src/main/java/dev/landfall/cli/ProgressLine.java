package dev.landfall.cli;

import dev.landfall.rehearsal.explore.Explorer;

/** How far an exploration is: one line that is drawn over, or a line each tenth where nothing can be. */
final class ProgressLine implements Explorer.Progress {
    private static final int PARTS = 10;

    private final Terminal terminal;
    private int told;

    ProgressLine(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void advanced(int done, int of, int broken) {
        String line =
                done + " of " + of + " scenarios" + (broken == 0 ? "" : ", " + broken + " ways to break a promise");
        if (terminal.interactive()) {
            terminal.out().print("\r\u001b[K" + line + (done == of ? "\n" : ""));
            terminal.out().flush();
        } else if (done * PARTS / of > told) {
            told = done * PARTS / of;
            terminal.say(line);
        }
    }
}
