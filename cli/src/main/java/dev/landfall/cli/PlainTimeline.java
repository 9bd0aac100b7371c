package dev.landfall.cli;

/** For a log or a pipe: a line for each milestone, nothing redrawn. */
final class PlainTimeline extends Milestones {
    private final Terminal terminal;

    PlainTimeline(Terminal terminal) {
        super(terminal);
        this.terminal = terminal;
    }

    @Override
    void line(String text) {
        terminal.say(text);
    }
}
