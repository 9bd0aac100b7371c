package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import dev.landfall.health.AlarmReading.State;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Entry.Outcome;
import dev.landfall.lambda.Json;
import dev.landfall.rehearsal.Listener;
import dev.landfall.rehearsal.Rehearsal;
import dev.landfall.rehearsal.Timeline;
import dev.landfall.rehearsal.scenario.InvalidScenarioException;
import dev.landfall.rehearsal.scenario.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RehearseCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"COMPLETED, 0", "ROLLED_BACK, 3", "ROLLBACK_UNVERIFIED, 4", "REFUSED, 5"})
    void rehearse_outcome_isTheExitCode(Outcome outcome, int exitCode) {
        Command command = Command.offline().rehearsing(SampleRuns.ending(outcome));

        assertThat(command.run("rehearse")).isEqualTo(exitCode);
        assertThat(command.out()).contains(outcome.name(), "because of a test");
        assertThat(command.err()).isEmpty();
    }

    @Test
    void rehearse_withoutArguments_takesTheExampleTheSmoothScenarioAndSeedOne() {
        List<String> asked = new ArrayList<>();
        Command command = Command.offline().rehearsing((spec, scenario, seed, listener) -> {
            asked.add(
                    new String(spec, StandardCharsets.UTF_8).contains("hostname") + " " + scenario.name() + " " + seed);
            return SampleRuns.completed();
        });

        assertThat(command.run("rehearse")).isZero();
        assertThat(asked).containsExactly("true smooth 1");
    }

    @Test
    void rehearse_json_isExactlyOneDocumentWithTheAgreedFields() throws IOException {
        Command command = Command.offline().rehearsing(SampleRuns.rolledBack());

        assertThat(command.run("rehearse", "--json")).isEqualTo(3);

        JsonNode document = onlyDocument(command.out());
        assertThat(document.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder(
                        "outcome",
                        "finalWeights",
                        "weights",
                        "virtualSeconds",
                        "wallMillis",
                        "transitions",
                        "historyEvents",
                        "reactionSeconds",
                        "failedRequests",
                        "servedRequests",
                        "promises",
                        "journal");
        assertThat(document.path("outcome").asText()).isEqualTo("ROLLED_BACK");
        assertThat(document.path("finalWeights").path("heroku").asInt()).isEqualTo(100);
        assertThat(document.path("reactionSeconds").asDouble()).isEqualTo(2.25);
        assertThat(command.err()).isEmpty();
    }

    @Test
    void rehearse_jsonWithoutAlarm_writesReactionAsNull() throws IOException {
        Command command = Command.offline().rehearsing(SampleRuns.completed());

        command.run("rehearse", "--json");

        assertThat(onlyDocument(command.out()).get("reactionSeconds").isNull()).isTrue();
    }

    @Test
    void rehearse_jsonOnATerminal_drawsNothing() throws IOException {
        Command command = Command.offline().onTerminal(true).rehearsing(RehearseCommandTest::eventful);

        command.run("rehearse", "--json");

        assertThat(command.out()).doesNotContain("\u001b");
        onlyDocument(command.out());
    }

    @Test
    void rehearse_unknownScenario_isOneLineOfBadInput() {
        Command command = Command.offline();

        assertThat(command.run("rehearse", "--scenario", "smoooth")).isEqualTo(2);
        assertThat(command.err())
                .startsWith("scenario: ")
                .contains("\"smoooth\"", "smooth")
                .hasLineCount(1);
        assertThat(command.out()).isEmpty();
    }

    @Test
    void rehearse_missingFile_isOneLineOfBadInput() {
        Command command = Command.offline();

        assertThat(command.run("rehearse", "nowhere.yaml")).isEqualTo(2);
        assertThat(command.err()).isEqualToIgnoringNewLines("SPEC: no file \"nowhere.yaml\"");
    }

    @Test
    void rehearse_directoryAsSpec_isOneLineOfBadInput() {
        Command command = Command.offline();

        assertThat(command.run("rehearse", folder.toString())).isEqualTo(2);
        assertThat(command.err()).contains("is a directory").hasLineCount(1);
    }

    @Test
    void rehearse_seedThatIsNoNumber_isOneLineWithAHint() {
        Command command = Command.offline();

        assertThat(command.run("rehearse", "--seed", "seven")).isEqualTo(2);
        assertThat(command.err())
                .contains("--seed", "seven", "landfall rehearse --help")
                .hasLineCount(1);
    }

    @Test
    void rehearse_refusedWithHostileText_staysOneLineWithoutControlCharacters() {
        Command command = Command.offline().rehearsing((spec, scenario, seed, listener) -> {
            throw new InvalidScenarioException("hostname: \"a\nb\u001b[2Jc\u2028d\r\" is not allowed");
        });

        assertThat(command.run("rehearse")).isEqualTo(2);
        assertThat(command.err())
                .isEqualToIgnoringNewLines("hostname: \"a b [2Jc d \" is not allowed")
                .hasLineCount(1);
    }

    @Test
    void rehearse_ownFailure_isOneLineAndExitsOne() {
        Command command = Command.offline().rehearsing((spec, scenario, seed, listener) -> {
            throw new IllegalStateException("the clock ran backwards");
        });

        assertThat(command.run("rehearse")).isEqualTo(1);
        assertThat(command.err())
                .isEqualToIgnoringNewLines("landfall failed: the clock ran backwards (--stacktrace shows where)");
    }

    @Test
    void rehearse_ownFailureWithStacktrace_showsWhere() {
        Command command = Command.offline().rehearsing((spec, scenario, seed, listener) -> {
            throw new IllegalStateException("the clock ran backwards");
        });

        assertThat(command.run("rehearse", "--stacktrace")).isEqualTo(1);
        assertThat(command.err()).contains("at dev.landfall.cli.RehearseCommand");
    }

    @Test
    void rehearse_report_isWrittenWholeAndAlone() throws IOException {
        Path report = folder.resolve("report.html");

        assertThat(Command.offline().run("rehearse", "--report", report.toString()))
                .isZero();

        assertThat(report).content().startsWith("<!DOCTYPE html>").endsWith("</html>\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(report);
        }
    }

    @Test
    void rehearse_reportIntoMissingFolder_isRefusedBeforeItRuns() {
        Command command = Command.offline().rehearsing((spec, scenario, seed, listener) -> {
            throw new AssertionError("it ran");
        });

        assertThat(command.run(
                        "rehearse", "--report", folder.resolve("no/report.html").toString()))
                .isEqualTo(2);
        assertThat(command.err())
                .startsWith("--report: ")
                .contains("there is no directory")
                .hasLineCount(1);
    }

    @Test
    void rehearse_reportOntoDirectory_isRefused() {
        Command command = Command.offline();

        assertThat(command.run("rehearse", "--report", folder.toString())).isEqualTo(2);
        assertThat(command.err()).contains("is a directory").hasLineCount(1);
    }

    @Test
    void rehearse_intoAPipe_printsPlainLines() {
        Command command = Command.offline().rehearsing(RehearseCommandTest::eventful);

        command.run("rehearse");

        assertThat(command.out())
                .doesNotContain("\u001b")
                .contains("   0:00:00  →  AWS 0 %, Heroku 100 %", "   0:12:00  →  AWS 10 %, Heroku 90 %")
                .contains("   0:20:00  !  alarm api-5xx is ALARM", "←  rollback started (alarm, by api-5xx)");
    }

    @Test
    void rehearse_onATerminal_drawsBothSidesAndClearsThem() {
        Command command = Command.offline().onTerminal(true).rehearsing(RehearseCommandTest::eventful);

        command.run("rehearse");

        assertThat(command.out()).contains("█", "Heroku", "1,080/min", "\u001b[3F\u001b[J", "\u001b[33m");
        assertThat(command.out().substring(command.out().lastIndexOf("\u001b[J")))
                .contains("COMPLETED");
    }

    @Test
    void rehearse_onATerminalWithoutColours_redrawsButDoesNotColour() {
        Command command = Command.offline().onTerminal(false).rehearsing(RehearseCommandTest::eventful);

        command.run("rehearse");

        assertThat(command.out()).contains("\u001b[3F\u001b[J").doesNotContainPattern("\u001b\\[[0-9;]*m");
    }

    private static Rehearsal.Run eventful(byte[] spec, Scenario scenario, long seed, Listener listener) {
        listener.alarmChanged(SampleRuns.START.minusSeconds(60), "api-5xx", State.OK);
        listener.stateEntered(SampleRuns.START, "shift", "Validate");
        listener.weightChanged(SampleRuns.START, 0);
        listener.stateEntered(SampleRuns.START.plusSeconds(720), "shift", "SetWeight");
        listener.weightChanged(SampleRuns.START.plusSeconds(720), 10);
        listener.minutePassed(new Timeline.Minute(SampleRuns.START.plusSeconds(780), 10, 1080, 120, 0, 0));
        listener.alarmChanged(SampleRuns.START.plusSeconds(1200), "api-5xx", State.ALARM);
        listener.journalled(new Entry(
                SampleRuns.START.plusSeconds(1201),
                "sample",
                2,
                new Entry.RollbackStarted("ALARM", "api-5xx", "3 of 3 above 2 %")));
        return SampleRuns.completed();
    }

    private static JsonNode onlyDocument(String text) throws IOException {
        try (MappingIterator<JsonNode> documents =
                Json.MAPPER.readerFor(JsonNode.class).readValues(text)) {
            List<JsonNode> all = documents.readAll();
            assertThat(all).hasSize(1);
            return all.getFirst();
        }
    }
}
