package dev.landfall.assess;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.AddOn;
import dev.landfall.inventory.Inventory.Attachment;
import dev.landfall.inventory.Inventory.Space;
import dev.landfall.inventory.Inventory.ValueKind;
import dev.landfall.inventory.Origin;
import dev.landfall.inventory.SomeInventory;
import dev.landfall.lambda.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanDiffTest {
    private static final List<ScheduledJob> JOBS = List.of(new ScheduledJob("nightly", "rake nightly", "rate(1 day)"));

    private static MigrationPlan plan(Inventory app) {
        return Assessor.listed()
                .assess(
                        app,
                        null,
                        new AssessmentOptions(
                                "eu-west-1", "/up", JOBS, null, null, null, Instant.parse("2026-11-21T10:00:00Z")))
                .plan();
    }

    private static MigrationPlan shop() {
        return plan(SomeInventory.withWeb()
                .addOn("heroku-postgresql", "standard-0", "DATABASE")
                .domain("shop.example.com", "cert issued", "2027-06-01T00:00:00Z")
                .configVar("STRIPE_KEY", ValueKind.RANDOM, "0011223344556677")
                .inSpace(new Space("calm", "dublin", false, List.of("192.0.2.1")))
                .features("a-feature")
                .drainingTo("logs.example.com")
                .inPipeline("shop/production")
                .build());
    }

    /** @param pointer to the field that is another in the newer plan */
    private static List<String> changed(String pointer, String json) throws IOException {
        JsonNode tree = Json.MAPPER.valueToTree(shop());
        int last = pointer.lastIndexOf('/');
        JsonNode parent = tree.at(pointer.substring(0, last));
        String field = pointer.substring(last + 1);
        JsonNode value = Json.MAPPER.readTree(json);
        if (parent instanceof ArrayNode items) {
            items.set(Integer.parseInt(field), value);
        } else {
            ((ObjectNode) parent).set(field, value);
        }
        return PlanDiff.between(shop(), Json.MAPPER.treeToValue(tree, MigrationPlan.class));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/jobs/0/schedule|\"rate(2 days)\"|job nightly: schedule: rate(1 day) → rate(2 days)",
                "/jobs/0/command|\"rake other\"|job nightly: its command changed",
                "/inventory/addOns/0/centsPerMonth|20000|add-on heroku-postgresql-1: price a month: $50.00 → $200.00",
                "/inventory/addOns/0/version|\"16\"|add-on heroku-postgresql-1: version: not known → 16",
                "/inventory/addOns/0/attachments/0/alias|\"MAIN\""
                        + "|add-on heroku-postgresql-1: attached as: DATABASE of shop → MAIN of shop",
                "/inventory/addOns/0/billedTo|\"other\"|add-on heroku-postgresql-1: billed to: shop → other",
                "/addOns/0/target|\"STAYS\"|add-on heroku-postgresql-1: becomes: RDS_POSTGRESQL → STAYS",
                "/configVars/0/class|\"SETTING\"|config var STRIPE_KEY: class: SECRET → SETTING",
                "/configVars/0/destination|\"DROPPED\"|config var STRIPE_KEY: goes to: SECRETS_MANAGER → DROPPED",
                "/inventory/operations/features|[]|features: a-feature → none",
                "/inventory/operations/drains|[\"a.example.com\"]|drains: logs.example.com → a.example.com",
                "/inventory/operations/pipeline|null|pipeline: shop/production → none",
                "/inventory/operations/collaborators|4|collaborators: 3 → 4",
                "/inventory/app/space/outboundAddresses|[\"192.0.2.9\"]"
                        + "|space's outbound addresses: 192.0.2.1 → 192.0.2.9",
                "/inventory/app/space|null|space: calm → none",
                "/inventory/app/buildArchitectures|[\"arm64\",\"amd64\"]|built for: not known → amd64, arm64",
                "/inventory/processes/0/size/architecture|\"arm64\""
                        + "|process type web: dyno's architecture: not known → arm64",
                "/inventory/processes/0/most|9|process type web: dynos at most: not known → 9",
                "/processes/0/healthCheck/path|\"/alive\"|health check of web: /up → /alive",
                "/processes/0/scaling/targets|[{\"metric\":\"ECSServiceAverageCPUUtilization\",\"value\":40}]"
                        + "|→ ECSServiceAverageCPUUtilization at 40",
                "/inventory/domains/0/target|\"x.herokudns.com\""
                        + "|domain shop.example.com: target: polar-dawn-1.herokudns.com → x.herokudns.com",
                "/domains/0/shift/hostedZoneId|\"Z0123456789\"|domain shop.example.com: the spec of its shift changed",
                "/domains/0/what|\"stays\"|domain shop.example.com: what becomes of it: ",
                "/costs/aws/lowCents|100|AWS a month: $",
                "/costs/heroku/highCents|99900|Heroku a month: $"
            })
    void between_oneFactIsAnother_saysItInItsWords(String pointer, String value, String words) throws IOException {
        assertThat(changed(pointer, value)).singleElement().asString().contains(words);
    }

    @Test
    void between_jobThatIsGone_namesIt() throws IOException {
        assertThat(changed("/jobs", "[]")).containsExactly("job nightly: gone");
    }

    @ParameterizedTest
    @CsvSource({"/steps, steps", "/inventory/notes, inventory", "/processes/0/reasons, processes"})
    void between_whatHasNoWords_isNamedByItsSection(String pointer, String section) throws IOException {
        String other =
                pointer.endsWith("notes") ? "[{\"from\":\"recorded\",\"where\":\"here\",\"text\":\"odd\"}]" : "[]";

        assertThat(changed(pointer, other)).containsExactly("something else changed: " + section);
    }

    @Test
    void between_onlyMadeAtAnotherTime_isNothing() throws IOException {
        assertThat(changed("/created", "\"2026-11-22T10:00:00Z\"")).isEmpty();
        assertThat(changed("/costs/lines/0/priceDate", "\"2026-11-22\"")).isEmpty();
    }

    @Test
    void between_addOnsWithoutNames_areToldApartByAliasAndNumber() {
        MigrationPlan one = plan(SomeInventory.withWeb().build().withAddOns(List.of(redis("mini"))));
        MigrationPlan three = plan(SomeInventory.withWeb()
                .build()
                .withAddOns(List.of(redis("mini"), redis("premium-0"), redis("mini", "CACHE"))));

        assertThat(PlanDiff.between(one, three))
                .contains("add-on heroku-redis (2): new", "add-on heroku-redis as CACHE: new")
                .noneMatch(line -> line.startsWith("add-on heroku-redis: "));
    }

    private static AddOn redis(String plan, String... aliases) {
        List<Attachment> attachments = List.of(aliases).stream()
                .map(alias -> new Attachment(alias, "shop"))
                .toList();
        return new AddOn(
                "heroku-redis", plan, null, null, null, null, attachments, List.of(), List.of(Origin.APP_JSON));
    }
}
