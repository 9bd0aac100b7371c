package dev.landfall.cli;

import dev.landfall.cli.Terminal.Style;
import dev.landfall.page.Amounts;
import dev.landfall.rehearsal.Timeline;
import java.time.Instant;
import java.time.InstantSource;

/**
 * For somebody who looks on: a bar for each side and the virtual clock, drawn over in place, and milestones that stay
 * above them.
 */
final class LiveTimeline extends Milestones implements AutoCloseable {
    private static final int BAR = 40;
    private static final int WIDTH = 78;
    private static final long REDRAW_MILLIS = 33;

    private static final String UP_AND_CLEAR = "\u001b[3F\u001b[J";

    private final Terminal terminal;
    private final InstantSource wallClock;
    private boolean drawn;
    private long drawnAt;

    private int awsWeight;
    private long herokuRequests;
    private long awsRequests;
    private String now = "";
    private String state = "";

    LiveTimeline(Terminal terminal, InstantSource wallClock) {
        super(terminal);
        this.terminal = terminal;
        this.wallClock = wallClock;
    }

    @Override
    public void stateEntered(Instant at, String execution, String entered) {
        super.stateEntered(at, execution, entered);
        now = clock(at);
        state = execution + ": " + entered;
        redraw(false);
    }

    @Override
    public void minutePassed(Timeline.Minute minute) {
        now = clock(minute.at().plusSeconds(60));
        awsWeight = minute.awsWeight();
        herokuRequests = minute.herokuRequests();
        awsRequests = minute.awsRequests();
        redraw(false);
    }

    @Override
    void line(String text) {
        erase();
        terminal.say(text);
        redraw(true);
    }

    /** Removes the bars, so that the summary or an error takes their place. */
    @Override
    public void close() {
        erase();
        terminal.out().flush();
    }

    private void redraw(boolean atOnce) {
        long millis = wallClock.millis();
        if (!atOnce && millis - drawnAt < REDRAW_MILLIS) {
            return;
        }
        erase();
        terminal.say(bar("Heroku", Style.HEROKU, 100 - awsWeight, herokuRequests));
        terminal.say(bar("AWS", Style.AWS, awsWeight, awsRequests));
        terminal.say(terminal.styled(Style.DIM, shortened("%10s  %s".formatted(now, state))));
        terminal.out().flush();
        drawn = true;
        drawnAt = millis;
    }

    private void erase() {
        if (drawn) {
            terminal.out().print(UP_AND_CLEAR);
            drawn = false;
        }
    }

    private String bar(String side, Style style, int percent, long requests) {
        int full = Math.clamp(Math.round(BAR * percent / 100.0), 0, BAR);
        String drawnBar = terminal.styled(style, "█".repeat(full)) + "░".repeat(BAR - full);
        return "%10s  %s %3d %%  %9s/min".formatted(side, drawnBar, percent, Amounts.count(requests));
    }

    /** A wrapped line would be counted as one and drawn over wrongly. */
    private static String shortened(String line) {
        return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 1) + "…";
    }
}
