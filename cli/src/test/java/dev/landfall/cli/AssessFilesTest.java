package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.assess.Costs;
import dev.landfall.assess.SealedPlan;
import dev.landfall.cost.CostLine;
import dev.landfall.cost.CostLine.Side;
import dev.landfall.cost.MoneyRange;
import dev.landfall.lambda.Json;
import dev.landfall.plan.SpecReader;
import dev.landfall.rehearsal.Rehearsal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans of files alone: real apps' checkouts, and the examples. */
class AssessFilesTest {
    private static final Path CORPUS = Path.of("../functions/src/test/resources/corpus");
    private static final Path EXAMPLES = Path.of("../examples/inventories");

    @TempDir
    private Path out;

    static Stream<Path> apps() throws IOException {
        return sorted(CORPUS).filter(Files::isDirectory);
    }

    static Stream<Path> inventories() throws IOException {
        return sorted(EXAMPLES);
    }

    @Test
    void sources_inTheRepository_areAllHere() throws IOException {
        assertThat(apps()).hasSize(10);
        assertThat(inventories()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("apps")
    void assess_realAppsCheckout_writesAValidPlanAndAPage(Path app) throws IOException {
        JsonNode plan = assessed("--dir", app);

        assertThat(plan.path("processes")).isNotEmpty();
        assertThat(plan.path("steps").findValuesAsText("name"))
                .as("no file tells a domain")
                .contains("traffic");
        assertThat(Files.readString(out.resolve("plan.html"))).contains("<h2>Domains</h2>", "No source tells one.");
    }

    @ParameterizedTest
    @MethodSource("inventories")
    void assess_exampleInventory_writesAValidPlanWhoseShiftsAreTaken(Path inventory) throws IOException {
        List<JsonNode> shifts = shifts(assessed("--inventory", inventory));

        assertThat(shifts).isNotEmpty();
        for (JsonNode shift : shifts) {
            assertThat(SpecReader.read(shift.toString().getBytes(StandardCharsets.UTF_8))
                            .hostname())
                    .isEqualTo(shift.path("hostname").asText());
        }
    }

    @ParameterizedTest
    @MethodSource("inventories")
    void assess_exampleInventory_costsWhatTheDocumentationSays(Path inventory) throws IOException {
        Costs costs = costs(inventory);
        List<String> row = documented(inventory);

        assertThat(row.get(1)).matches(Pattern.quote(costs.words(Side.HEROKU)) + "( .*)?");
        assertThat(row.get(2)).matches(Pattern.quote(costs.words(Side.AWS)) + "(, .*)?");
    }

    /** The shares of the whole on which the documentation's argument rests. */
    @Test
    void assess_voucherifysApi_costsWhatTheDocumentationSays() throws IOException {
        Path inventory = EXAMPLES.resolve("voucherify.yaml");
        Costs costs = costs(inventory);
        List<String> row = documented(inventory);

        assertThat(row.get(1)).contains("dynos are " + api(costs, Side.HEROKU) + " of it");
        assertThat(row.get(2)).contains("of it " + api(costs, Side.AWS) + " for the API's tasks");
    }

    @Test
    void assess_procfileWithMistakes_saysSoOnTheTerminal() throws IOException {
        Path checkout = Files.createDirectories(out.resolve("checkout"));
        Files.writeString(checkout.resolve("Procfile"), "web: puma\nweb: unicorn\nno process\n");
        Command command = Command.offline();

        assertThat(command.run("assess", "--dir", checkout.toString()))
                .as(command.err())
                .isZero();

        assertThat(command.out())
                .contains(
                        "2 notes on the sources, all on the page, such as Procfile:2: process web is given more than");
    }

    @Test
    void assess_filesAlone_promisesNoMoreThanTheyTell() throws IOException {
        Path checkout = Files.createDirectories(out.resolve("checkout"));
        Files.writeString(checkout.resolve("Procfile"), "web: puma\n");

        assessed("--dir", checkout);

        assertThat(Files.readString(out.resolve("plan.html")))
                .contains(" could move to us‑east‑1, as far as its files tell</h1>");
    }

    @ParameterizedTest
    @MethodSource("inventories")
    void rehearse_shiftOfAPlan_completes(Path inventory) throws IOException {
        JsonNode shift = shifts(assessed("--inventory", inventory)).getFirst();
        Path spec = Files.writeString(out.resolve("spec.json"), Json.MAPPER.writeValueAsString(shift));
        Command command = Command.offline()
                .rehearsing((bytes, scenario, seed, listener) ->
                        Rehearsal.fromClassPath().run(bytes, scenario, seed, listener));

        assertThat(command.run("rehearse", spec.toString())).as(command.err()).isZero();
        assertThat(command.out()).contains("COMPLETED");
    }

    private JsonNode assessed(String option, Path source) throws IOException {
        Command command = Command.offline();
        assertThat(command.run("assess", option, source.toString(), "--out", out.toString()))
                .as(command.err())
                .isZero();
        assertThat(command.err()).isEmpty();
        PlanPage.requireSelfContained(Files.readString(out.resolve("plan.html")));
        return PlanJson.valid(Files.readString(out.resolve("plan.json")));
    }

    private Costs costs(Path inventory) throws IOException {
        assessed("--inventory", inventory);
        return SealedPlan.read(Files.readAllBytes(out.resolve("plan.json")))
                .plan()
                .costs();
    }

    private static String api(Costs costs, Side side) {
        return Costs.dollars(costs.lines().stream()
                .filter(line -> line.side() == side && line.what().startsWith("web: "))
                .map(CostLine::monthly)
                .reduce(MoneyRange.ZERO, MoneyRange::plus));
    }

    /** The cells of the app's row in the table of the three migrations. */
    private static List<String> documented(Path inventory) throws IOException {
        String app = inventory.getFileName().toString().replace(".yaml", "").replace('-', ' ');
        return Files.readAllLines(Path.of("../docs/assess.md")).stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("| " + app + " |"))
                .map(line -> List.of(line.substring(2).split(" \\| ?")))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> shifts(JsonNode plan) {
        return plan.path("domains")
                .valueStream()
                .filter(domain -> domain.has("shift"))
                .map(domain -> domain.path("shift"))
                .toList();
    }

    private static Stream<Path> sorted(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        }
    }
}
