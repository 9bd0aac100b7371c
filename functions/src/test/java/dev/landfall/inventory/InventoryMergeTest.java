package dev.landfall.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.landfall.inventory.Inventory.AddOn;
import dev.landfall.inventory.Inventory.App;
import dev.landfall.inventory.Inventory.Attachment;
import dev.landfall.inventory.Inventory.Buildpack;
import dev.landfall.inventory.Inventory.ConfigVar;
import dev.landfall.inventory.Inventory.DynoSize;
import dev.landfall.inventory.Inventory.ProcessType;
import dev.landfall.inventory.Inventory.SourceNote;
import dev.landfall.inventory.Inventory.ValueKind;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InventoryMergeTest {
    private static final Origin API = Origin.PLATFORM_API;
    private static final Origin FILE = Origin.APP_JSON;
    private static final DynoSize SMALL = new DynoSize("standard-1x", 512, null, false, 2500);
    private static final DynoSize LARGE = new DynoSize("performance-l", 14336, null, true, 50000);

    @Test
    void merge_nothing_isRefused() {
        assertThatThrownBy(() -> InventoryMerge.merge(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void merge_one_changesNothing() {
        Inventory inventory = inventory(API, "heroku-24", process(API, "web", "a", SMALL, 1));

        assertThat(InventoryMerge.merge(List.of(inventory))).isEqualTo(inventory);
    }

    @Test
    void merge_inAnyOrder_isTheSame() {
        Inventory api = inventory(API, "heroku-24", process(API, "web", "a", SMALL, 1));
        Inventory file = inventory(FILE, "heroku-22", process(FILE, "web", null, LARGE, 2));

        assertThat(InventoryMerge.merge(List.of(file, api))).isEqualTo(InventoryMerge.merge(List.of(api, file)));
    }

    @Test
    void merge_differentStackSizeAndQuantity_takesTheApiAndNotes() {
        Inventory merged = InventoryMerge.merge(List.of(
                inventory(API, "heroku-24", process(API, "web", "a", SMALL, 1)),
                inventory(FILE, "heroku-22", process(FILE, "web", null, LARGE, 2))));

        assertThat(merged.app().stack()).isEqualTo("heroku-24");
        assertThat(merged.processes()).containsExactly(new ProcessType("web", "a", SMALL, 1, List.of(API, FILE)));
        assertThat(texts(merged))
                .containsExactly(
                        "the stack is heroku-24 in the Platform API and heroku-22 in app.json; the former counts",
                        "the size of web is standard-1x in the Platform API and performance-l in app.json;"
                                + " the former counts",
                        "the quantity of web is 1 in the Platform API and 2 in app.json; the former counts");
    }

    /** A file knows a size by its name; what only the API tells of it is no difference. */
    @Test
    void merge_sameSizeOfWhichTheApiKnowsMore_takesTheApiWithoutANote() {
        DynoSize told = new DynoSize(SMALL.name(), 512, 1, false, 2500, "amd64");
        Inventory merged = InventoryMerge.merge(List.of(
                inventory(FILE, null, process(FILE, "web", null, SMALL, 1)),
                inventory(API, null, process(API, "web", "a", told, 1))));

        assertThat(merged.processes()).extracting(ProcessType::size).containsExactly(told);
        assertThat(texts(merged)).isEmpty();
    }

    @Test
    void merge_buildArchitectures_areThoseThatTheApiTells() {
        App built = new App(null, null, null, null, "fir", null, false, List.of(), List.of("arm64"), List.of(API));
        Inventory api = new Inventory(built, List.of(), List.of(), List.of(), List.of(), List.of(), null, List.of());

        assertThat(InventoryMerge.merge(List.of(inventory(FILE, null), api))
                        .app()
                        .buildArchitectures())
                .containsExactly("arm64");
    }

    @Test
    void merge_processMissingInOne_isKeptAndNoted() {
        Inventory merged = InventoryMerge.merge(List.of(
                inventory(API, null, process(API, "web", "a", SMALL, 1), process(API, "old", "b", SMALL, 0)),
                inventory(
                        Origin.PROCFILE,
                        null,
                        process(Origin.PROCFILE, "web", "a", null, null),
                        process(Origin.PROCFILE, "clock", "c", null, null))));

        assertThat(merged.processes()).extracting(ProcessType::name).containsExactly("web", "old", "clock");
        assertThat(merged.notes())
                .containsExactly(
                        new SourceNote(API, API.words(), "process clock is missing here; Procfile has it"),
                        new SourceNote(
                                Origin.PROCFILE, "Procfile", "process old is missing here; the Platform API has it"));
    }

    @Test
    void merge_formationOfSomeProcesses_isNoDifference() {
        Inventory merged = InventoryMerge.merge(List.of(
                inventory(API, null, process(API, "web", "a", SMALL, 1), process(API, "worker", "b", SMALL, 1)),
                inventory(FILE, null, process(FILE, "worker", null, null, 1))));

        assertThat(merged.notes()).isEmpty();
    }

    @Test
    void merge_twoOfOneService_pairsThemByAttachmentThenInOrder() {
        Inventory merged = InventoryMerge.merge(List.of(
                withAddOns(API, addOn(API, "premium-0", "REDIS"), addOn(API, "mini", "REDIS_CACHE")),
                withAddOns(FILE, addOn(FILE, "mini", "REDIS_CACHE"), addOn(FILE, "premium-1", null))));

        assertThat(merged.addOns())
                .extracting(addOn -> addOn.attachments().getFirst().alias() + " " + addOn.plan() + " " + addOn.from())
                .containsExactly(
                        "REDIS premium-0 [PLATFORM_API, APP_JSON]", "REDIS_CACHE mini [PLATFORM_API, APP_JSON]");
        assertThat(texts(merged))
                .containsExactly("the plan of add-on heroku-redis is premium-0 in the Platform API and premium-1 in"
                        + " app.json; the former counts");
    }

    @Test
    void merge_addOnsOfOneSource_areNeverTheSame() {
        Inventory merged =
                InventoryMerge.merge(List.of(withAddOns(FILE, addOn(FILE, "mini", null), addOn(FILE, "mini", null))));

        assertThat(merged.addOns()).hasSize(2);
    }

    @Test
    void merge_addOnThatTheApiLacks_isKeptAndNoted() {
        Inventory merged =
                InventoryMerge.merge(List.of(withAddOns(API), withAddOns(FILE, addOn(FILE, "mini", "REDIS"))));

        assertThat(merged.addOns()).hasSize(1);
        assertThat(texts(merged))
                .containsExactly("add-on heroku-redis is missing in the Platform API, and app.json has it");
    }

    @Test
    void merge_configVar_takesTheKindFromWhoeverReadIt() {
        ConfigVar masked = new ConfigVar("KEY", ValueKind.UNREAD, null, null, "postgres-1", List.of(API));
        ConfigVar read = new ConfigVar("KEY", ValueKind.RANDOM, null, null, null, List.of(FILE));

        Inventory merged = InventoryMerge.merge(List.of(withConfig(API, masked), withConfig(FILE, read)));

        assertThat(merged.configVars())
                .containsExactly(new ConfigVar("KEY", ValueKind.RANDOM, null, null, "postgres-1", List.of(API, FILE)));
    }

    @Test
    void merge_buildpacksInAnotherOrder_areNoted() {
        Inventory merged = InventoryMerge.merge(List.of(
                withBuildpacks(API, "heroku/nodejs", "heroku/ruby"),
                withBuildpacks(FILE, "heroku/ruby", "heroku/nodejs")));

        assertThat(merged.buildpacks())
                .extracting(Buildpack::url, Buildpack::from)
                .containsExactly(tuple("heroku/nodejs", List.of(API, FILE)), tuple("heroku/ruby", List.of(API, FILE)));
        assertThat(texts(merged))
                .containsExactly("the buildpacks are in another order; the Platform API's list counts");
    }

    @Test
    void merge_buildpacksByAnotherName_areTheSame() {
        Inventory merged = InventoryMerge.merge(List.of(
                withBuildpacks(API, "https://buildpack-registry.s3.amazonaws.com/buildpacks/heroku/ruby.tgz"),
                withBuildpacks(Origin.HEROKU_YML, "heroku/ruby"),
                withBuildpacks(FILE, "https://github.com/heroku/heroku-buildpack-ruby.git")));

        assertThat(merged.notes()).isEmpty();
    }

    @Test
    void merge_otherBuildpacks_areNoted() {
        Inventory merged = InventoryMerge.merge(List.of(
                withBuildpacks(API, "heroku/metrics", "heroku/ruby"), withBuildpacks(FILE, "heroku/ruby", "a/b")));

        assertThat(texts(merged))
                .containsExactly("the buildpacks differ: heroku/metrics is missing, a/b is one more;"
                        + " the Platform API's list counts");
    }

    private static Stream<String> texts(Inventory inventory) {
        return inventory.notes().stream().map(SourceNote::text);
    }

    private static ProcessType process(
            Origin from, String name, @Nullable String command, @Nullable DynoSize size, @Nullable Integer quantity) {
        return new ProcessType(name, command, size, quantity, List.of(from));
    }

    private static AddOn addOn(Origin from, String plan, @Nullable String alias) {
        List<Attachment> attachments = alias == null ? List.of() : List.of(new Attachment(alias, "shop"));
        return new AddOn("heroku-redis", plan, null, null, null, null, attachments, List.of(), List.of(from));
    }

    private static Inventory inventory(Origin from, @Nullable String stack, ProcessType... processes) {
        return inventory(from, stack, List.of(processes), List.of(), List.of(), List.of());
    }

    private static Inventory withAddOns(Origin from, AddOn... addOns) {
        return inventory(from, null, List.of(), List.of(addOns), List.of(), List.of());
    }

    private static Inventory withConfig(Origin from, ConfigVar... variables) {
        return inventory(from, null, List.of(), List.of(), List.of(variables), List.of());
    }

    private static Inventory withBuildpacks(Origin from, String... urls) {
        List<Buildpack> buildpacks =
                Stream.of(urls).map(url -> new Buildpack(url, List.of(from))).toList();
        return inventory(from, null, List.of(), List.of(), List.of(), buildpacks);
    }

    private static Inventory inventory(
            Origin from,
            @Nullable String stack,
            List<ProcessType> processes,
            List<AddOn> addOns,
            List<ConfigVar> variables,
            List<Buildpack> buildpacks) {
        App app = new App(null, null, null, stack, null, null, false, List.of(), List.of(from));
        return new Inventory(app, processes, addOns, variables, List.of(), buildpacks, null, List.of());
    }
}
