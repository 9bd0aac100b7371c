package dev.landfall.cli;

import dev.landfall.heroku.ReadingListener;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** How far a reading of Heroku is, on standard error: one line that is drawn over, or only what makes it wait. */
final class HerokuProgress implements ReadingListener {
    private final Terminal terminal;
    private final InstantSource clock;
    private final DrawnLine line;
    private final Set<String> open = new ConcurrentSkipListSet<>();
    private long toldSeconds;
    private Instant toldUntil = Instant.MIN;

    HerokuProgress(Terminal terminal, InstantSource clock, DrawnLine line) {
        this.terminal = terminal;
        this.clock = clock;
        this.line = line;
    }

    @Override
    public void begins(String part) {
        open.add(part);
        draw();
    }

    @Override
    public void ends(String part) {
        open.remove(part);
        draw();
    }

    /** Told in any case, since whoever waits wants to know how long; once for all requests that wait at the same time. */
    @Override
    public synchronized void waits(Duration wait, String why) {
        if (why.equals("rate limit") && isNew(wait)) {
            toldSeconds = wait.toSeconds();
            toldUntil = clock.instant().plus(wait);
            end();
            terminal.complain("Heroku's rate limit is used up; waiting " + toldSeconds + " s (--no-wait ends instead)");
        }
    }

    /** After the one that was told, or longer than that one: as long as it lasts, others say nothing that is not known. */
    private boolean isNew(Duration wait) {
        return !clock.instant().isBefore(toldUntil) || wait.toSeconds() > toldSeconds;
    }

    private synchronized void draw() {
        line.draw("reading " + String.join(", ", open));
    }

    synchronized void end() {
        line.end();
    }
}
