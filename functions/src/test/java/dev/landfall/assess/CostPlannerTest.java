package dev.landfall.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.landfall.addons.AddOnMapping;
import dev.landfall.addons.AwsTarget;
import dev.landfall.addons.PlannedAddOn;
import dev.landfall.addons.PlannedAddOn.TargetSize;
import dev.landfall.addons.Stall;
import dev.landfall.cost.CostLine;
import dev.landfall.cost.CostLine.Side;
import dev.landfall.cost.MoneyRange;
import dev.landfall.cost.Prices;
import dev.landfall.cost.SnapshotPrices;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.DynoSize;
import dev.landfall.inventory.SomeInventory;
import dev.landfall.sizing.DynoSizes;
import dev.landfall.sizing.SizedProcess;
import dev.landfall.sizing.Sizing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has no price or no size is named, so that nobody takes the sum for the whole. */
class CostPlannerTest {
    private static final String TODAY = "2026-11-21";

    private static Costs costs(String region, SomeInventory app) {
        Inventory inventory = app.build();
        return CostPlanner.plan(
                SnapshotPrices.bundled(), region, TODAY, inventory, List.of(), AddOnMapping.plan(inventory));
    }

    @Test
    void plan_pricesOfHeroku_haveTheirDateAndSource() {
        SomeInventory app = SomeInventory.withWeb().addOn("papertrail", "choklad", "PAPERTRAIL");

        assertThat(costs("us-east-1", app).lines())
                .filteredOn(line -> line.side() == Side.HEROKU)
                .extracting(CostLine::priceDate, CostLine::source)
                .containsOnly(tuple(TODAY, "Heroku's Platform API, as read for this plan"))
                .hasSize(2);
    }

    @Test
    void plan_pricesThatSomebodyWroteDown_areNotDatedToday() {
        String recorded = """
                app: shop
                processes: [{name: web, size: basic, quantity: 1}]
                addOns: [{service: papertrail, plan: choklad, dollarsPerMonth: 7}]
                """;
        Inventory app = RecordedInventory.read("app.yaml", recorded.getBytes(StandardCharsets.UTF_8));

        assertThat(CostPlanner.plan(SnapshotPrices.bundled(), "us-east-1", TODAY, app, List.of(), List.of())
                        .lines())
                .filteredOn(line -> line.side() == Side.HEROKU)
                .extracting(CostLine::priceDate, CostLine::source)
                .containsExactly(
                        tuple("2026-02", "Heroku's list prices (https://www.heroku.com/pricing)"),
                        tuple(null, "the recorded inventory, which does not date it"));
    }

    /** A sum that leaves out an add-on looks cheaper than the app is. */
    @Test
    void words_partsOfTheAppNotCounted_sayAtLeast() {
        String recorded = """
                app: shop
                processes: [{name: web, size: basic, quantity: 1}]
                addOns: [{service: heroku-postgresql, plan: standard-0}, {service: papertrail, dollarsPerMonth: 7}]
                """;
        Inventory app = RecordedInventory.read("app.yaml", recorded.getBytes(StandardCharsets.UTF_8));

        Costs costs =
                CostPlanner.plan(SnapshotPrices.bundled(), "us-east-1", TODAY, app, List.of(), AddOnMapping.plan(app));

        assertThat(costs.words(Side.HEROKU)).isEqualTo("at least $14");
        assertThat(costs.notCounted(Side.HEROKU)).isOne();
        assertThat(costs.words(Side.AWS)).startsWith("at least $");
        assertThat(costs.notCounted(Side.AWS)).as("Papertrail's volume").isOne();
        assertThat(costs.words()).startsWith("a month: Heroku at least $14 → AWS at least $");
    }

    /** What no app's bill can tell beforehand is named, and makes no app's total a lower bound. */
    @Test
    void words_eachPartOfTheAppCounted_areTheTotal() {
        Inventory app = SomeInventory.withWeb()
                .addOn("heroku-postgresql", "premium-0", "DATABASE")
                .build();
        List<SizedProcess> processes = new Sizing(DynoSizes.listed()).size(app, null, "/up");

        Costs costs =
                CostPlanner.plan(SnapshotPrices.bundled(), "us-east-1", TODAY, app, processes, AddOnMapping.plan(app));

        assertThat(costs.words(Side.HEROKU)).isEqualTo("$150");
        assertThat(costs.words(Side.AWS)).startsWith("$");
    }

    @Test
    void plan_ecoDynos_haveNoPriceOfTheirOwn() {
        DynoSize eco = DynoSizes.listed().find("eco").orElseThrow();

        assertThat(costs("us-east-1", SomeInventory.withoutProcesses().process("web", null, eco, 1))
                        .notCounted())
                .contains("Heroku, web: eco has one flat price an account ($5), not one for each app");
    }

    @Test
    void plan_storageOfMySql_isNotPricedAsPostgres() {
        TargetSize size =
                new TargetSize("db.t4g.micro", 20, 1, false, "rds.mysql.single-az.db.t4g.micro", "https://x", true);
        PlannedAddOn database = new PlannedAddOn(
                "jawsdb",
                "JawsDB MySQL",
                "kitefin",
                List.of(),
                AwsTarget.RDS_MYSQL,
                size,
                null,
                null,
                null,
                "why",
                "how",
                new Stall.Unknown(),
                "back",
                List.of(),
                List.of(),
                null,
                false,
                null);
        List<String> asked = new ArrayList<>();
        Prices prices = (key, region) -> {
            asked.add(key);
            return Optional.empty();
        };

        CostPlanner.plan(
                prices, "us-east-1", TODAY, SomeInventory.withoutProcesses().build(), List.of(), List.of(database));

        assertThat(asked)
                .contains("rds.mysql.single-az.db.t4g.micro", "rds.mysql.single-az.gp3")
                .noneMatch(key -> key.contains("postgresql"));
    }

    @Test
    void plan_classWithoutAPriceInTheRegion_isNamedAsNotCounted() {
        SomeInventory app = SomeInventory.withWeb().addOn("heroku-postgresql", "premium-3", "DATABASE");

        assertThat(costs("eu-west-1", app).notCounted())
                .contains("AWS, Heroku Postgres: db.r7g.large: no price of rds.postgresql.multi-az.db.r7g.large is"
                        + " known in eu-west-1");
        assertThat(costs("us-east-1", app).notCounted()).noneMatch(line -> line.contains("db.r7g.large"));
    }

    /** No other region's price is taken: each line of AWS is named instead, and the sum is of nothing. */
    @Test
    void plan_regionWithoutAnyPrice_countsNothingOfAws() {
        Costs costs = costs("eu-north-1", SomeInventory.withWeb().addOn("heroku-redis", "premium-0", "REDIS"));

        assertThat(costs.lines()).extracting(line -> line.side().name()).doesNotContain("AWS");
        assertThat(costs.aws()).isEqualTo(new MoneyRange(0, 0));
        assertThat(costs.notCounted())
                .contains(
                        "AWS, NAT gateway: no price of nat is known in eu-north-1",
                        "AWS, secret: no price of secrets.secret is known in eu-north-1",
                        "AWS, Heroku Key-Value Store: cache.t4g.micro: no price of"
                                + " elasticache.valkey.cache.t4g.micro is known in eu-north-1");
    }

    @Test
    void plan_brokerWithoutASize_isNamedAsNotCounted() {
        SomeInventory app = SomeInventory.withWeb().addOn("cloudamqp", "lemur", "CLOUDAMQP");

        assertThat(costs("us-east-1", app).notCounted()).contains("AWS, CloudAMQP: no size is known for plan lemur");
    }

    @Test
    void plan_storeWithoutAPlan_isNamedAsNotCounted() {
        Inventory app = recorded("addOns: [{service: cloudamqp}]");

        assertThat(CostPlanner.plan(
                                SnapshotPrices.bundled(), "us-east-1", TODAY, app, List.of(), AddOnMapping.plan(app))
                        .notCounted())
                .contains("AWS, CloudAMQP: no plan is named, so no size is known");
    }

    @Test
    void plan_processThatDoesNotFit_saysThatItIsCountedTooSmall() {
        Inventory app = recorded("processes: [{name: giant, size: performance-2xl, quantity: 1}]");
        List<SizedProcess> processes = new Sizing(DynoSizes.listed()).size(app, null, "/up");

        assertThat(CostPlanner.plan(SnapshotPrices.bundled(), "us-east-1", TODAY, app, processes, List.of())
                        .notCounted())
                .contains("AWS, giant: counted as Fargate's largest task, which is too small");
    }

    private static Costs costsOfArm64(String region) {
        Inventory app = SomeInventory.withWeb().builtFor("arm64").build();
        List<SizedProcess> processes = new Sizing(DynoSizes.listed()).size(app, null, "/up");
        return CostPlanner.plan(SnapshotPrices.bundled(), region, TODAY, app, processes, List.of());
    }

    /** By hand, as below: 2 to 4 tasks of 1 vCPU at $0.03238 and 2 GB at $0.00356. */
    @Test
    void plan_tasksOnArm64_haveItsPrices() {
        assertThat(costsOfArm64("us-east-1").lines())
                .extracting(line -> line.what() + ": " + line.monthly().lowCents() + "-"
                        + line.monthly().highCents())
                .contains("web: vCPU: 4727-9455", "web: memory: 1040-2079");
    }

    @Test
    void plan_tasksOnArm64WhereItsPriceIsNotKnown_areNamedAsNotCounted() {
        Costs costs = costsOfArm64("ap-southeast-2");

        assertThat(costs.notCounted())
                .contains(
                        "AWS, web: vCPU: no price of fargate.vcpu.arm64 is known in ap-southeast-2",
                        "AWS, web: memory: no price of fargate.memory.arm64 is known in ap-southeast-2");
        assertThat(costs.words(Side.AWS)).startsWith("at least $");
    }

    private static Inventory recorded(String rest) {
        String text = "app: shop\n" + (rest.startsWith("processes") ? "" : "processes: []\n") + rest;
        return RecordedInventory.read("app.yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void dollars_belowOne_hasItsCents() {
        assertThat(Costs.dollars(MoneyRange.of(40))).isEqualTo("$0.40");
        assertThat(Costs.dollars(new MoneyRange(0, 123_456))).isEqualTo("$0–1,235");
    }

    /** By hand: 730 hours a month, prices of the snapshot, each line rounded to the cent and then added up. */
    @Test
    void plan_knownApp_hasEachLineAndBothTotals() {
        Inventory inventory = SomeInventory.withWeb()
                .process("worker", "sidekiq", SomeInventory.STANDARD_2X, 1)
                .process("release", "rake db:migrate", SomeInventory.STANDARD_2X, 0)
                .addOn("heroku-postgresql", "premium-0", "DATABASE")
                .addOn("heroku-redis", "premium-0", "REDIS")
                .addOn("papertrail", "choklad", "PAPERTRAIL")
                .build();
        List<SizedProcess> processes = new Sizing(DynoSizes.listed()).size(inventory, null, "/up");

        Costs costs = CostPlanner.plan(
                SnapshotPrices.bundled(), "us-east-1", TODAY, inventory, processes, AddOnMapping.plan(inventory));

        assertThat(costs.lines())
                .extracting(line -> line.side() + " " + line.what() + ": "
                        + line.monthly().lowCents() + "-" + line.monthly().highCents())
                .containsExactly(
                        "HEROKU web: standard-2x: 10000-10000",
                        "HEROKU worker: standard-2x: 5000-5000",
                        "HEROKU heroku-postgresql:premium-0: 5000-5000",
                        "HEROKU heroku-redis:premium-0: 5000-5000",
                        "HEROKU papertrail:choklad: 5000-5000",
                        // 1 vCPU and 2 GB each: 2 to 4 tasks and 1 to 2
                        "AWS web: vCPU: 5910-11820",
                        "AWS web: memory: 1298-2596",
                        "AWS worker: vCPU: 2955-5910",
                        "AWS worker: memory: 649-1298",
                        "AWS load balancer: 1643-1643",
                        "AWS NAT gateway: 3285-6570",
                        "AWS secret: 40-40",
                        "AWS Heroku Postgres: db.t4g.medium: 9417-9417",
                        "AWS Heroku Postgres: 64 GB: 1472-1472",
                        "AWS Heroku Key-Value Store: cache.t4g.micro: 1869-1869");
        assertThat(costs.heroku()).isEqualTo(new MoneyRange(30_000, 30_000));
        assertThat(costs.aws()).isEqualTo(new MoneyRange(28_538, 42_635));
        assertThat(costs.notCounted()).contains("AWS, Papertrail: paid by volume, which no source tells");
    }

    /** One word each of what a bill has besides, so that none of them is forgotten. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "data transfer",
                "logs",
                "release commands",
                "scheduled jobs",
                "public IPv4 addresses",
                "Route 53",
                "control plane",
                "support plans",
                "taxes"
            })
    void plan_anyApp_namesWhatIsNeverCounted(String what) {
        assertThat(costs("us-east-1", SomeInventory.withWeb()).notCounted()).anyMatch(line -> line.contains(what));
    }
}
