package dev.landfall.appfiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.AddOn;
import dev.landfall.inventory.Inventory.Attachment;
import dev.landfall.inventory.Inventory.Buildpack;
import dev.landfall.inventory.Inventory.ConfigVar;
import dev.landfall.inventory.Inventory.Dockerfile;
import dev.landfall.inventory.Inventory.Extensions;
import dev.landfall.inventory.Inventory.Operations;
import dev.landfall.inventory.Inventory.ProcessType;
import dev.landfall.inventory.Inventory.ValueKind;
import dev.landfall.inventory.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppFolderTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void read_noneOfTheFiles_namesTheFolderAndTheFiles() {
        assertThatThrownBy(() -> AppFolder.read(folder))
                .isInstanceOf(AppFileException.class)
                .hasMessage(folder + ": must hold app.json, Procfile or heroku.yml, and holds none of them");
    }

    @Test
    void read_noFolder_saysSo() {
        assertThatThrownBy(() -> AppFolder.read(folder.resolve("none")))
                .isInstanceOf(AppFileException.class)
                .hasMessageEndingWith("none: must be a folder with app.json, Procfile or heroku.yml");
    }

    @Test
    void read_appJsonThatIsNone_givesThePlaceAndNotTheText() throws IOException {
        write("app.json", "{\n  \"name\": \"a\",\n  \"env\": {{hunter2\n");

        assertThatThrownBy(() -> AppFolder.read(folder)).hasMessage("app.json:3:11: must be JSON");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|is empty",
                "// nothing|is empty",
                "[{\"service\": \"x\"}]|is a list",
                "\"x\"|is a text",
                "null|is null"
            })
    void read_appJsonThatIsNoObject_isRefused(String text, String what) throws IOException {
        write("app.json", text);

        assertThatThrownBy(() -> AppFolder.read(folder))
                .isInstanceOf(AppFileException.class)
                .hasMessage("app.json:1:1: must be a JSON object, and " + what);
    }

    @Test
    void read_herokuYmlThatIsNone_givesThePlace() throws IOException {
        write("heroku.yml", "build:\n  docker:\n\tweb: Dockerfile\n");

        assertThatThrownBy(() -> AppFolder.read(folder)).hasMessageStartingWith("heroku.yml:3:1: must be YAML");
    }

    @Test
    void read_moreThanAMegabyte_isRefused() throws IOException {
        write("Procfile", "#".repeat(1024 * 1024 + 1));

        assertThatThrownBy(() -> AppFolder.read(folder))
                .hasMessageEndingWith("Procfile: must be at most 1048576 bytes long");
    }

    @Test
    void read_folderInPlaceOfAFile_isRefused() throws IOException {
        Files.createDirectory(folder.resolve("Procfile"));

        assertThatThrownBy(() -> AppFolder.read(folder))
                .hasMessageEndingWith("Procfile: must be a file, and is a folder");
    }

    @Test
    void read_linkOutOfTheFolder_isFollowed(@TempDir Path other) throws IOException {
        Files.writeString(other.resolve("Procfile"), "web: a");
        Files.createSymbolicLink(folder.resolve("Procfile"), other.resolve("Procfile"));

        assertThat(AppFolder.read(folder).process("web")).isPresent();
    }

    @Test
    void read_procfileOfWindows_isUnderstood() throws IOException {
        write("Procfile", "\uFEFF# first\r\n\r\n\tweb:\tnode a.js \r\nclock : node b.js\r\n");

        assertThat(AppFolder.read(folder).processes())
                .extracting(ProcessType::name, ProcessType::command)
                .containsExactly(tuple("web", "node a.js"), tuple("clock", "node b.js"));
    }

    @Test
    void read_procfileInUtf16_isUnderstoodAndNoted() throws IOException {
        Files.write(folder.resolve("Procfile"), "\uFEFFweb: a".getBytes(StandardCharsets.UTF_16LE));

        Inventory inventory = AppFolder.read(folder);

        assertThat(inventory.process("web")).isPresent();
        assertNotes(inventory)
                .containsExactly("the file is UTF-16LE, as Windows tools write it; Heroku reads UTF-8 only");
    }

    @Test
    void read_processTypeTwice_takesTheLastAndNotesTheLine() throws IOException {
        write("Procfile", "web: a\nworker: b\nweb: c\n");

        Inventory inventory = AppFolder.read(folder);

        assertThat(inventory.process("web").orElseThrow().command()).isEqualTo("c");
        assertThat(inventory.notes()).singleElement().satisfies(note -> {
            assertThat(note.where()).isEqualTo("Procfile:3");
            assertThat(note.text()).isEqualTo("process web is given more than once; the last one counts");
        });
    }

    @Test
    void read_linesThatAreNoProcess_areNotedWithoutTheirText() throws IOException {
        write("Procfile", "web: a\nhunter2\nworker:\n");

        assertNotes(AppFolder.read(folder))
                .containsExactly(
                        "a line should be a process type, a colon and a command", "process worker has no command");
    }

    @Test
    void read_releasePhase_isAProcessAndAReleaseScript() throws IOException {
        write("Procfile", "release: rake db:migrate\nweb: a\n");

        Inventory inventory = AppFolder.read(folder);

        assertThat(inventory.process("release")).isPresent();
        assertThat(inventory.operations())
                .extracting(Operations::releaseScripts)
                .isEqualTo(List.of("release: rake db:migrate"));
    }

    @Test
    void read_noWebProcess_isNoted() throws IOException {
        write("Procfile", "worker: a");

        assertNotes(AppFolder.read(folder)).containsExactly("no file has a web process");
    }

    @Test
    void read_credentialsInACommand_areMasked() throws IOException {
        write("Procfile", "web: API_TOKEN=abc RAILS_MAX_THREADS=10 run redis://u:p@h:6379");

        assertThat(AppFolder.read(folder).process("web").orElseThrow().command())
                .isEqualTo("API_TOKEN=*** RAILS_MAX_THREADS=10 run redis://***@h:6379");
    }

    @Test
    void read_configVars_keepsTheKindOnly() throws IOException {
        write("app.json", """
                {"env": {
                  "PLAIN": "hunter2 and more", "DEBUG": "False", "COUNT": 5, "ON": true, "NOTHING": null,
                  "KEY": {"generator": "secret"}, "ASKED": {"required": true, "description": "hunter2"},
                  "DB": {"value": "postgres://u:hunter2@h/d"}, "EMPTY": {"value": "", "required": false},
                  "ODD": ["hunter2"]}}
                """);

        Inventory inventory = AppFolder.read(folder);

        assertThat(inventory.configVars())
                .extracting(ConfigVar::name, ConfigVar::kind)
                .containsExactly(
                        tuple("PLAIN", ValueKind.TEXT),
                        tuple("DEBUG", ValueKind.FLAG),
                        tuple("COUNT", ValueKind.NUMBER),
                        tuple("ON", ValueKind.FLAG),
                        tuple("NOTHING", ValueKind.UNREAD),
                        tuple("KEY", ValueKind.GENERATED),
                        tuple("ASKED", ValueKind.UNREAD),
                        tuple("DB", ValueKind.URL_WITH_CREDENTIALS),
                        tuple("EMPTY", ValueKind.EMPTY),
                        tuple("ODD", ValueKind.UNREAD));
        assertThat(inventory.toString()).doesNotContain("hunter2");
        assertNotes(inventory).containsExactly("config var ODD should be a text or an object and is a list");
    }

    @Test
    void read_formationOfEveryForm_isUnderstood() throws IOException {
        write("app.json", """
                {"formation": {
                  "web": {"quantity": 2, "size": "Standard-1X"},
                  "worker": {"size": "Hobby"},
                  "clock": {"quantity": "1", "size": "huge"},
                  "odd": {"quantity": -1},
                  "short": 3}}
                """);

        Inventory inventory = AppFolder.read(folder);

        assertThat(inventory.processes())
                .extracting(ProcessType::name, ProcessType::quantity, AppFolderTest::sizeOf)
                .containsExactly(
                        tuple("web", 2, "standard-1x"),
                        tuple("worker", null, "basic"),
                        tuple("clock", 1, null),
                        tuple("odd", null, null),
                        tuple("short", 3, null));
        assertNotes(inventory)
                .containsExactly(
                        "formation.web has the size \"Standard-1X\", which is standard-1x",
                        "formation.worker has the size \"Hobby\", which is basic",
                        "formation.worker has no quantity",
                        "formation.clock has the size \"huge\", which Heroku does not list",
                        "formation.odd has \"-1\" for a quantity, which should be a whole number");
    }

    @Test
    void read_addOnsOfEveryForm_areUnderstood() throws IOException {
        write("app.json", """
                {"name": "shop", "addons": [
                  "heroku-postgresql:basic --version=15", "memcachier",
                  {"plan": "heroku-redis:mini", "as": "cache", "options": {"version": "7"}},
                  {"plan": "heroku-redis"}, {"as": "X"}, 5, []]}
                """);

        Inventory inventory = AppFolder.read(folder);

        assertThat(inventory.addOns())
                .extracting(AddOn::service, AddOn::plan, AddOn::version, AddOn::attachments)
                .containsExactly(
                        tuple("heroku-postgresql", "basic", "15", List.of()),
                        tuple("memcachier", null, null, List.of()),
                        tuple("heroku-redis", "mini", "7", List.of(new Attachment("CACHE", "shop"))),
                        tuple("heroku-redis", null, null, List.of()));
        assertNotes(inventory)
                .startsWith("add-on heroku-postgresql has options in its plan's text; they belong under options")
                .hasSize(2);
    }

    @Test
    void read_extensionsOfAnAddOn_areThoseToBeginWith() throws IOException {
        write("app.json", """
                {"addons": [
                  {"plan": "heroku-postgresql:basic", "options": {"extensions": "public.hstore, postgis,"}},
                  {"plan": "heroku-postgresql:mini", "options": {"extensions": "hstore;drop"}}]}
                """);

        Inventory inventory = AppFolder.read(folder);

        assertThat(inventory.addOns())
                .extracting(AddOn::extensions)
                .containsExactly(new Extensions(List.of("public.hstore", "postgis"), false), null);
        assertNotes(inventory).containsExactly("addons.options.extensions is none and not read");
    }

    @Test
    void read_duplicateKeysCommentsAndUnknownFields_areNoted() throws IOException {
        write("app.json", """
                { // made by hand
                  "stack": "heroku-22",
                  "stack": "container",
                  "scripts": {"postdeploy": "a", "predeploy": "b"},
                  "environments": {"review": {"formation": {}, "addons": []}, "test": {"env": {}}},
                  "region": "eu",
                }
                """);

        Inventory inventory = AppFolder.read(folder);

        assertThat(inventory.app().stack()).isEqualTo("container");
        assertNotes(inventory)
                .containsExactly(
                        "\"stack\" is given more than once; the last one counts",
                        "region is unknown here and not read",
                        "environments.review changes formation, addons for apps of its own; none of it is taken over",
                        "environments.test changes env for apps of its own; none of it is taken over",
                        "scripts.predeploy is unknown here and not read");
    }

    @Test
    void read_herokuYml_hasImagesCommandsAndTheReleasePhase() throws IOException {
        write("heroku.yml", """
                setup:
                  addons: [{plan: heroku-postgresql, as: DATABASE}]
                  config: &config {LANG: en, KEY: hunter2}
                build:
                  docker: {web: app/Dockerfile, worker: worker.Dockerfile}
                  config: {<<: *config}
                release:
                  command: [./a.sh, ./b.sh]
                  image: web
                run:
                  web: run --port $PORT
                  clock: {command: [tick], image: web}
                """);

        Inventory inventory = AppFolder.read(folder);

        assertThat(inventory.app().buildTime())
                .containsExactly(
                        new Dockerfile("web", "app/Dockerfile"), new Dockerfile("worker", "worker.Dockerfile"));
        assertThat(inventory.processes())
                .extracting(ProcessType::name, ProcessType::command)
                .containsExactly(
                        tuple("web", "run --port $PORT"),
                        tuple("worker", null),
                        tuple("clock", "tick"),
                        tuple("release", "./a.sh && ./b.sh"));
        assertThat(inventory.configVars()).extracting(ConfigVar::name).containsExactly("LANG", "KEY");
        assertNotes(inventory).containsExactly("process release has several commands; they are joined by &&");
    }

    @Test
    void read_aliasesWithinAliases_areNotExpanded() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 {x: 1}\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
        }
        write("heroku.yml", bomb + "run: *a59\n");

        assertNotes(AppFolder.read(folder)).last().asString().isEqualTo("11 more notes are left out");
    }

    @Test
    void read_sevenBuildpacks_keepsTheirOrderAndBranches() throws IOException {
        write("app.json", """
                {"buildpacks": [{"url": "a/a"}, {"url": "b/b"}, {"url": "c/c"}, {"url": "d/d"}, {"url": "e/e"}, "f/f",
                  {"url": "https://me:hunter2@github.com/x/y.git#v1.2"}, {}]}
                """);

        Inventory inventory = AppFolder.read(folder);

        assertThat(inventory.buildpacks())
                .extracting(Buildpack::url)
                .containsExactly("a/a", "b/b", "c/c", "d/d", "e/e", "f/f", "https://***@github.com/x/y.git#v1.2");
        assertNotes(inventory).containsExactly("a buildpack has no url and is not read");
    }

    @Test
    void read_threeFiles_tellWhoSaysWhat() throws IOException {
        write("app.json", "{\"stack\": \"heroku-22\", \"formation\": {\"web\": {\"quantity\": 1}}}");
        write("Procfile", "web: a\nworker: b");
        write("heroku.yml", "build: {docker: {web: Dockerfile}}\nrun: {web: c}");

        Inventory inventory = AppFolder.read(folder);

        ProcessType web = inventory.process("web").orElseThrow();
        assertThat(web.command()).isEqualTo("c");
        assertThat(web.quantity()).isEqualTo(1);
        assertThat(web.from()).containsExactly(Origin.HEROKU_YML, Origin.PROCFILE, Origin.APP_JSON);
        assertNotes(inventory)
                .containsExactly(
                        "the command of web is another one in heroku.yml, which counts",
                        "process worker is missing here; Procfile has it",
                        "Dockerfiles are built on the stack container only, and app.json asks for another");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private static ListAssert<String> assertNotes(Inventory inventory) {
        return assertThat(
                inventory.notes().stream().map(Inventory.SourceNote::text).toList());
    }

    private static @Nullable String sizeOf(ProcessType process) {
        return process.size() == null ? null : process.size().name();
    }
}
