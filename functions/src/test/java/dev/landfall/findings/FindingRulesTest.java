package dev.landfall.findings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

import dev.landfall.inventory.Inventory.CodeHint.Topic;
import dev.landfall.inventory.Inventory.DynoSize;
import dev.landfall.inventory.Inventory.Extensions;
import dev.landfall.inventory.Inventory.HealthCheckPath;
import dev.landfall.inventory.Inventory.Hosting;
import dev.landfall.inventory.Inventory.Space;
import dev.landfall.inventory.Inventory.ValueKind;
import dev.landfall.inventory.Origin;
import dev.landfall.inventory.SomeInventory;
import dev.landfall.sizing.DynoSizes;
import dev.landfall.sizing.Sizing;
import dev.landfall.usage.Usage;
import dev.landfall.usage.Usage.Distribution;
import dev.landfall.usage.Usage.ErrorShare;
import dev.landfall.usage.Usage.ErrorShare.Unit;
import dev.landfall.usage.Usage.ProcessUsage;
import dev.landfall.usage.Usage.Requests;
import dev.landfall.usage.Usage.Spike;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindingRulesTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");
    private static final Usage QUIET = usage(Map.of(), requests(200, Map.of("2xx", 1000L), 0));

    private static final Usage SHORT = new Usage(
            MONDAY, MONDAY.plus(Duration.ofHours(1)), 10, 0, QUIET.processes(), QUIET.requests(), Map.of(), null);

    private final FindingRules rules = new FindingRules();

    private static Requests requests(double p99Millis, Map<String, Long> statuses, long over60s) {
        Distribution service = new Distribution(1000, 20, 100, p99Millis, 2 * p99Millis);
        return new Requests(1000, service, statuses, List.of(), new Spike(MONDAY, 10), 0, over60s);
    }

    private static Usage usage(Map<String, Long> errors, Requests requests) {
        Distribution memory = new Distribution(100, 300, 350, 400, 420);
        Distribution load = new Distribution(100, 0.1, 0.3, 0.4, 0.45);
        ProcessUsage used = new ProcessUsage(2, memory, null, load);
        return new Usage(MONDAY, MONDAY.plus(Duration.ofDays(7)), 10, 0, Map.of("web", used), requests, errors, null);
    }

    private static Usage loaded(double p95, double max) {
        Distribution load = new Distribution(100, p95, p95, p95, max);
        ProcessUsage web = new ProcessUsage(2, new Distribution(100, 300, 350, 400, 420), null, load);
        return new Usage(QUIET.from(), QUIET.to(), 10, 0, Map.of("web", web), QUIET.requests(), Map.of(), Map.of());
    }

    private static Usage failing(String code, ErrorShare share) {
        return new Usage(
                QUIET.from(),
                QUIET.to(),
                10,
                0,
                QUIET.processes(),
                QUIET.requests(),
                Map.of(code, 12L),
                Map.of(code, share));
    }

    private static Facts facts(SomeInventory app, @Nullable Usage usage) {
        return facts(app, usage, List.of(), false, "/up");
    }

    private static Facts facts(
            SomeInventory app,
            @Nullable Usage usage,
            List<String> unanswered,
            boolean jobsListed,
            @Nullable String healthCheckPath) {
        var inventory = app.build();
        var processes = new Sizing(DynoSizes.listed()).size(inventory, usage, healthCheckPath);
        return new Facts(inventory, usage, "eu-west-1", processes, unanswered, List.of(), jobsListed, "2026-11-21");
    }

    private static Facts missing(String extension) {
        return new Facts(
                web().build(), QUIET, "eu-west-1", List.of(), List.of(), List.of(extension), false, "2026-11-21");
    }

    private static SomeInventory web() {
        return SomeInventory.withWeb();
    }

    private Set<String> ids(Facts facts) {
        return rules.judge(facts).stream().map(Finding::id).collect(Collectors.toSet());
    }

    private record Case(String id, Facts facts) {}

    private static Named<Case> expect(String id, Facts facts) {
        return named(id, new Case(id, facts));
    }

    private static Named<Case> expect(String id, SomeInventory app) {
        return expect(id, facts(app, QUIET));
    }

    private static Named<Case> expect(String id, Usage usage) {
        return expect(id, facts(web(), usage));
    }

    private static Stream<Named<Case>> cases() {
        return Stream.of(places(), traffic(), runtime(), data()).flatMap(cases -> cases);
    }

    private static Stream<Named<Case>> places() {
        return Stream.of(
                expect("REGION_MISMATCH", web().in("us")),
                expect("REGION_UNKNOWN", web().in(null)),
                expect("PRIVATE_SPACE", web().inSpace(new Space("quiet", "dublin", false, List.of()))),
                expect("OUTBOUND_ALLOW_LIST", web().inSpace(new Space("quiet", "dublin", false, List.of("192.0.2.1")))),
                expect("OUTBOUND_ALLOW_LIST", web().addOn("quotaguardstatic", "micro", "QUOTAGUARDSTATIC")),
                expect("OUTBOUND_ALLOW_LIST", web().addOn("ipburger", "basic", "IPBURGER")),
                expect("FIR", web().on("cnb", "fir")),
                expect("STACK_OLD", web().on("heroku-20", "cedar")),
                expect("REVIEW_APPS", web().inPipeline("shop/production")),
                expect("MAINTENANCE_ON", web().inMaintenance()),
                expect("FILES_ONLY", web().from(Origin.PROCFILE)),
                expect("NO_PROCESSES", SomeInventory.withoutProcesses()),
                expect("PARTS_UNREAD", web().note("/apps/shop/log-drains", "not read: the token may not")));
    }

    private static Stream<Named<Case>> traffic() {
        return Stream.of(
                expect("H12_RISK", usage(Map.of("H12", 3L), requests(200, Map.of(), 0))),
                expect("H12_RISK", usage(Map.of(), requests(16_000, Map.of(), 0))),
                expect("LONG_REQUESTS", usage(Map.of(), requests(200, Map.of(), 1))),
                expect("WEBSOCKETS", usage(Map.of(), requests(200, Map.of("101", 1L), 0))),
                expect("STICKY_SESSIONS", web().features("http-session-affinity")),
                expect("FORCE_SSL_HEALTH_CHECK", web().configVar("SSL_REDIRECT")),
                expect("FORCE_SSL_HEALTH_CHECK", web().configVar("FORCE_SSL")),
                expect("FORCE_SSL_HEALTH_CHECK", web().configVar("DJANGO_SECURE_SSL_REDIRECT")),
                expect("FORCE_SSL_HEALTH_CHECK", web().codeHint(Topic.FORCE_SSL, "Gemfile:2", "redirects")),
                expect("HEALTH_CHECK_ASSUMED", facts(web(), QUIET, List.of(), false, null)),
                expect("CERTIFICATE_RENEWAL", web().domain("shop.example.com", "cert issued", "2026-12-24T00:00:00Z")),
                expect("CERTIFICATE_MISSING", web().domain("shop.example.com", "none", null)),
                expect("APEX_DOMAIN", web().domain("example.co.uk", "cert issued", "2027-12-24T00:00:00Z")),
                expect("WILDCARD_DOMAIN", web().domain("*.example.com", "cert issued", "2027-12-24T00:00:00Z")),
                expect("APEX_DOMAIN", web().domain("shop.example.com", hosted("Route 53", true, "ALIAS"))),
                expect("RECORDS_NOT_IN_ROUTE_53", web().domain("shop.example.com", hosted("others", false, "CNAME"))),
                expect("RECORD_NOT_TO_HEROKU", web().domain("shop.example.com", hosted("Route 53", false, "A"))),
                expect("RECORDS_NOT_LOOKED_UP", web().domain("shop.example.com", Hosting.notLookedUp("time-out"))),
                expect(
                        "NO_WEB",
                        SomeInventory.withoutProcesses().process("worker", null, SomeInventory.STANDARD_2X, 1)),
                expect(
                        "SINGLE_WEB_TASK",
                        SomeInventory.withoutProcesses().process("web", null, SomeInventory.STANDARD_2X, 1)));
    }

    private static Hosting hosted(String host, boolean apex, String record) {
        String value = record.equals("CNAME") ? "polar-dawn-1.herokudns.com" : "192.0.2.1";
        return new Hosting("example.com", List.of("ns"), host, apex, record, List.of(value), 300, null);
    }

    private static Stream<Named<Case>> runtime() {
        DynoSize huge = new DynoSize("performance-2xl", 129_024, null, true, 150_000);
        DynoSize eco = new DynoSize("eco", 512, null, false, null);
        return Stream.of(
                expect("EPHEMERAL_DISK", web().configVar("UPLOAD_DIR")),
                expect("EPHEMERAL_DISK", web().codeHint(Topic.LOCAL_FILES, "app.js:7", "keeps files")),
                expect("HEROKU_METADATA", web().codeHint(Topic.HEROKU_METADATA, "app.js:3", "reads a variable")),
                expect("EPHEMERAL_DISK", web().process("worker", "run --db /app/data.sqlite", eco, 1)),
                expect("HEROKU_METADATA", web().features("runtime-dyno-metadata")),
                expect("HEROKU_METADATA", web().process("worker", "run --name $DYNO", eco, 1)),
                expect("TWO_CLOCKS", web().process("clock", "clockwork", eco, 2)),
                expect("TWO_CLOCKS", web().process("clock", "clockwork", eco, 1).addOn("scheduler", "standard", "S")),
                expect(
                        "BUILDPACK_WITHOUT_COUNTERPART",
                        web().buildpack("https://github.com/dscout/wkhtmltopdf-buildpack")),
                expect("SIZE_ABOVE_FARGATE", web().process("worker", null, huge, 1)),
                expect("LOAD_ABOVE_SIZE", loaded(0.1, 0.9)),
                expect("DYNOS_SLEEP", web().process("worker", null, eco, 1)),
                expect("SIZED_WITHOUT_USAGE", facts(web(), null)),
                expect("USAGE_SHORT", SHORT),
                expect("MEMORY_QUOTA", usage(Map.of("R14", 1L), requests(200, Map.of(), 0))),
                expect("APP_ERRORS", usage(Map.of("H10", 1L), requests(200, Map.of(), 0))),
                expect("APP_ERRORS", usage(Map.of("H15", 1L), requests(200, Map.of(), 0))),
                expect("APP_ERRORS", usage(Map.of("H17", 1L), requests(200, Map.of(), 0))),
                expect("APP_ERRORS", usage(Map.of("H25", 1L), requests(200, Map.of(), 0))),
                expect("LOG_DRAINS", web().drainingTo("logs.example.com")));
    }

    private static Stream<Named<Case>> data() {
        return Stream.of(
                expect("SESSION_POOLING", web().configVar("DATABASE_CONNECTION_POOL_URL")),
                expect("SESSION_POOLING", web().buildpack("https://github.com/heroku/heroku-buildpack-pgbouncer")),
                expect(
                        "SEVERAL_REDIS",
                        web().addOn("heroku-redis", "mini", "REDIS").addOn("rediscloud", "30", "CACHE")),
                expect(
                        "SEVERAL_REDIS",
                        web().addOn("heroku-key-value-store", "mini", "REDIS")
                                .addOn("ah-redis-stackhero", "x", "STACKHERO")),
                expect("ADD_ON_WITHOUT_ANSWER", facts(web(), QUIET, List.of("mystery"), false, "/up")),
                expect("ADD_ON_SHARED", web().attachedElsewhere("heroku-postgresql")),
                expect("DATABASE_EXTENSIONS", web().addOn("heroku-postgresql", "standard-0", "DATABASE")),
                expect("DATABASE_EXTENSIONS", web().addOn("elephantsql", "turtle", "ELEPHANTSQL")),
                expect("DATABASE_EXTENSIONS", web().database(new Extensions(List.of("hstore"), false))),
                expect("DATABASE_EXTENSIONS", web().database(new Extensions(List.of("heroku_ext.hstore"), true))),
                expect("EXTENSION_NOT_ON_RDS", missing("heroku-postgresql: xml2 is not on RDS for PostgreSQL 16")),
                expect("NO_REPLICATION_ROLE", web().addOn("heroku-postgresql", "standard-0", "DATABASE")),
                expect("SCHEDULER_WITHOUT_LIST", web().addOn("scheduler", "standard", "SCHEDULER")),
                expect("SCHEDULER_WITHOUT_LIST", web().addOn("crontogo", "basic", "CRONTOGO")),
                expect("CONFIG_UNKNOWN", web().note("/apps/shop/config-vars", "not read: the token may not")),
                expect("CONFIG_UNREAD", web().configVar("SECRET", ValueKind.UNREAD, null)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void judge_whatStandsInTheWay_isFoundWithEvidence(Case expected) {
        List<Finding> found = rules.judge(expected.facts());

        assertThat(found).anySatisfy(finding -> {
            assertThat(finding.id()).isEqualTo(expected.id());
            assertThat(finding.evidence())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).isNotBlank().doesNotContain("\n"));
        });
    }

    @Test
    void judge_anAppWithNothingInTheWay_findsNothing() {
        assertThat(ids(facts(web().buildpack("heroku/ruby").configVar("RACK_ENV"), QUIET)))
                .isEmpty();
    }

    /** As `heroku buildpacks`, the Platform API and app.json name one of Heroku's own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:buildpack:heroku/python",
                "heroku-community/apt",
                "https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku/nodejs.tgz",
                "https://github.com/heroku/heroku-buildpack-ruby.git#v300"
            })
    void judge_herokusOwnBuildpack_findsNothing(String url) {
        assertThat(ids(facts(web().buildpack(url), QUIET))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:buildpack:heroku/pgbouncer-of-mine",
                "https://mine.s3.amazonaws.com/buildpacks/heroku/nodejs.tgz"
            })
    void judge_buildpackThatOnlyLooksLikeHerokus_isFound(String url) {
        assertThat(ids(facts(web().buildpack(url), QUIET))).contains("BUILDPACK_WITHOUT_COUNTERPART");
    }

    @ParameterizedTest
    @ValueSource(strings = {"H24", "H26", "H27", "H28"})
    void judge_errorThatIsNotTheDynos_findsNothing(String code) {
        assertThat(ids(facts(web(), usage(Map.of(code, 1L), requests(200, Map.of(), 0)))))
                .isEmpty();
    }

    @Test
    void judge_requireSslOfADatabase_isNoRedirect() {
        assertThat(ids(facts(web().configVar("DATABASE_REQUIRE_SSL"), QUIET))).isEmpty();
    }

    /** Its vendor may well give that role. */
    @Test
    void judge_anotherVendorsPostgres_isNotSaidToLackReplication() {
        assertThat(ids(facts(web().addOn("elephantsql", "turtle", "ELEPHANTSQL"), QUIET)))
                .doesNotContain("NO_REPLICATION_ROLE");
    }

    @Test
    void judge_oneRedisBesideMemcached_isNotSeveral() {
        assertThat(ids(facts(
                        web().addOn("heroku-redis", "mini", "REDIS").addOn("memcachedcloud", "30", "CACHE"), QUIET)))
                .doesNotContain("SEVERAL_REDIS");
    }

    @Test
    void judge_withoutAnyLog_saysWhatElseWasNotLookedFor() {
        assertThat(evidence("SIZED_WITHOUT_USAGE", facts(withWorker(), null)))
                .containsExactly(
                        "web, whose time-outs, long requests and WebSockets were not looked for either", "worker");
        assertThat(evidence("SIZED_WITHOUT_USAGE", facts(withWorker(), QUIET))).containsExactly("worker");
    }

    private static SomeInventory withWorker() {
        return web().process("worker", "sidekiq", SomeInventory.STANDARD_2X, 1);
    }

    @Test
    void judge_oneRequest_isToldAsOne() {
        assertThat(evidence("LONG_REQUESTS", usage(Map.of(), requests(200, Map.of(), 1))))
                .containsExactly("1 request took 60 s and more");
        assertThat(evidence("WEBSOCKETS", usage(Map.of(), requests(200, Map.of("101", 2L), 0))))
                .containsExactly("2 requests got the answer 101 Switching Protocols");
        assertThat(evidence("APP_ERRORS", usage(Map.of("H10", 1L), requests(200, Map.of(), 0))))
                .containsExactly("H10: once");
    }

    @Test
    void judge_shortUsage_saysOfHowMuch() {
        assertThat(evidence("USAGE_SHORT", SHORT)).singleElement().asString().endsWith(", 1 h of a week's 168");
    }

    @Test
    void judge_certificateThatEndsSoon_saysWhichAndWhen() {
        Facts soon = facts(web().domain("shop.example.com", "cert issued", "2026-12-24T00:00:00Z"), QUIET);

        assertThat(evidence("CERTIFICATE_RENEWAL", soon))
                .containsExactly("shop.example.com: certificate (cert issued), valid until 2026-12-24");
    }

    /** What no source tells is not told as if it were known. */
    @Test
    void judge_noProcessIsKnown_doesNotSayThatThereIsNoWeb() {
        assertThat(ids(facts(SomeInventory.withoutProcesses(), QUIET)))
                .contains("NO_PROCESSES")
                .doesNotContain("NO_WEB");
    }

    @Test
    void judge_cnameToHerokuInRoute53_findsNothing() {
        assertThat(ids(facts(web().domain("shop.example.com", hosted("Route 53", false, "CNAME")), QUIET)))
                .isEmpty();
    }

    /** What DNS says of a name goes before what it looks like. */
    @Test
    void judge_nameThatLooksLikeAnApex_isNoneIfDnsSaysSo() {
        assertThat(ids(facts(web().domain("example.dev", hosted("Route 53", false, "CNAME")), QUIET)))
                .isEmpty();
    }

    @Test
    void judge_apexWithAlias_isNotFoundTwice() {
        assertThat(ids(facts(web().domain("example.com", hosted("Route 53", true, "ALIAS")), QUIET)))
                .containsExactly("APEX_DOMAIN");
    }

    /** A path that a file only suggests wants a look as one that nobody told. */
    @Test
    void judge_healthCheckThatIsLikely_isFoundAndOneThatIsCertainIsNot() {
        HealthCheckPath certain = new HealthCheckPath("/up", "Dockerfile:2", "HEALTHCHECK", true);
        HealthCheckPath likely = new HealthCheckPath("/up", "app.js:2", "a route", false);

        assertThat(ids(facts(web().healthChecks(certain), QUIET, List.of(), false, null)))
                .isEmpty();
        assertThat(ids(facts(web().healthChecks(likely), QUIET, List.of(), false, null)))
                .containsExactly("HEALTH_CHECK_ASSUMED");
    }

    @Test
    void judge_loadAboveTheTask_saysHowFar() {
        assertThat(evidence("LOAD_ABOVE_SIZE", loaded(0.1, 0.9)))
                .containsExactly("web: load was 0.90 at most and 0.10 for 99 % of the time; a task has 0.25 vCPU");
        assertThat(ids(facts(web(), loaded(0.1, 0.25)))).isEmpty();
    }

    @Test
    void judge_errors_saysOfHowManyRequestsOrMinutes() {
        assertThat(evidence("APP_ERRORS", failing("H10", new ErrorShare(Unit.REQUESTS, 12, 1000, 0.012))))
                .containsExactly("H10: 12 times, in 12 of 1000 requests");
        assertThat(evidence("MEMORY_QUOTA", failing("R14", new ErrorShare(Unit.MINUTES, 4, 10_080, 0.0004))))
                .containsExactly("R14: 12 times, in 4 of 10080 minutes");
        assertThat(evidence("H12_RISK", failing("H12", new ErrorShare(Unit.REQUESTS, 12, 1000, 0.012))))
                .containsExactly("12 of 1000 requests ended with H12");
    }

    private List<String> evidence(String id, Usage usage) {
        return evidence(id, facts(web(), usage));
    }

    private List<String> evidence(String id, Facts facts) {
        return rules.judge(facts).stream()
                .filter(finding -> finding.id().equals(id))
                .flatMap(finding -> finding.evidence().stream())
                .toList();
    }

    @Test
    void judge_scheduledJobsListed_isNoBlocker() {
        Facts listed = facts(web().addOn("scheduler", "standard", "SCHEDULER"), QUIET, List.of(), true, "/up");

        assertThat(ids(listed)).doesNotContain("SCHEDULER_WITHOUT_LIST");
    }

    @Test
    void judge_extensionsListed_areNoLongerAsked() {
        Facts listed = facts(web().database(new Extensions(List.of("plpgsql", "hstore"), true)), QUIET);

        assertThat(ids(listed)).doesNotContain("DATABASE_EXTENSIONS", "EXTENSION_NOT_ON_RDS");
    }

    @Test
    void judge_severalFindings_areWorstFirst() {
        List<Finding> found = rules.judge(facts(web().in("us").inMaintenance().configVar("FORCE_SSL"), QUIET));

        assertThat(found).extracting(Finding::severity).isSorted();
        assertThat(found).extracting(Finding::id).startsWith("REGION_MISMATCH");
    }

    @Test
    void texts_andRules_areOfTheSameFindings() {
        assertThat(FindingTexts.read().ids())
                .containsExactlyInAnyOrderElementsOf(
                        FindingRules.ALL.stream().map(Rule::id).toList());
    }

    @Test
    void cases_ofThisTest_coverEachRule() {
        assertThat(cases().map(each -> each.getPayload().id()).collect(Collectors.toSet()))
                .containsAll(FindingRules.ALL.stream().map(Rule::id).toList());
    }
}
