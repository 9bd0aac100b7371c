package dev.landfall.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.assess.report.PlanReport;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.HealthCheckPath;
import dev.landfall.inventory.Origin;
import dev.landfall.inventory.SomeInventory;
import dev.landfall.lambda.Json;
import dev.landfall.lambda.MalformedInputException;
import dev.landfall.lambda.SomeContext;
import dev.landfall.lambda.UnavailableException;
import dev.landfall.usage.Usage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the functions of an assessment keep and answer. */
class AssessmentHandlersTest {
    private static final LocalDate TODAY = LocalDate.ofInstant(Assessment.NOW, ZoneOffset.UTC);

    private final Assessment given = new Assessment();

    @Test
    void readApp_anApp_keepsItsInventory() throws IOException {
        JsonNode answer = call("ReadApp", "{\"app\": \"shop\", \"execution\": \"e1\"}");

        assertThat(answer.path("inventory").asText()).isEqualTo("inventories/e1.json");
        assertThat(answer.path("notes").asInt()).isZero();
        assertThat(kept("inventories/e1.json", Inventory.class))
                .isEqualTo(SomeInventory.withWeb().build());
    }

    @Test
    void readApp_aCustomDomain_keepsHowItIsHosted() throws IOException {
        given.names
                .zone("example.com", "ns-1.awsdns-01.org")
                .record("shop.example.com", "CNAME", 300, "polar-dawn-1.herokudns.com");
        given.heroku(app ->
                SomeInventory.withWeb().domain("shop.example.com", null, null).build());

        call("ReadApp", "{\"app\": \"shop\", \"execution\": \"e1\"}");

        assertThat(kept("inventories/e1.json", Inventory.class).domains())
                .singleElement()
                .satisfies(domain -> assertThat(
                                Objects.requireNonNull(domain.hosting()).words())
                        .isEqualTo("at Route 53, zone example.com; CNAME to polar-dawn-1.herokudns.com, TTL 300 s"));
    }

    @Test
    void readApp_withItsCheckout_keepsWhatBothTell() throws IOException {
        given.put(
                "checkouts/shop.zip",
                Zip.of("Procfile", "web: run\n", "config/routes.rb", "get 'up' => 'rails/health#show'"));

        call("ReadApp", "{\"app\": \"shop\", \"checkout\": \"checkouts/shop.zip\", \"execution\": \"e1\"}");

        Inventory kept = kept("inventories/e1.json", Inventory.class);
        assertThat(kept.healthChecks()).extracting(HealthCheckPath::path).containsExactly("/up");
        assertThat(kept.process("web").orElseThrow().from()).contains(Origin.PLATFORM_API, Origin.PROCFILE);
        assertThat(kept.app().stack()).isEqualTo("heroku-24");
    }

    @Test
    void readApp_withACheckoutThatIsNone_asksHerokuNothingAndKeepsNothing() {
        given.put("checkouts/shop.zip", "no archive");
        given.heroku(app -> {
            throw new AssertionError("asked");
        });
        List<Object> before = given.written();

        assertThatThrownBy(() -> call(
                        "ReadApp", "{\"app\": \"shop\", \"checkout\": \"checkouts/shop.zip\", \"execution\": \"e1\"}"))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("checkout: checkouts/shop.zip must be a whole zip archive");
        assertThat(given.written()).isEqualTo(before);
    }

    @Test
    void readApp_whenItCannotBeRead_keepsNothing() {
        given.heroku(app -> {
            throw new UnavailableException("Secrets Manager", "no answer");
        });
        List<Object> before = given.written();

        assertThatThrownBy(() -> call("ReadApp", "{\"app\": \"shop\", \"execution\": \"e1\"}"))
                .isInstanceOf(UnavailableException.class);
        assertThat(given.written()).isEqualTo(before);
    }

    @Test
    void measure_logsOfHeroku_keepsTheUsage() throws IOException {
        given.put("logs/shop/2.log", Assessment.LOG);
        given.put("logs/shop/", "");

        JsonNode answer = call("Measure", "{\"logs\": \"logs/shop/\", \"execution\": \"e1\"}");

        assertThat(answer.path("usage").asText()).isEqualTo("usage/e1.json");
        assertThat(answer.path("lines").asLong()).isEqualTo(4);
        assertThat(Objects.requireNonNull(kept("usage/e1.json", Usage.class).requests())
                        .count())
                .isEqualTo(2);
    }

    @Test
    void measure_logOfAnotherFormat_isOneErrorThatNamesTheArtifact() {
        given.put("logs/shop/2.log", "192.0.2.7 - hunter2 [01/Nov/2026:00:00:00 +0000] \"GET / HTTP/1.1\" 200 5\n");

        assertThatThrownBy(() -> call("Measure", "{\"logs\": \"logs/shop/\", \"execution\": \"e1\"}"))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("logs: logs/shop/2.log: is no log of Heroku's")
                .message()
                .doesNotContain("hunter2", "192.0.2.7", System.getProperty("java.io.tmpdir"));
    }

    @Test
    void measure_nothingThere_saysSo() {
        assertThatThrownBy(() -> call("Measure", "{\"logs\": \"logs/none/\", \"execution\": \"e1\"}"))
                .isInstanceOf(PlanException.class)
                .hasMessage("logs: there is nothing below \"logs/none/\" in the artifacts' bucket");
    }

    /** The function may read no other, and would say only that it was denied. */
    @ParameterizedTest
    @ValueSource(strings = {"", "plans/", "shop/", "/logs/shop"})
    void measure_elsewhere_saysWhereLogsMustLie(String prefix) {
        assertThatThrownBy(() -> call("Measure", "{\"logs\": \"" + prefix + "\", \"execution\": \"e1\"}"))
                .isInstanceOf(PlanException.class)
                .hasMessage("logs: \"" + prefix + "\" must begin with logs/");
    }

    @Test
    void measure_moreThanThereIsRoomFor_saysWhatToDoAndLeavesNothingBehind() throws IOException {
        long before = temporaries();
        given.put("logs/shop/2.log", Assessment.LOG.repeat(500));

        assertThatThrownBy(() -> call("Measure", "{\"logs\": \"logs/shop/\", \"execution\": \"e1\"}"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("compress them by gzip");
        assertThat(temporaries()).isEqualTo(before);
    }

    @Test
    void measure_twice_leavesNothingBehind() throws IOException {
        long before = temporaries();

        call("Measure", "{\"logs\": \"logs/shop/\", \"execution\": \"e1\"}");

        assertThat(temporaries()).isEqualTo(before);
    }

    private static long temporaries() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("landfall-logs"))
                    .count();
        }
    }

    @Test
    void propose_whatWasReadAndMeasured_keepsAndRegistersASealedPlan() throws IOException {
        call("ReadApp", "{\"app\": \"shop\", \"execution\": \"e1\"}");
        call("Measure", "{\"logs\": \"logs/shop/\", \"execution\": \"e1\"}");

        JsonNode answer = call("Propose", """
                        {"inventory": "inventories/e1.json", "usage": "usage/e1.json", "region": "eu-west-1"}""");

        String digest = answer.path("digest").asText();
        SealedPlan plan =
                SealedPlan.read(given.artifacts.get(answer.path("plan").asText()));
        assertThat(plan.digest()).isEqualTo(digest);
        assertThat(plan.plan().region()).isEqualTo("eu-west-1");
        assertThat(plan.plan().usage()).isNotNull();
        assertThat(answer.path("page").asText())
                .isEqualTo(answer.path("plan").asText().replace(".json", ".html"));
        assertThat(given.text(answer.path("page").asText())).isEqualTo(PlanReport.of(plan, TODAY));
        assertThat(given.registry.find(digest)).hasValueSatisfying(entry -> {
            assertThat(entry.app()).isEqualTo("shop");
            assertThat(entry.artifact()).isEqualTo(answer.path("plan").asText());
            assertThat(entry.registered()).isEqualTo(Assessment.NOW);
        });
    }

    @Test
    void propose_healthCheckPathThatIsNone_isRefused() {
        assertThatThrownBy(() -> call("Propose", """
                        {"inventory": "inventories/given.json", "region": "eu-west-1", "healthCheckPath": "shop.example/up"}"""))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("healthCheckPath: \"shop.example/up\" must be a path");
        assertThat(given.registry.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nowhere-1", "aws-global", "", "eu-west-1\\n"})
    void propose_regionThatIsNone_isRefused(String region) {
        assertThatThrownBy(() -> call("Propose", """
                        {"inventory": "inventories/given.json", "region": "%s"}""".formatted(region)))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("region: \"")
                .hasMessageEndingWith("\" must be a region of AWS such as us-east-1")
                .message()
                .hasLineCount(1);
        assertThat(given.registry.size()).isZero();
    }

    /** A list of jobs takes a blocker away, so that each must be one that can run. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nightly | rake x | every full moon | schedule of job 2: \"every full moon\" must be cron(",
                "nightly | rake x | at(2026-12-24T18:00:00) | schedule of job 2: \"at(2026-12-24T18:00:00)\" must be cron(",
                "nightly | rake x | '' | schedule of job 2: \"\" must be cron(",
                "nightly | ' ' | rate(1 day) | command of job 2: \" \" must not be blank",
                "'' | rake x | rate(1 day) | name of job 2: \"\" must not be blank"
            })
    void propose_jobThatCannotRun_isRefused(String name, String command, String schedule, String words) {
        String job = "{\"name\": \"%s\", \"command\": \"%s\", \"schedule\": \"%s\"}";
        String jobs = job.formatted("hourly", "rake y", "rate(1 hour)") + "," + job.formatted(name, command, schedule);

        assertThatThrownBy(() -> call(
                        "Propose",
                        "{\"inventory\": \"inventories/given.json\", \"region\": \"eu-west-1\", \"jobs\": [" + jobs
                                + "]}"))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("jobs: " + words);
        assertThat(given.registry.size()).isZero();
    }

    @Test
    void propose_artifactOfAnotherKind_saysSoAndRegistersNothing() {
        given.put("inventories/e1.json", "{\"hunter2\":");

        assertThatThrownBy(() -> call("Propose", "{\"inventory\": \"inventories/e1.json\", \"region\": \"eu-west-1\"}"))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "artifact inventories/e1.json: is not what an assessment of this version wrote; assess again");
        assertThat(given.registry.size()).isZero();
    }

    @Test
    void registerPlan_thatWasMadeElsewhere_keepsAndRegistersIt() throws IOException {
        SealedPlan plan = proposed(SomeInventory.withWeb().domain("shop.example.com", "cert issued", null));

        JsonNode answer = call("RegisterPlan", plan.json());

        assertThat(answer.path("digest").asText()).isEqualTo(plan.digest());
        assertThat(SealedPlan.read(given.artifacts.get(answer.path("plan").asText())))
                .isEqualTo(plan);
        assertThat(given.text(answer.path("page").asText())).isEqualTo(PlanReport.of(plan, TODAY));
        assertThat(given.registry.find(plan.digest())).hasValueSatisfying(registered -> {
            assertThat(registered.openBlockers(TODAY)).isEmpty();
            assertThat(registered.shiftOf("shop.example.com")).isPresent();
        });
    }

    /** An attempt whose answer was lost is made again. */
    @Test
    void registerPlan_twice_isTheSame() throws IOException {
        SealedPlan plan = proposed(SomeInventory.withWeb());

        assertThat(call("RegisterPlan", plan.json())).isEqualTo(call("RegisterPlan", plan.json()));
        assertThat(given.registry.size()).isEqualTo(1);
    }

    @Test
    void registerPlan_withAnOpenBlocker_isRefusedUntilItIsWaived() throws IOException {
        SealedPlan blocked = proposed(SomeInventory.withWeb().addOn("scheduler", "standard", "SCHEDULER"));
        List<Object> before = given.written();

        assertThatThrownBy(() -> call("RegisterPlan", blocked.json()))
                .isInstanceOf(PlanException.class)
                .hasMessageStartingWith("findings: SCHEDULER_WITHOUT_LIST must be mended, or waived");
        assertThat(given.written()).isEqualTo(before);

        SealedPlan waived = blocked.waive(waiver("2026-03-09"), TODAY);
        call("RegisterPlan", waived.json());

        assertThat(given.registry.find(waived.digest())).hasValueSatisfying(registered -> {
            assertThat(registered.openBlockers(LocalDate.parse("2026-03-09"))).isEmpty();
            assertThat(registered.openBlockers(LocalDate.parse("2026-03-10")))
                    .containsExactly(new RegisteredPlan.Blocker("SCHEDULER_WITHOUT_LIST", "2026-03-09"));
        });
    }

    @Test
    void registerPlan_waiverRunOut_isRefused() {
        SealedPlan waived = proposed(SomeInventory.withWeb().addOn("scheduler", "standard", "SCHEDULER"))
                .waive(waiver("2026-03-01"), LocalDate.parse("2026-03-01"));

        assertThatThrownBy(() -> call("RegisterPlan", waived.json()))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("ran out on 2026-03-01");
        assertThat(given.registry.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "7", "\"plan\"", "{\"version\": 1}"})
    void registerPlan_noPlan_isRefused(String text) {
        assertThatThrownBy(() -> call("RegisterPlan", text)).isInstanceOf(PlanException.class);
        assertThat(given.registry.size()).isZero();
    }

    @Test
    void registerPlan_changedAfterItWasSealed_isRefused() {
        String forged = proposed(SomeInventory.withWeb()).json().replace("eu-west-1", "us-east-1");

        assertThatThrownBy(() -> call("RegisterPlan", forged))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("changed after it was signed");
        assertThat(given.registry.size()).isZero();
    }

    private static Waiver waiver(String until) {
        return new Waiver("SCHEDULER_WITHOUT_LIST", "Ada Lovelace", "no jobs", until);
    }

    private static SealedPlan proposed(SomeInventory app) {
        return Assessor.listed()
                .assess(
                        app.build(),
                        null,
                        new AssessmentOptions("eu-west-1", "/up", null, null, null, null, Assessment.NOW));
    }

    @Test
    void summarize_plansAndErrors_isOneTableByName() throws IOException {
        given.put("results/f/manifest.json", """
                {"ResultFiles": {"SUCCEEDED": [{"Key": "results/f/SUCCEEDED_0.json"}],
                                 "FAILED": [{"Key": "results/f/FAILED_0.json"}], "PENDING": []}}""");
        given.put("results/f/SUCCEEDED_0.json", Assessment.executions("""
                        {"app": "shop", "plan": "plans/s.json", "page": "plans/s.html", "digest": "sha256:s", "blockers": ["space"], "warnings": 2, "notes": 0}""", """
                        {"app": "api", "plan": "plans/a.json", "page": "plans/a.html", "digest": "sha256:a", "blockers": [], "warnings": 0}""", """
                        {"app": "gone", "error": "dev.landfall.heroku.HerokuException$AppNotFound", "cause": "app gone: Heroku\\nknows \\"none\\""}"""));
        given.put("results/f/FAILED_0.json", """
                [{"ExecutionArn": "arn", "Input": "{\\"app\\": \\"=lost\\"}", "Status": "TIMED_OUT"}]""");

        JsonNode answer = call("Summarize", "{\"manifest\": \"results/f/manifest.json\", \"execution\": \"f\"}");

        assertThat(answer.toString())
                .isEqualTo("{\"summary\":\"summaries/f.json\",\"table\":\"summaries/f.csv\",\"planned\":2,\"ready\":1,"
                        + "\"failed\":2}");
        assertThat(given.text("summaries/f.csv"))
                .isEqualTo("""
                app,plan,page,digest,blockers,warnings,error,cause
                "'=lost","","","","","","TIMED_OUT","no cause given"
                "api","plans/a.json","plans/a.html","sha256:a","","0","",""
                "gone","","","","","","dev.landfall.heroku.HerokuException$AppNotFound","app gone: Heroku\\u000aknows ""none\"""
                "shop","plans/s.json","plans/s.html","sha256:s","space","2","",""
                """.replace("\\u000a", "\\" + "u000a").replace("\n", "\r\n"));
        FleetSummary summary = kept("summaries/f.json", FleetSummary.class);
        assertThat(summary.apps()).extracting(FleetRow::app).containsExactly("=lost", "api", "gone", "shop");
        assertThat(summary.at()).isEqualTo(Assessment.NOW.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"ResultFiles\": []}"})
    void summarize_noManifest_saysSo(String text) {
        given.put("results/f/manifest.json", text);

        assertThatThrownBy(() -> call("Summarize", "{\"manifest\": \"results/f/manifest.json\", \"execution\": \"f\"}"))
                .isInstanceOf(PlanException.class)
                .hasMessage("artifact results/f/manifest.json: is not what a Distributed Map writes");
    }

    @Test
    void summarize_resultsOfAnotherKind_saysSo() {
        given.put("results/f/manifest.json", Assessment.manifest("results/f/SUCCEEDED_0.json"));
        given.put("results/f/SUCCEEDED_0.json", Assessment.executions("[]"));

        assertThatThrownBy(() -> call("Summarize", "{\"manifest\": \"results/f/manifest.json\", \"execution\": \"f\"}"))
                .isInstanceOf(PlanException.class)
                .hasMessage("artifact results/f/SUCCEEDED_0.json: is not what a Distributed Map writes");
    }

    @Test
    void everyFunction_withoutItsInput_isMalformed() {
        given.functions()
                .keySet()
                .forEach(function -> assertThatThrownBy(() -> call(function, "{}"))
                        .isInstanceOfAny(MalformedInputException.class, PlanException.class));
    }

    private JsonNode call(String function, String input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Objects.requireNonNull(given.functions().get(function))
                .handleRequest(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), out, new SomeContext());
        return Json.MAPPER.readTree(out.toByteArray());
    }

    private <T> T kept(String key, Class<T> type) throws IOException {
        return Json.MAPPER.readValue(given.artifacts.get(key), type);
    }
}
