package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.landfall.rehearsal.Rehearsal;
import dev.landfall.rehearsal.explore.Fault;
import dev.landfall.rehearsal.world.Deployment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ExploreCommandTest {
    /** Befalls the rollback's states alone, so that few runs are needed. */
    private static final String FEW = "rollback-stopped-again";

    @TempDir
    private Path folder;

    @Test
    void explore_json_isExactlyOneDocumentWithTheAgreedFields() throws IOException {
        Command command = Command.offline().watched();

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
        assertThat(command.err()).contains("looking for", " scenarios").endsWith("\r\u001b[K");
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

    @Test
    void explore_aPromiseThatIsBroken_isExitSixWithWhatBreaksItAndHowToSeeItAgain() throws IOException {
        String shift = Deployment.fromClassPath().text(Deployment.SHIFT);
        // A gate that waits for an approval opens when its time is over.
        String careless = shift.replace("$steps[$step].gate = \"timer\"", "$steps[$step].gate != \"schedule\"");
        Rehearsal broken = new Rehearsal(Deployment.fromClassPath().with(Deployment.SHIFT, careless));
        StringWriter out = new StringWriter();

        int exit = explore(broken, out, "--faults", "nothing");

        assertThat(exit).isEqualTo(6);
        assertThat(out.toString())
                .contains("One way to break a promise.", "broken 1", "though nobody opened the gate")
                .contains("--replay nobody-approves:shift.Validate#1:nothing");
        assertThat(explore(broken, out, "--replay", "nobody-approves:shift.Validate#1:nothing"))
                .isEqualTo(6);
        assertThat(brokenInJson(broken))
                .isEqualTo(Map.of(
                        "promise", 1,
                        "state", "shift.Validate",
                        "fault", "nothing",
                        "replay", "./landfall explore --seed 1 --replay nobody-approves:shift.Validate#1:nothing"));
    }

    private static Map<String, Object> brokenInJson(Rehearsal rehearsal) throws IOException {
        StringWriter out = new StringWriter();
        assertThat(explore(rehearsal, out, "--faults", "nothing", "--json")).isEqualTo(6);
        ObjectMapper mapper = new ObjectMapper();
        JsonNode broken = mapper.readTree(out.toString()).path("broken");
        assertThat(broken).hasSize(1);
        return mapper.convertValue(broken.get(0), new TypeReference<>() {});
    }

    private static int explore(Rehearsal rehearsal, StringWriter out, String... arguments) {
        PrintWriter writer = new PrintWriter(out, true);
        Terminal terminal = new Terminal(writer, writer, false, false, false);
        return new CommandLine(new ExploreCommand(terminal, () -> rehearsal)).execute(arguments);
    }

    @Test
    void shortened_longHistory_keepsItsFaultsAndItsEndAndSaysHowMuchIsLeftOut() {
        List<String> history = IntStream.range(0, 70)
                .mapToObj(i -> "+00:00:" + i + (i == 3 ? "  ! the execution is stopped" : "  AWS has 10 %"))
                .toList();

        List<String> shown = ExploreCommand.shortened(history);

        assertThat(shown)
                .startsWith(history.get(3), "… 9 earlier lines; the replay follows the case from its start")
                .endsWith(history.subList(10, 70).toArray(String[]::new))
                .hasSize(62);
    }

    @Test
    void shortened_shortHistory_isWhole() {
        List<String> history = List.of("+00:00:00  ! the execution is stopped", "+00:00:01  AWS has 0 %");

        assertThat(ExploreCommand.shortened(history)).isEqualTo(history);
    }

    @Test
    void explore_help_namesEachFault() {
        Command command = Command.offline();

        assertThat(command.run("explore", "--help")).isZero();

        assertThat(command.out().replaceAll("\\s+", " "))
                .contains(Arrays.stream(Fault.values()).map(Fault::word).toList());
    }

    @Test
    void explore_inDepthWithoutAPair_isOneLineAndExitTwo() {
        Command command = Command.offline();

        assertThat(command.run("explore", "--depth", "2", "--faults", "throttled"))
                .isEqualTo(2);
        assertThat(command.err().lines())
                .singleElement()
                .asString()
                .startsWith("faults: \"throttled\" make no pair at depth 2");
        assertThat(command.out()).isEmpty();
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
