package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.heroku.HerokuStub;
import dev.landfall.records.FakeNameQuestions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way from an app on Heroku, or what stands in for it, to a plan. */
class AssessHerokuTest {
    private static final String TOKEN = "HRKU-stub-0123456789";

    private final HerokuStub stub = HerokuStub.builder().build();

    @TempDir
    private Path home;

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void assess_app_writesAValidPlanAndAPageAndSaysSo() throws IOException {
        Command command = assessed("one");

        JsonNode plan = PlanJson.valid(Files.readString(planIn("one")));
        assertThat(plan.path("inventory").path("app").path("name").asText()).isEqualTo("shop");
        PlanPage.requireSelfContained(Files.readString(folder.resolve("one/plan.html")));
        assertThat(Folder.files(folder.resolve("one")))
                .containsExactlyInAnyOrder(planIn("one"), folder.resolve("one/plan.html"));
        assertThat(command.out())
                .contains("shop → us-east-1", plan.path("digest").asText(), "written");
        assertThat(command.err()).isEmpty();
    }

    @Test
    void assess_appAndCheckout_mergesBothAndTakesTheHealthCheckFromTheFile() throws IOException {
        Path checkout = folder.resolve("checkout");
        Files.createDirectories(checkout.resolve("config"));
        Files.writeString(checkout.resolve("Procfile"), "web: puma\nclock: clockwork\n");
        Files.writeString(checkout.resolve("app.json"), "{\"env\": {\"ONLY_IN_APP_JSON\": {\"value\": \"on\"}}}");
        Files.writeString(checkout.resolve("config/routes.rb"), "get \"alive\" => \"rails/health#show\"\n");

        assessed("one", "--dir", checkout.toString());

        JsonNode plan = PlanJson.valid(Files.readString(planIn("one")));
        assertThat(from(plan, "processes", "web")).containsExactly("platform-api", "Procfile");
        assertThat(from(plan, "processes", "worker1")).containsExactly("platform-api");
        assertThat(from(plan, "processes", "clock")).containsExactly("Procfile");
        assertThat(from(plan, "configVars", "DATABASE_URL")).containsExactly("platform-api");
        assertThat(from(plan, "configVars", "ONLY_IN_APP_JSON")).containsExactly("app.json");
        assertThat(named(plan.path("processes"), "name", "web")
                        .at("/healthCheck/path")
                        .asText())
                .isEqualTo("/alive");
        assertThat(plan.at("/inventory/healthChecks/0").toString()).contains("/alive", "config/routes.rb:1");
    }

    @Test
    void assess_app_makesAPrivateKeyOnceAndKeepsIt() throws IOException {
        assessed("one");
        Path key = home.resolve(".config/landfall/fingerprint.key");
        byte[] made = Files.readAllBytes(key);
        assessed("two");

        assertThat(made).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.readAllBytes(key)).isEqualTo(made);
        assertThat(Folder.files(home)).containsExactly(key);
    }

    @Test
    void assess_xdgConfigHome_keepsTheKeyThere() throws IOException {
        Path configured = folder.resolve("xdg");
        Command command = Command.offline()
                .at(HerokuStub.START)
                .in(
                        Map.of(
                                "HEROKU_API_URL", stub.base().toString(),
                                "HEROKU_API_KEY", TOKEN,
                                "XDG_CONFIG_HOME", configured.toString()),
                        home);

        assertThat(command.run("assess", "--app", "shop")).isZero();
        assertThat(configured.resolve("landfall/fingerprint.key")).isRegularFile();
        assertThat(Folder.files(home)).isEmpty();
    }

    @Test
    void assess_keyThatIsTooShort_isOneLineOfBadInput() throws IOException {
        Path key = home.resolve(".config/landfall/fingerprint.key");
        Files.createDirectories(key.getParent());
        Files.write(key, new byte[5]);
        Command command = command();

        assertThat(command.run("assess", "--app", "shop")).isEqualTo(2);
        assertThat(command.err()).startsWith("fingerprint key: ").contains("32").hasLineCount(1);
        assertThat(Files.readAllBytes(key)).hasSize(5);
    }

    @Test
    void assess_tokenInNetrc_isUsed() throws IOException {
        Files.writeString(home.resolve(".netrc"), "machine api.heroku.com\n  login me\n  password " + TOKEN + "\n");
        Command command = Command.offline()
                .at(HerokuStub.START)
                .in(Map.of("HEROKU_API_URL", stub.base().toString()), home);

        assertThat(command.run("assess", "--app", "shop")).isZero();
    }

    @Test
    void diff_twoAssessmentsOfTheSameApp_saysThatNothingChanged() {
        assessed("one");
        assessed("two");

        assertThat(diff()).isEqualToIgnoringNewLines("Nothing changed.");
    }

    @Test
    void diff_afterAChangedVarAndQuantity_namesBothWithoutTheValue() {
        assessed("one");
        stub.change("/apps/shop/config-vars", values -> values.put("KEY_8", "quite-another-value-4711"));
        stub.change("/apps/shop/formation", process -> process.put("quantity", 7));
        assessed("two");

        assertThat(diff())
                .contains("config var KEY_8: its value changed", "process type web: dynos: ", " → 7")
                .doesNotContain("quite-another-value-4711");
    }

    @Test
    void assess_domains_saysWhereTheirRecordsAre() throws IOException {
        run("one", hosted("lola.ns.cloudflare.com", 3600));

        JsonNode plan = PlanJson.valid(Files.readString(planIn("one")));
        JsonNode www = domain(plan, "www.shop.example");
        assertThat(www.path("hosted").asText())
                .isEqualTo("at Cloudflare, zone shop.example; CNAME to www.shop.example.herokudns.com, TTL 3600 s");
        assertThat(www.path("what").asText())
                .startsWith(
                        "its zone moves from Cloudflare to Route 53 first; then the TTL of its record goes from 3600 s"
                                + " to 60 s; ");
        assertThat(www.path("open").asText()).startsWith("zone shop.example in Route 53, ");
        assertThat(plan.path("findings").valueStream())
                .anySatisfy(finding -> assertThat(finding.path("id").asText() + " "
                                + finding.path("severity").asText())
                        .isEqualTo("RECORDS_NOT_IN_ROUTE_53 blocker"));
        assertThat(Files.readString(folder.resolve("one/plan.html")))
                .contains("Its records now: at Cloudflare, zone shop.example; CNAME to");
    }

    @Test
    void assess_silentDns_isAPlanThatSaysSo() throws IOException {
        assessed("one");

        JsonNode plan = PlanJson.valid(Files.readString(planIn("one")));
        assertThat(domain(plan, "www.shop.example").path("hosted").asText())
                .isEqualTo("not looked up: DNS did not answer: time-out");
        assertThat(plan.path("findings").findValuesAsText("id")).contains("RECORDS_NOT_LOOKED_UP");
    }

    @Test
    void assess_noDns_asksForNoName() throws IOException {
        FakeNameQuestions names = new FakeNameQuestions();
        run("one", names, "--no-dns");

        assertThat(names.asked()).isEmpty();
        assertThat(domain(PlanJson.valid(Files.readString(planIn("one"))), "www.shop.example")
                        .path("hosted")
                        .asText())
                .isEqualTo("not looked up: --no-dns was given");
    }

    @Test
    void diff_afterTheZoneMoved_saysFromWhereToWhere() {
        run("one", hosted("lola.ns.cloudflare.com", 3600));
        run("two", hosted("ns-1.awsdns-01.org", 300));

        assertThat(diff())
                .contains(
                        "finding RECORDS_NOT_IN_ROUTE_53: gone",
                        "records of www.shop.example: at Cloudflare, zone shop.example; CNAME to",
                        "→ at Route 53, zone shop.example; CNAME to www.shop.example.herokudns.com, TTL 300 s");
    }

    private static FakeNameQuestions hosted(String nameServer, int ttl) {
        return new FakeNameQuestions()
                .zone("shop.example", nameServer)
                .record("www.shop.example", "CNAME", ttl, "www.shop.example.herokudns.com");
    }

    private static JsonNode domain(JsonNode plan, String hostname) {
        return named(plan.path("domains"), "hostname", hostname);
    }

    /** The sources of a fact of the plan's inventory. */
    private static Stream<String> from(JsonNode plan, String kind, String name) {
        return named(plan.path("inventory").path(kind), "name", name)
                .path("from")
                .valueStream()
                .map(JsonNode::asText);
    }

    private static JsonNode named(JsonNode list, String field, String name) {
        return list.valueStream()
                .filter(thing -> thing.path(field).asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void run(String name, FakeNameQuestions names, String... more) {
        assess(command().asking(names), name, more);
    }

    @Test
    void assess_json_printsExactlyThePlanAndNothingElse() throws IOException {
        Command command = command().onTerminal(true);

        assertThat(command.run("assess", "--app", "shop", "--json", "--out", folder.toString()))
                .isZero();
        assertThat(command.out()).isEqualTo(Files.readString(folder.resolve("plan.json")));
        assertThat(command.err()).isEmpty();
    }

    @Test
    void assess_onATerminal_drawsItsProgressOnStandardErrorOnly() {
        Command command = command().onTerminal(false);

        assertThat(command.run("assess", "--app", "shop")).isZero();
        assertThat(command.err()).contains("reading ").endsWith("\r\u001b[K");
        assertThat(command.out()).doesNotContain("reading ", "\r", "\u001b");
    }

    @Test
    void assess_anything_writesNoSecretAnywhere() throws IOException {
        Command command = assessed("one");
        Command asJson = command();
        asJson.run("assess", "--app", "shop", "--json");

        String all = command.out()
                + command.err()
                + asJson.out()
                + asJson.err()
                + Folder.contents(folder)
                + Folder.contents(home);
        assertThat(stub.secrets()).contains(TOKEN).hasSizeGreaterThan(10).noneMatch(all::contains);
    }

    @Test
    void assess_fir_writesAValidPlanWithoutSecrets() throws IOException {
        try (HerokuStub fir =
                HerokuStub.builder().fir().addOns(6).configVars(40).build()) {
            Command command = Command.offline()
                    .at(HerokuStub.START)
                    .in(Map.of("HEROKU_API_URL", fir.base().toString(), "HEROKU_API_KEY", TOKEN), home);

            assertThat(command.run("assess", "--app", "shop", "--out", folder.toString()))
                    .isZero();
            PlanJson.valid(Files.readString(folder.resolve("plan.json")));
            PlanPage.requireSelfContained(Files.readString(folder.resolve("plan.html")));
            String all = command.out() + command.err() + Folder.contents(folder);
            assertThat(fir.secrets()).noneMatch(all::contains);
        }
    }

    @Test
    void assess_partsThatTheTokenMayNotRead_areAFindingWithTheirPaths() throws IOException {
        stub.refuse("/log-drains", 403).refuse("/collaborators", 403);

        assertThat(assessed("one").out())
                .containsPattern(
                        "warning  PARTS_UNREAD: /apps/shop/collaborators: [^;]*403[^/]*/apps/shop/log-drains: ");
    }

    @Test
    void assess_withoutConfigVarsThatTheTokenMayNotRead_saysSoInThePlan() throws IOException {
        stub.refuse("/config-vars", 403).refuse("/config-vars-settings", 403);

        assertThat(assessed("one", "--without-config-vars").out())
                .contains("CONFIG_UNREAD")
                .contains("blocker  CONFIG_UNKNOWN");
        PlanJson.valid(Files.readString(planIn("one")));
    }

    private Command command() {
        return Command.offline()
                .at(HerokuStub.START)
                .in(Map.of("HEROKU_API_URL", stub.base().toString(), "HEROKU_API_KEY", TOKEN), home);
    }

    private Command assessed(String name, String... more) {
        return assess(command(), name, more);
    }

    private Command assess(Command command, String name, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("assess", "--app", "shop", "--out", folder.resolve(name).toString()));
        arguments.addAll(List.of(more));
        assertThat(command.run(arguments.toArray(String[]::new)))
                .as(command.err())
                .isZero();
        return command;
    }

    private Path planIn(String name) {
        return folder.resolve(name).resolve("plan.json");
    }

    private String diff() {
        Command command = Command.offline();
        assertThat(command.run(
                        "plan", "diff", planIn("one").toString(), planIn("two").toString()))
                .isZero();
        assertThat(command.err()).isEmpty();
        return command.out();
    }
}
