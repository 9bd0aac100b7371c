package dev.landfall.cli;

import dev.landfall.heroku.ReadingListener;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** How far a reading of Heroku is, on standard error: one line that is drawn over, or only what makes it wait. */
final class HerokuProgress implements ReadingListener {
    private final Terminal terminal;
    private final boolean quiet;
    private final Set<String> open = new ConcurrentSkipListSet<>();
    private long toldSeconds;

    HerokuProgress(Terminal terminal, boolean quiet) {
        this.terminal = terminal;
        this.quiet = quiet;
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
        if (why.equals("rate limit") && wait.toSeconds() != toldSeconds) {
            toldSeconds = wait.toSeconds();
            end();
            terminal.complain("Heroku's rate limit is used up; waiting " + toldSeconds + " s (--no-wait ends instead)");
        }
    }

    private synchronized void draw() {
        if (terminal.interactive() && !quiet) {
            terminal.err().print("\r\u001b[Kreading " + String.join(", ", open));
            terminal.err().flush();
        }
    }

    synchronized void end() {
        if (terminal.interactive() && !quiet) {
            terminal.err().print("\r\u001b[K");
            terminal.err().flush();
        }
    }
}
