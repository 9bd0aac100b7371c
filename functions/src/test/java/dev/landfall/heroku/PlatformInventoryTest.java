package dev.landfall.heroku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.heroku.HerokuStub.Asked;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.AddOn;
import dev.landfall.inventory.Inventory.Attachment;
import dev.landfall.inventory.Inventory.Buildpack;
import dev.landfall.inventory.Inventory.ConfigVar;
import dev.landfall.inventory.Inventory.Domain;
import dev.landfall.inventory.Inventory.DynoSize;
import dev.landfall.inventory.Inventory.Operations;
import dev.landfall.inventory.Inventory.ProcessType;
import dev.landfall.inventory.Inventory.SourceNote;
import dev.landfall.inventory.Inventory.Space;
import dev.landfall.inventory.Inventory.ValueKind;
import dev.landfall.inventory.Origin;
import dev.landfall.lambda.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformInventoryTest {
    private static final Fingerprints FINGERPRINTS =
            new Fingerprints("a key for tests only".getBytes(StandardCharsets.UTF_8));
    private static final List<Origin> FROM = List.of(Origin.PLATFORM_API);

    @Test
    void read_app_tellsWhatItIs() {
        try (HerokuStub stub = HerokuStub.builder().build()) {
            Inventory.App app = read(stub).app();
            assertThat(app.name()).isEqualTo("shop");
            assertThat(app.region()).isEqualTo("us");
            assertThat(app.stack()).isEqualTo("heroku-24");
            assertThat(app.generation()).isEqualTo("cedar");
            assertThat(app.space()).isNull();
        }
    }

    @Test
    void read_generationOnTheWire_isAThingWithAName() {
        try (HerokuStub stub = HerokuStub.builder().build()) {
            stub.change("/apps/shop", app -> app.putObject("generation").put("name", "cedar"));
            assertThat(read(stub).app().generation()).isEqualTo("cedar");
        }
    }

    @Test
    void read_architectures_areThoseOfBuildAndDyno() {
        try (HerokuStub stub = HerokuStub.builder().fir().build()) {
            Inventory inventory = read(stub);
            assertThat(inventory.app().buildArchitectures()).containsExactly("arm64");
            assertThat(inventory.app().from()).isEqualTo(FROM);
            assertThat(inventory.process("web"))
                    .map(ProcessType::size)
                    .map(DynoSize::architecture)
                    .contains("arm64");
        }
    }

    /** The schema asks for a list, does not say of what, and has a word for an example. */
    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "[null, 64, {}]", "\"[arm64]\""})
    void read_buildArchitecturesWithoutWords_areNotTold(String answer) throws JsonProcessingException {
        JsonNode told = Json.MAPPER.readTree(answer);
        try (HerokuStub stub = HerokuStub.builder().build()) {
            stub.change("/apps/shop", app -> app.set("current_build_architecture", told));
            assertThat(read(stub).app().buildArchitectures()).isNull();
        }
    }

    @Test
    void read_firApp_tellsItsSpaceAndDrains() {
        try (HerokuStub stub = HerokuStub.builder().fir().build()) {
            Inventory inventory = read(stub);
            assertThat(inventory.app().generation()).isEqualTo("fir");
            assertThat(inventory.app().space())
                    .isEqualTo(new Space("shop-space", "virginia", true, List.of("192.0.2.1", "192.0.2.2")));
            assertThat(inventory.operations()).extracting(Operations::drains).isEqualTo(List.of("otel.example"));
        }
    }

    @Test
    void read_processTypes_includesThoseAtZeroWithTheirSizes() {
        try (HerokuStub stub = HerokuStub.builder().processTypes(2).build()) {
            Inventory inventory = read(stub);
            assertThat(inventory.process("web"))
                    .contains(new ProcessType(
                            "web",
                            "bundle exec process-0",
                            new DynoSize("basic", 512, 1, false, 700, "amd64"),
                            0,
                            FROM));
            assertThat(inventory.process("worker1")).map(ProcessType::command).contains("API_TOKEN=*** bin/work");
        }
    }

    @Test
    void read_addOns_tellsAliasesPricesAndWhoPays() {
        try (HerokuStub stub = HerokuStub.builder().build()) {
            List<AddOn> addOns = read(stub).addOns();
            assertThat(addOns)
                    .contains(new AddOn(
                            "heroku-postgresql",
                            "standard-0",
                            "heroku-postgresql-0",
                            null,
                            5_000,
                            "shop",
                            List.of(
                                    new Attachment("SHOP", "admin"),
                                    new Attachment("DATABASE", "shop"),
                                    new Attachment("HEROKU_POSTGRESQL_CYAN", "shop")),
                            List.of("DATABASE_URL", "HEROKU_POSTGRESQL_CYAN_URL"),
                            FROM));
            assertThat(addOns)
                    .filteredOn(addOn -> "billing".equals(addOn.billedTo()))
                    .singleElement()
                    .satisfies(shared -> {
                        assertThat(shared.plan()).isEqualTo("premium-2");
                        assertThat(shared.configVars()).containsExactly("ANALYTICS_URL");
                        assertThat(shared.attachments())
                                .containsExactly(
                                        new Attachment("BILLING", "billing"), new Attachment("ANALYTICS", "shop"));
                    });
        }
    }

    @Test
    void read_addOnThatTellsNoPrice_hasThatOfItsPlan() {
        try (HerokuStub stub = HerokuStub.builder().build()) {
            stub.change("/apps/shop/addons", addOn -> addOn.putNull("billed_price"));
            assertThat(postgres(read(stub)).centsPerMonth()).isEqualTo(6_000);
        }
    }

    @Test
    void read_addOnBilledByUse_hasNoPriceAMonth() {
        try (HerokuStub stub = HerokuStub.builder().build()) {
            stub.change(
                    "/apps/shop/addons",
                    addOn -> addOn.withObject("billed_price").put("metered", true));
            assertThat(postgres(read(stub)).centsPerMonth()).isNull();
        }
    }

    @Test
    void read_sharedAddOnOfAnAppThatIsNotSeen_isStillThereWithANote() {
        try (HerokuStub stub = HerokuStub.builder().addOns(2).build()) {
            String id = sharedAddOn(stub);
            stub.refuse("/addons/" + id, 403).refuse("/addons/" + id + "/addon-attachments", 403);
            Inventory inventory = read(stub);
            assertThat(inventory.addOns())
                    .filteredOn(addOn -> "billing".equals(addOn.billedTo()))
                    .singleElement()
                    .satisfies(shared -> {
                        assertThat(shared.service()).isEqualTo("unknown");
                        assertThat(shared.attachments()).containsExactly(new Attachment("ANALYTICS", "shop"));
                        assertThat(shared.configVars()).containsExactly("ANALYTICS_URL");
                    });
            assertThat(inventory.notes()).hasSize(2);
        }
    }

    @Test
    void read_configVars_tellsKindOwnerAndWhatTheyPointAt() {
        try (HerokuStub stub = HerokuStub.builder().build()) {
            Inventory inventory = read(stub);
            assertThat(inventory.configVars()).hasSize(20);
            assertThat(variable(inventory, "DATABASE_URL"))
                    .returns(ValueKind.URL_WITH_CREDENTIALS, ConfigVar::kind)
                    .returns("DATABASE", ConfigVar::owner)
                    .returns(null, ConfigVar::pointsAt);
            assertThat(variable(inventory, "PRIMARY_DATABASE_URL"))
                    .returns(null, ConfigVar::owner)
                    .returns("heroku-postgresql-0", ConfigVar::pointsAt)
                    .returns(variable(inventory, "DATABASE_URL").fingerprint(), ConfigVar::fingerprint);
            assertThat(inventory.configVars())
                    .extracting(ConfigVar::kind)
                    .contains(ValueKind.FLAG, ValueKind.NUMBER, ValueKind.RANDOM, ValueKind.TEXT);
        }
    }

    @Test
    void read_settingsRefused_stillFindsTheOwners() {
        try (HerokuStub stub = HerokuStub.builder().build()) {
            stub.refuse("/config-vars-settings", 403);
            Inventory inventory = read(stub);
            assertThat(variable(inventory, "DATABASE_URL").owner()).isEqualTo("DATABASE");
            assertThat(variable(inventory, "ANALYTICS_URL").owner()).isEqualTo("ANALYTICS");
            assertThat(variable(inventory, "PRIMARY_DATABASE_URL").owner()).isNull();
            assertThat(inventory.notes())
                    .extracting(SourceNote::where)
                    .containsExactly("/apps/shop/config-vars-settings");
        }
    }

    @Test
    void read_maskedVariable_isUnread() {
        try (HerokuStub stub = HerokuStub.builder().build()) {
            stub.mask("DATABASE_URL");
            assertThat(variable(read(stub), "DATABASE_URL"))
                    .returns(ValueKind.UNREAD, ConfigVar::kind)
                    .returns(null, ConfigVar::fingerprint)
                    .returns("DATABASE", ConfigVar::owner);
        }
    }

    @Test
    void read_tokenWithoutTheScopeForConfigVars_knowsOnlyTheNamesOfAddOns() {
        try (HerokuStub stub = HerokuStub.builder().build()) {
            stub.refuse("/config-vars", 403).refuse("/config-vars-settings", 403);
            Inventory inventory = read(stub);
            assertThat(inventory.configVars())
                    .extracting(ConfigVar::name)
                    .containsExactly(
                            "ANALYTICS_URL", "DATABASE_URL", "HEROKU_POSTGRESQL_CYAN_URL", "REDIS_URL", "SERVICE3_URL");
            assertThat(inventory.configVars()).allMatch(variable -> variable.kind() == ValueKind.UNREAD);
            assertThat(inventory.notes()).anySatisfy(note -> {
                assertThat(note.where()).isEqualTo("/apps/shop/config-vars");
                assertThat(note.text()).contains("403", "read-protected");
            });
        }
    }

    @Test
    void read_domains_tellsTargetsAndCertificates() {
        try (HerokuStub stub = HerokuStub.builder().build()) {
            assertThat(read(stub).domains())
                    .containsExactly(
                            new Domain(
                                    "old.shop.example",
                                    "custom",
                                    "old.shop.example.herokudns.com",
                                    "uploaded",
                                    "2027-02-01T00:00:00Z",
                                    FROM),
                            new Domain("shop.herokuapp.com", "heroku", null, null, null, FROM),
                            new Domain(
                                    "www.shop.example",
                                    "custom",
                                    "www.shop.example.herokudns.com",
                                    "cert issued",
                                    null,
                                    FROM));
        }
    }

    @Test
    void read_buildpacks_areInTheOrderInWhichTheyRun() {
        try (HerokuStub stub = HerokuStub.builder().build()) {
            assertThat(read(stub).buildpacks())
                    .extracting(Buildpack::url)
                    .containsExactly("https://***@git.example/buildpack", "heroku/ruby");
        }
    }

    @Test
    void read_operations_tellsHowItIsRun() {
        try (HerokuStub stub = HerokuStub.builder().build()) {
            assertThat(read(stub).operations())
                    .isEqualTo(new Operations(
                            0.44,
                            "2026-11-20T12:00:00Z",
                            List.of("logs.example"),
                            List.of("runtime-metrics"),
                            "pipes/production",
                            2,
                            List.of(),
                            FROM));
        }
    }

    @Test
    void read_appInNoPipeline_isNoNews() {
        try (HerokuStub stub = HerokuStub.builder().build()) {
            stub.refuse("/pipeline-couplings", 404);
            Inventory inventory = read(stub);
            assertThat(inventory.operations()).extracting(Operations::pipeline).isNull();
            assertThat(inventory.notes()).isEmpty();
        }
    }

    @Test
    void read_largeApp_asksOnceForEachPartAndEachAddOn() {
        try (HerokuStub stub =
                HerokuStub.builder().processTypes(20).addOns(40).configVars(300).build()) {
            Inventory inventory = read(stub);
            assertThat(stub.asked()).hasSize(17 + 40).doesNotHaveDuplicates();
            assertThat(inventory.processes()).hasSize(20);
            assertThat(inventory.addOns()).hasSize(40);
            assertThat(inventory.configVars()).hasSize(300);
        }
    }

    @Test
    void read_smallPages_readsThemAll() {
        try (HerokuStub stub = HerokuStub.builder().processTypes(20).build()) {
            stub.pagesOf(3);
            assertThat(read(stub).processes()).hasSize(20);
            assertThat(read(stub).configVars()).hasSize(20);
        }
    }

    @Test
    void read_withListener_tellsEachPart() {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        ReadingListener listener = new ReadingListener() {
            @Override
            public void begins(String part) {
                heard.add("begins " + part);
            }

            @Override
            public void ends(String part) {
                heard.add("ends " + part);
            }
        };
        try (HerokuStub stub = HerokuStub.builder().build();
                PlatformApi api = stub.client(Patience.USUAL, listener)) {
            new PlatformInventory(api, FINGERPRINTS, stub.hurry(), listener).read("shop");
        }
        assertThat(heard).startsWith("begins app", "ends app").contains("begins config vars", "ends config vars");
        assertThat(heard.stream().filter(line -> line.startsWith("begins")).count())
                .isEqualTo(
                        heard.stream().filter(line -> line.startsWith("ends")).count());
    }

    @Test
    void read_unknownApp_isNotFound() {
        try (HerokuStub stub = HerokuStub.builder().app("other").build()) {
            assertThatThrownBy(() -> read(stub))
                    .isInstanceOf(HerokuException.AppNotFound.class)
                    .hasMessageContaining("app shop");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Shop", "shop/../other", "sh", "shop?x", "shop\n", "9shop"})
    void read_noNameOfAnApp_isNotAsked(String name) {
        try (HerokuStub stub = HerokuStub.builder().build();
                PlatformApi api = stub.client(Patience.USUAL, ReadingListener.NONE)) {
            PlatformInventory inventory = new PlatformInventory(api, FINGERPRINTS, stub.hurry(), ReadingListener.NONE);
            assertThatThrownBy(() -> inventory.read(name)).isInstanceOf(HerokuException.NotAnAppName.class);
            assertThat(stub.asked()).isEmpty();
        }
    }

    @Test
    void read_appOfOthers_isNoAccess() {
        try (HerokuStub stub = HerokuStub.builder().build()) {
            stub.refuse("/apps/shop", 403);
            assertThatThrownBy(() -> read(stub))
                    .isInstanceOf(HerokuException.NoAccess.class)
                    .hasMessageContaining("/apps/shop");
        }
    }

    @Test
    void read_networkGoneHalfWay_isPartialAndNoInventory() {
        try (HerokuStub stub = HerokuStub.builder().build()) {
            stub.refuse("/formation", 503).refuse("/domains", 503);
            HerokuException.Partial partial =
                    Objects.requireNonNull(catchThrowableOfType(HerokuException.Partial.class, () -> read(stub)));
            assertThat(partial.missing()).containsExactly("formation", "domains");
            assertThat(partial.read()).contains("app", "add-ons", "config vars");
            assertThat(partial).hasMessageContaining("no inventory").hasMessageContaining("status 503");
        }
    }

    @Test
    void read_again_asksWithEtagsExceptForConfigVars() {
        try (HerokuStub stub = HerokuStub.builder().build();
                PlatformApi api = stub.client(Patience.USUAL, ReadingListener.NONE)) {
            PlatformInventory inventory = new PlatformInventory(api, FINGERPRINTS, stub.hurry(), ReadingListener.NONE);
            Inventory first = inventory.read("shop");
            stub.asked().clear();
            assertThat(inventory.read("shop")).isEqualTo(first);
            assertThat(stub.asked())
                    .filteredOn(asked -> asked.status() != 304)
                    .extracting(Asked::path)
                    .containsExactlyInAnyOrder("/apps/shop/config-vars", "/apps/shop/config-vars-settings");
        }
    }

    private static AddOn postgres(Inventory inventory) {
        return inventory.addOns().stream()
                .filter(addOn -> "standard-0".equals(addOn.plan()))
                .findFirst()
                .orElseThrow();
    }

    /** The one that has to be asked for by its id. */
    private static String sharedAddOn(HerokuStub stub) {
        read(stub);
        return stub.asked().stream()
                .map(Asked::path)
                .filter(path -> path.matches("/addons/[^/]+"))
                .map(path -> path.substring("/addons/".length()))
                .findFirst()
                .orElseThrow();
    }

    private static ConfigVar variable(Inventory inventory, String name) {
        return inventory.configVars().stream()
                .filter(variable -> variable.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Half of an app would be thrown away, and the requests with it. */
    @Test
    void read_withoutWaitingAndTooFewRequestsLeft_takesOneAndNoMore() {
        try (HerokuStub stub = HerokuStub.builder().build().withOnly(20);
                PlatformApi api = stub.client(Patience.USUAL.withoutWaiting(), ReadingListener.NONE)) {
            PlatformInventory inventory = new PlatformInventory(api, FINGERPRINTS, stub.hurry(), ReadingListener.NONE);

            assertThatThrownBy(() -> inventory.read("shop"))
                    .isInstanceOf(HerokuException.RateLimited.class)
                    .hasMessageContaining("19 are left");
            assertThat(stub.asked()).hasSize(1);
        }
    }

    @Test
    void read_withoutWaitingAndEnoughRequestsLeft_readsTheApp() {
        try (HerokuStub stub = HerokuStub.builder().build().withOnly(21);
                PlatformApi api = stub.client(Patience.USUAL.withoutWaiting(), ReadingListener.NONE)) {
            assertThat(new PlatformInventory(api, FINGERPRINTS, stub.hurry(), ReadingListener.NONE)
                            .read("shop")
                            .app()
                            .name())
                    .isEqualTo("shop");
        }
    }

    private static Inventory read(HerokuStub stub) {
        try (PlatformApi api = stub.client(Patience.USUAL, ReadingListener.NONE)) {
            return new PlatformInventory(api, FINGERPRINTS, stub.hurry(), ReadingListener.NONE).read("shop");
        }
    }
}
