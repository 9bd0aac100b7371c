package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LandfallTest {

    @Test
    void landfall_withoutCommand_saysWhereHelpIs() {
        Command command = Command.offline();

        assertThat(command.run()).isEqualTo(2);
        assertThat(command.err()).isEqualToIgnoringNewLines("no command given (landfall --help shows what is allowed)");
    }

    @Test
    void landfall_unknownCommand_isOneLineOfBadInput() {
        Command command = Command.offline();

        assertThat(command.run("reherse")).isEqualTo(2);
        assertThat(command.err()).contains("reherse", "landfall --help").hasLineCount(1);
    }

    @Test
    void landfall_help_listsCommandsAndExitCodes() {
        Command command = Command.offline();

        assertThat(command.run("--help")).isZero();
        assertThat(command.out())
                .contains(
                        "rehearse",
                        "scenarios",
                        "validate",
                        "start",
                        "status",
                        "approve",
                        "abort",
                        "rollback",
                        "history")
                .contains("ROLLBACK_UNVERIFIED");
    }

    @Test
    void help_ofACommand_isItsUsage() {
        Command command = Command.offline();

        assertThat(command.run("help", "approve")).isZero();
        assertThat(command.out()).startsWith("Usage: landfall approve").contains("--reason");
    }

    @Test
    void landfall_version_isOneLine() {
        Command command = Command.offline();

        assertThat(command.run("--version")).isZero();
        assertThat(command.out()).startsWith("landfall ").hasLineCount(1);
    }

    @Test
    void scenarios_each_isListedWithItsExpectedOutcome() {
        Command command = Command.offline();

        assertThat(command.run("scenarios")).isZero();
        assertThat(command.out().lines().toList())
                .isNotEmpty()
                .allMatch(line -> line.matches(".+ → (COMPLETED|ROLLED_BACK|ROLLBACK_UNVERIFIED|REFUSED)"))
                .anyMatch(line -> line.startsWith("smooth "));
    }

    @Test
    void terminal_withoutConsole_neitherRedrawsNorColours() {
        // The build's own streams are no terminal.
        Terminal terminal = Terminal.ofProcess(Map.of());

        assertThat(terminal.interactive()).isFalse();
        assertThat(terminal.colour()).isFalse();
    }
}
