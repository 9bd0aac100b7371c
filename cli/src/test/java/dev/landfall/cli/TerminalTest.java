package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final StringWriter said = new StringWriter();

    private Terminal terminal(boolean colour) {
        return new Terminal(new PrintWriter(said, true), new PrintWriter(said, true), false, false, colour);
    }

    @Test
    void say_withoutColours_letsNoEscapeSequenceOfOthersThrough() {
        terminal(false).say("reason: \u001b[31mred\u001b[0m\nsecond line");

        assertThat(said.toString()).doesNotContain("\u001b").hasLineCount(1);
    }

    @Test
    void say_withColours_keepsOurStylesAndNoOtherControlCharacter() {
        Terminal terminal = terminal(true);

        terminal.say(terminal.styled(Terminal.Style.BAD, "failed") + "\u001b[2J\u0007");

        assertThat(said.toString()).contains("\u001b[31mfailed\u001b[0m").doesNotContain("\u001b[2J", "\u0007");
    }
}
