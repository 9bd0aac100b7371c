package dev.landfall.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.Hosting;
import dev.landfall.inventory.SomeInventory;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepPlannerTest {
    private static final ScheduledJob JOB = new ScheduledJob("report", "rake report", "cron(30 4 * * ? *)");

    private static List<Step> steps(SomeInventory app) {
        return steps(app, null);
    }

    private static List<Step> steps(SomeInventory app, @Nullable List<ScheduledJob> jobs) {
        return steps(app.build(), jobs);
    }

    private static List<Step> steps(Inventory app, @Nullable List<ScheduledJob> jobs) {
        var options = new AssessmentOptions("eu-west-1", "/up", jobs, null, null, null, Assessment.NOW);
        return Assessor.listed().assess(app, null, options).plan().steps();
    }

    private static Step step(String name, List<Step> steps) {
        return steps.stream()
                .filter(step -> step.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Hosting at(String host) {
        return new Hosting("example.com", List.of("ns"), host, false, "CNAME", List.of("x.herokudns.com"), 300, null);
    }

    /** It lives in the dyno of a test environment. */
    @Test
    void plan_storeInADyno_hasNoCutover() {
        SomeInventory app = SomeInventory.withWeb()
                .addOn("heroku-postgresql", "in-dyno", "DATABASE")
                .addOn("heroku-redis", "in-dyno", "REDIS");

        assertThat(steps(app)).extracting(Step::name).noneMatch(name -> name.startsWith("cutover"));
    }

    @Test
    void plan_appWithEverything_goesFromStatelessToStores() {
        SomeInventory app = SomeInventory.withWeb()
                .process("worker", "sidekiq", SomeInventory.STANDARD_2X, 1)
                .process("clock", "clockwork", SomeInventory.STANDARD_2X, 1)
                .process("release", "rake db:migrate", SomeInventory.STANDARD_2X, 0)
                .domain("shop.example.com", at("Cloudflare"))
                .domain("api.example.com", at("Cloudflare"))
                .addOn("scheduler", "standard", "SCHEDULER")
                .addOn("heroku-postgresql", "premium-0", "DATABASE")
                .addOn("papertrail", "choklad", "PAPERTRAIL");

        assertThat(steps(app, List.of(JOB)))
                .extracting(Step::name)
                .containsExactly(
                        "provision",
                        "zone example.com",
                        "shift shop.example.com",
                        "shift api.example.com",
                        "worker worker",
                        "clock clock",
                        "scheduled jobs",
                        "cutover Heroku Postgres",
                        "settle");
    }

    @Test
    void plan_whatTheAppHasNot_isNoStep() {
        SomeInventory app = SomeInventory.withWeb()
                .process("worker", "sidekiq", SomeInventory.STANDARD_2X, 0)
                .process("clock", "clockwork", SomeInventory.STANDARD_2X, 0)
                .domain("shop.example.com", at(Hosting.ROUTE_53))
                .domain("api.example.com", Hosting.notLookedUp("no answer"));

        assertThat(steps(app))
                .extracting(Step::name)
                .containsExactly("provision", "shift shop.example.com", "shift api.example.com", "settle");
    }

    /** Once a store is cut over, Heroku's is fenced, and who still comes to Heroku is not served. */
    @Test
    void traffic_thatNoShiftMoves_comesToAwsBeforeAnyStore() {
        SomeInventory app = SomeInventory.withWeb()
                .domain("example.com", "cert issued", null)
                .domain("*.example.com", "cert issued", null)
                .domain("www.example.com", "cert issued", null)
                .addOn("heroku-postgresql", "premium-0", "DATABASE");

        List<Step> steps = steps(app);

        assertThat(steps)
                .extracting(Step::name)
                .containsExactly(
                        "provision",
                        "shift www.example.com",
                        "traffic of example.com",
                        "traffic of *.example.com",
                        "cutover Heroku Postgres",
                        "settle");
        assertThat(step("traffic of example.com", steps).what())
                .isEqualTo("moved by hand in one step, as finding APEX_DOMAIN says, before any store is cut over; both"
                        + " sides use Heroku's stores");
        assertThat(step("traffic of *.example.com", steps).what())
                .startsWith("the names below it that are used are shifted, each by itself");
    }

    @Test
    void traffic_ofAnAppWithoutItsOwnDomain_comesToAwsBeforeAnyStore() {
        Inventory.Domain herokus =
                new Inventory.Domain("shop-1234.herokuapp.com", "heroku", null, null, null, List.of());
        Inventory app = SomeInventory.withWeb()
                .addOn("heroku-postgresql", "premium-0", "DATABASE")
                .build()
                .withDomains(List.of(herokus));

        List<Step> steps = steps(app, null);

        assertThat(steps)
                .extracting(Step::name)
                .containsExactly("provision", "traffic", "cutover Heroku Postgres", "settle");
        assertThat(step("traffic", steps).what()).startsWith("no source tells a domain of the app's own: ");
    }

    @Test
    void traffic_ofAnAppWithoutWeb_isNoStep() {
        SomeInventory worker = SomeInventory.withoutProcesses().process("worker", "x", SomeInventory.STANDARD_2X, 1);

        assertThat(steps(worker)).extracting(Step::name).containsExactly("provision", "worker worker", "settle");
    }

    @Test
    void provision_withoutWeb_hasNoLoadTest() {
        SomeInventory worker = SomeInventory.withoutProcesses().process("worker", "x", SomeInventory.STANDARD_2X, 1);

        assertThat(step("provision", steps(SomeInventory.withWeb())).expected())
                .isEqualTo("estimated: a day, most of it the load test");
        assertThat(step("provision", steps(worker)).expected())
                .isEqualTo("estimated: some hours, as there is no load test");
        assertThat(step("provision", steps(worker)).what()).endsWith("clocks and schedules stay switched off");
    }

    @Test
    void zone_elsewhere_saysFromWhereItMoves() {
        Step zone =
                step("zone example.com", steps(SomeInventory.withWeb().domain("shop.example.com", at("Cloudflare"))));

        assertThat(zone.what()).startsWith("all its records are copied from Cloudflare to Route 53");
        assertThat(zone.expected()).contains("TTL of its NS records");
    }

    @Test
    void clockAndJobs_stopOnHerokuFirst() {
        List<Step> steps = steps(
                SomeInventory.withWeb().process("clock", "clockwork", SomeInventory.STANDARD_2X, 1), List.of(JOB));

        assertThat(step("clock clock", steps))
                .isEqualTo(new Step(
                        "clock clock",
                        "stopped on Heroku first, then started on AWS, so that nothing runs twice",
                        "at least the 30 s in which its dyno ends",
                        "none; what falls due between stop and start is not run"));
        assertThat(step("scheduled jobs", steps).what())
                .isEqualTo("report: each is switched off on Heroku first, then switched on in EventBridge, so that none"
                        + " runs twice");
    }

    @Test
    void jobs_ofASchedulerThatNobodyListed_areAskedFor() {
        List<Step> steps = steps(SomeInventory.withWeb().addOn("scheduler", "standard", "SCHEDULER"));

        assertThat(step("scheduled jobs", steps).what()).startsWith("no source tells which: list them with --jobs");
    }

    @Test
    void jobs_ofASchedulerThatHasNone_areNoStep() {
        SomeInventory app = SomeInventory.withWeb().addOn("scheduler", "standard", "SCHEDULER");

        assertThat(steps(app, List.of())).extracting(Step::name).containsExactly("provision", "traffic", "settle");
    }

    /** One for each kind of stall in the table. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    heroku-postgresql | Heroku Postgres | 1.1 s to 1.7 s | the stall of 1.1 s to 1.7 s, and before it a first copy while the app runs: not known; rehearse it with a copy
                    heroku-redis | Heroku Key-Value Store | not known | not known; rehearse it with a copy
                    cloudamqp | CloudAMQP | none | not known, and nothing waits for it; rehearse it with a copy
                    """)
    void cutover_expectedTime_isWhatTheTableKnowsAndNoMore(String service, String name, String stall, String expected) {
        Step cutover = step("cutover " + name, steps(SomeInventory.withWeb().addOn(service, "premium-0", "STORE")));

        assertThat(cutover.expected()).isEqualTo(expected);
        assertThat(cutover.stall()).isEqualTo(stall);
    }
}
