package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
    private static final String CLEARED = "\r\u001b[K";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private void explore(boolean watched, boolean quiet) {
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, watched, false);
        try (ProgressLine progress = new ProgressLine(terminal, quiet)) {
            for (int done = 1; done <= 30; done++) {
                progress.advanced(done, 30, done / 15);
            }
        }
    }

    /** Wherever the output goes, with --json too. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void advanced_watched_isDrawnOverFromTheStartAndGoneAtTheEnd(boolean quiet) {
        explore(true, quiet);

        assertThat(err.toString())
                .startsWith(CLEARED + "looking for the states and calls that a fault may strike" + CLEARED + "1 of 30")
                .contains(CLEARED + "14 of 30 scenarios" + CLEARED + "15 of 30 scenarios, 1 way to break a promise")
                .endsWith(CLEARED + "30 of 30 scenarios, 2 ways to break a promise" + CLEARED);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void advanced_notWatched_isALineEachTenth() {
        explore(false, false);

        assertThat(out.toString()).startsWith("3 of 30 scenarios\n").hasLineCount(10);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void advanced_notWatchedAndQuiet_isSilent() {
        explore(false, true);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).isEmpty();
    }
}
