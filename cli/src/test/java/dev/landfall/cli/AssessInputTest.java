package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator got wrong: one line that names it, exit code 2, and no file. */
class AssessInputTest {
    @TempDir
    private Path folder;

    private Path out = Path.of("");

    @BeforeEach
    void place() {
        out = folder.resolve("out");
    }

    @Test
    void assess_withoutSource_namesTheSources() throws IOException {
        assertThat(refused()).contains("--app", "--dir", "--inventory");
    }

    @Test
    void assess_unknownOption_hasAHint() throws IOException {
        assertThat(refused("--fast")).contains("--fast", "landfall assess --help");
    }

    @Test
    void assess_appJsonThatIsNoJson_namesLineAndColumn() throws IOException {
        write("checkout/app.json", "{\n  \"name\": \"x\",\n  \"env\": {,}\n}\n");

        assertThat(refused("--dir", at("checkout"))).contains("app.json:3:11: ", "JSON");
    }

    @Test
    void assess_folderWithoutFiles_namesWhatIsWanted() throws IOException {
        write("checkout/README.md", "nothing");

        assertThat(refused("--dir", at("checkout"))).contains("app.json", "Procfile", "heroku.yml");
    }

    @Test
    void assess_missingInventory_namesIt() throws IOException {
        assertThat(refused("--inventory", at("nowhere"))).contains("--inventory", "nowhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--dir", "--jobs", "--extensions", "--logs"})
    void assess_missingFile_namesIt(String option) throws IOException {
        write("app.yaml", "app: shop\nprocesses: []\n");

        assertThat(refused("--inventory", at("app.yaml"), option, at("nowhere")))
                .contains("nowhere");
    }

    @Test
    void assess_missingLog_isToldAsAnyMissingFile() throws IOException {
        write("app.yaml", "app: shop\nprocesses: []\n");

        assertThat(refused("--inventory", at("app.yaml"), "--logs", at("nowhere")))
                .startsWith("--logs: no file \"");
    }

    @Test
    void assess_logOfAnotherFormat_isRefusedWithoutShowingIt() throws IOException {
        write("app.yaml", "app: shop\nprocesses: []\n");
        write("access.log", "127.0.0.1 - - [10/Oct/2026:13:55:36] \"GET /?token=hush HTTP/1.1\" 200 1\n");

        assertThat(refused("--inventory", at("app.yaml"), "--logs", at("access.log")))
                .contains("access.log", "heroku logs")
                .doesNotContain("hush");
    }

    @Test
    void assess_jobWithUnknownWhen_namesTheJobAndWhatIsAllowed() throws IOException {
        write("app.yaml", "app: shop\nprocesses: []\n");
        write("jobs.yaml", "- {name: digest, command: bin/digest, when: every full moon}\n");

        assertThat(refused("--inventory", at("app.yaml"), "--jobs", at("jobs.yaml")))
                .contains("jobs.yaml", "digest", "hourly at :30");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: x",
                "[1]",
                "[null]",
                "- {name: x, command: y}",
                "- {name: x, command: y, when: null}",
                "- {name: [], command: y, when: daily at 04:30}",
                "- {name: x, command: y, when: daily at 04:30, who: me}",
                "- {",
                "",
                "\n"
            })
    void assess_unusableJobs_isOneLine(String jobs) throws IOException {
        write("app.yaml", "app: shop\nprocesses: []\n");
        write("jobs.yaml", jobs);

        assertThat(refused("--inventory", at("app.yaml"), "--jobs", at("jobs.yaml")))
                .contains("jobs.yaml")
                .doesNotContain("spec: ", "hostedZoneId");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "database: x",
                "[null]",
                "- {database: DATABASE}",
                "- {database: DATABASE, extensions: [null]}",
                "- {database: DATABASE, extensions: ['two words']}",
                "- {"
            })
    void assess_unusableExtensions_isOneLine(String extensions) throws IOException {
        write("app.yaml", "app: shop\nprocesses: []\naddOns: [{service: heroku-postgresql, as: DATABASE}]\n");
        write("extensions.yaml", extensions);

        assertThat(refused("--inventory", at("app.yaml"), "--extensions", at("extensions.yaml")))
                .contains("extensions.yaml");
    }

    @Test
    void assess_extensionsOfADatabaseThatIsNotThere_namesIt() throws IOException {
        write("app.yaml", "app: shop\nprocesses: []\naddOns: [{service: heroku-postgresql, as: DATABASE}]\n");
        write("extensions.yaml", "- {database: REPORTS, extensions: [hstore]}\n");

        assertThat(refused("--inventory", at("app.yaml"), "--extensions", at("extensions.yaml")))
                .contains("REPORTS", "DATABASE");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{app: a, processes: [], colour: red}|colour",
                "{app: a, processes: [], addOns: [{service: heroku-postgresql, extensions: ['a b']}]}|extensions",
                "{app: a, processes: [{name: web, size: standard-9x}]}|standard-9x",
                "{app: a, processes: [{name: web, dynos: 3}]}|dynos",
                "{app: a, processes: [{name: web, quantity: many}]}|quantity",
                "{app: a, processes: [{size: basic}]}|name",
                "{app: a, processes: [null]}|processes",
                "{app: a, processes: [], configVars: [null]}|configVars",
                "{app: a, processes: [], addOns: [null]}|addOns",
                "{app: a, processes: [], domains: [null]}|domains",
                "{app: a, processes: [], buildpacks: [null]}|buildpacks",
                "{app: a, processes: [], domains: [{hostname: www.a.example, target: 'not a name'}]}|cname",
                "{app: a, processes: [], domains: [{hostname: 'a b'}]}|hostname",
                "{app: a, processes: [{name: web, quantity: -1}]}|quantity",
                "{app: a, processes: [], domains: [{hostname: a.example, certificate: c, expires: soon}]}|expires",
                "{app: a, processes: [{name: web, most: 2147483647}]}|most",
                "{app: a, processes: [], addOns: [{service: x, dollarsPerMonth: 99999999}]}|dollarsPerMonth",
                "{app: a}|processes",
                "{processes: []}|app",
                "[]|app.yaml",
                "just a word|app.yaml",
                "'{app: a, processes: ['|line"
            })
    void assess_unusableInventory_namesTheField(String inventory, String field) throws IOException {
        write("app.yaml", inventory);

        assertThat(refused("--inventory", at("app.yaml"))).contains(field);
    }

    @Test
    void assess_mistakeInAFile_doesNotCostAReadingOfHeroku() throws IOException {
        // Without a token: had it come to Heroku, the line would be about that.
        write("jobs.yaml", "- {}");

        assertThat(refused("--app", "shop", "--jobs", at("jobs.yaml"))).contains("jobs.yaml");
        assertThat(refused("--app", "shop", "--dir", at("nowhere"))).contains("nowhere");
        assertThat(refused("--app", "shop", "--health-check-path", "up")).startsWith("healthCheckPath: \"up\"");
        assertThat(refused("--app", "shop", "--region", "nowhere-1"))
                .isEqualToIgnoringNewLines("region: \"nowhere-1\" must be a region of AWS such as us-east-1");
        write("blank.yaml", "[{name: nightly, command: '', when: every 10 minutes}]");
        assertThat(refused("--app", "shop", "--jobs", at("blank.yaml")))
                .contains("blank.yaml: command of job 1: \"\" must not be blank");
    }

    @ParameterizedTest
    @CsvSource({
        "--hosted-zone-id, no zone",
        "--target, not a name",
        "--region, nowhere-1",
        "--region, eu-nowhere-9",
        "--region, aws-global",
        "--health-check-path, up",
        "--health-check-path, http://localhost/up",
        "--health-check-path, /up and away"
    })
    void assess_unusableOption_isOneLine(String option, String value) throws IOException {
        write("app.yaml", "app: shop\nprocesses: []\ndomains: [{hostname: www.shop.example}]\n");

        assertThat(refused("--inventory", at("app.yaml"), option, value)).contains(value);
    }

    @Test
    void assess_outThatIsAFile_isRefusedAndTheFileStays() throws IOException {
        write("app.yaml", "app: shop\nprocesses: []\n");
        out = write("taken", "of somebody else");

        assertThat(refusedInto("--inventory", at("app.yaml")))
                .startsWith("--out: ")
                .contains("taken");
        assertThat(Files.readString(out)).isEqualTo("of somebody else");
    }

    @Test
    void assess_outBelowAFile_isRefused() throws IOException {
        write("app.yaml", "app: shop\nprocesses: []\n");
        out = write("taken", "x").resolve("below");

        assertThat(refusedInto("--inventory", at("app.yaml")))
                .startsWith("--out: ")
                .contains("below");
    }

    @Test
    void assess_placeOfThePlanIsAFolder_isRefusedBeforeThePageIsWritten() throws IOException {
        write("app.yaml", "app: shop\nprocesses: []\n");
        Files.createDirectories(out.resolve("plan.json"));

        assertThat(refused("--inventory", at("app.yaml"))).startsWith("--out: ").contains("plan.json");
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private String refused(String... arguments) throws IOException {
        String line = refusedInto(arguments);
        assertThat(Folder.files(out)).isEmpty();
        return line;
    }

    private String refusedInto(String... arguments) {
        Command command = Command.offline().in(Map.of(), folder.resolve("home"));
        String[] all = Stream.concat(Stream.of("assess", "--out", out.toString()), Stream.of(arguments))
                .toArray(String[]::new);

        assertThat(command.run(all)).as(command.err()).isEqualTo(2);
        assertThat(command.err()).hasLineCount(1).doesNotContain("Exception: ", "\tat ", "landfall failed");
        assertThat(command.out()).isEmpty();
        return command.err();
    }
}
