package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExploreCommandTest {
    /** Befalls the rollback's states alone, so that few runs are needed. */
    private static final String FEW = "rollback-stopped-again";

    @TempDir
    private Path folder;

    @Test
    void explore_json_isExactlyOneDocumentWithTheAgreedFields() throws IOException {
        Command command = Command.offline();

        assertThat(command.run("explore", "--faults", FEW, "--json")).isZero();

        JsonNode found = new ObjectMapper().readTree(command.out());
        assertThat(found.fieldNames())
                .toIterable()
                .containsExactly(
                        "scenarios",
                        "states",
                        "faults",
                        "broken",
                        "wallMillis",
                        "perMinute",
                        "worstHarmSeconds",
                        "worstReactionSeconds");
        assertThat(found.path("scenarios").asInt()).isPositive();
        assertThat(found.path("faults").toString()).isEqualTo("[\"" + FEW + "\"]");
        assertThat(found.path("broken")).isEmpty();
        assertThat(command.err()).isEmpty();
    }

    @Test
    void explore_report_isWrittenAndTold() throws IOException {
        Path report = folder.resolve("matrix.html");
        Command command = Command.offline();

        assertThat(command.run("explore", "--faults", FEW, "--report", report.toString()))
                .isZero();

        assertThat(command.out()).contains("Every promise was kept, every time.", report.toString());
        assertThat(Files.readString(report)).contains("rollback.Restore", FEW);
    }

    @Test
    void explore_replay_followsTheOneCase() {
        Command command = Command.offline();

        assertThat(command.run("explore", "--replay", "smooth:shift.SetWeight#2:execution-stopped"))
                .isZero();
        assertThat(command.out()).contains("the execution is stopped", "ROLLED_BACK", "8 of 8 kept");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--depth|3|--depth: 3 must be 1 or 2",
                "--faults|earthquake|fault: \"earthquake\" must be one of execution-stopped,",
                "--replay|smooth|case: \"smooth\" must be like smooth:shift.SetWeight#2:execution-stopped",
                "--replay|calm:shift.Park#1:aws-fails|course: \"calm\" must be one of smooth,",
                "--replay|smooth:Park:aws-fails|place: \"Park\" must be like shift.SetWeight#2",
                "--replay|smooth:shift.Park#1:killed-after|fault: \"killed-after\" cannot happen at shift.Park#1"
            })
    void explore_whatIsNotThere_isOneLineAndExitTwo(String option, String value, String line) {
        Command command = Command.offline();

        assertThat(command.run("explore", option, value)).isEqualTo(2);
        assertThat(command.err().lines()).singleElement().asString().startsWith(line);
        assertThat(command.out()).isEmpty();
    }
}
