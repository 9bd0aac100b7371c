package dev.landfall.cli;

/**
 * How far something is, on standard error: one line that is drawn over, and gone at the end. Nothing where nobody looks on.
 */
final class DrawnLine {
    private static final String CLEARED = "\r\u001b[K";

    private final Terminal terminal;
    private final boolean watched;
    private String drawn = "";

    /** @param quiet whether nothing is to be drawn, whoever looks on */
    DrawnLine(Terminal terminal, boolean quiet) {
        this.terminal = terminal;
        this.watched = terminal.watched() && !quiet;
    }

    /** Also by several threads at once. */
    synchronized void draw(String line) {
        if (watched && !line.equals(drawn)) {
            drawn = line;
            terminal.err().print(CLEARED + line);
            terminal.err().flush();
        }
    }

    synchronized void end() {
        if (watched) {
            drawn = "";
            terminal.err().print(CLEARED);
            terminal.err().flush();
        }
    }
}
