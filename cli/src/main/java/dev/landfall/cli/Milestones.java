package dev.landfall.cli;

import dev.landfall.cli.Terminal.Style;
import dev.landfall.cli.words.JournalWords;
import dev.landfall.health.AlarmReading;
import dev.landfall.journal.Entry;
import dev.landfall.page.Amounts;
import dev.landfall.rehearsal.Listener;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells what an operator would want to be told while it runs, one line each. */
abstract class Milestones implements Listener {
    private final Terminal terminal;
    private @Nullable Instant start;

    Milestones(Terminal terminal) {
        this.terminal = terminal;
    }

    abstract void line(String text);

    @Override
    public void weightChanged(Instant at, int aws) {
        tell(at, Style.AWS, "→", "AWS " + aws + " %, Heroku " + (100 - aws) + " %");
    }

    @Override
    public void alarmChanged(Instant at, String alarm, AlarmReading.State state) {
        boolean bad = state == AlarmReading.State.ALARM;
        if (start == null && !bad) {
            return;
        }
        tell(at, bad ? Style.BAD : Style.NOTE, bad ? "!" : "·", "alarm " + alarm + " is " + state);
    }

    @Override
    public void happened(Instant at, String what) {
        tell(at, Style.NOTE, "*", what);
    }

    @Override
    public void paged(Instant at, String subject) {
        tell(at, Style.BAD, "!", "page: " + subject);
    }

    @Override
    public void journalled(Entry entry) {
        switch (entry.event()) {
            case Entry.RollbackStarted rollback -> tell(entry.at(), Style.HEROKU, "←", JournalWords.of(rollback));
            case Entry.Woken woken -> tell(entry.at(), Style.NOTE, "·", JournalWords.of(woken));
            case Entry.Judged judged -> judged(entry.at(), judged);
            // Told by weightChanged, by the summary, or of no interest while it runs.
            case Entry.Started _,
                    Entry.Snapshotted _,
                    Entry.Ready _,
                    Entry.Intended _,
                    Entry.Written _,
                    Entry.Verified _,
                    Entry.Parked _,
                    Entry.LeftBehind _,
                    Entry.Ended _,
                    Entry.Unknown _ -> {}
        }
    }

    private void judged(Instant at, Entry.Judged judged) {
        if (!judged.verdict().equals("PASS")) {
            tell(at, Style.BAD, "?", JournalWords.of(judged));
        }
    }

    @Override
    public void stateEntered(Instant at, String execution, String state) {
        if (start == null) {
            start = at;
        }
    }

    private void tell(Instant at, Style style, String mark, String text) {
        line("%10s  %s  %s".formatted(clock(at), terminal.styled(style, mark), text));
    }

    /** Time since the shift's first state; the world is older than the shift. */
    final String clock(Instant at) {
        return start == null || at.isBefore(start) ? "before" : Amounts.clock(Duration.between(start, at));
    }
}
