package dev.landfall.inventory;

import dev.landfall.inventory.Inventory.AddOn;
import dev.landfall.inventory.Inventory.App;
import dev.landfall.inventory.Inventory.Attachment;
import dev.landfall.inventory.Inventory.Buildpack;
import dev.landfall.inventory.Inventory.CodeHint;
import dev.landfall.inventory.Inventory.ConfigVar;
import dev.landfall.inventory.Inventory.Domain;
import dev.landfall.inventory.Inventory.DynoSize;
import dev.landfall.inventory.Inventory.Extensions;
import dev.landfall.inventory.Inventory.HealthCheckPath;
import dev.landfall.inventory.Inventory.Hosting;
import dev.landfall.inventory.Inventory.Operations;
import dev.landfall.inventory.Inventory.ProcessType;
import dev.landfall.inventory.Inventory.SourceNote;
import dev.landfall.inventory.Inventory.Space;
import dev.landfall.inventory.Inventory.ValueKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A small app in which nothing stands in the way, and what may be said of it otherwise. */
public final class SomeInventory {
    public static final DynoSize STANDARD_2X = new DynoSize("standard-2x", 1024, null, false, 5000);
    private static final List<Origin> API = List.of(Origin.PLATFORM_API);

    private @Nullable String region = "eu";
    private String stack = "heroku-24";
    private String generation = "cedar";
    private @Nullable Space space;
    private @Nullable List<String> builds;
    private boolean maintenance;
    private List<Origin> from = API;
    private final List<ProcessType> processes = new ArrayList<>();
    private final List<AddOn> addOns = new ArrayList<>();
    private final List<ConfigVar> configVars = new ArrayList<>();
    private final List<Domain> domains = new ArrayList<>();
    private final List<Buildpack> buildpacks = new ArrayList<>();
    private List<String> features = List.of();
    private List<String> drains = List.of();
    private @Nullable String pipeline;
    private @Nullable List<HealthCheckPath> healthChecks;
    private final List<CodeHint> codeHints = new ArrayList<>();
    private final List<SourceNote> notes = new ArrayList<>();

    public static SomeInventory withWeb() {
        return new SomeInventory().process("web", "bundle exec puma", STANDARD_2X, 2);
    }

    public static SomeInventory withoutProcesses() {
        return new SomeInventory();
    }

    public SomeInventory process(String name, @Nullable String command, @Nullable DynoSize size, int quantity) {
        processes.add(new ProcessType(name, command, size, quantity, API));
        return this;
    }

    public SomeInventory addOn(String service, String plan, String alias) {
        addOns.add(new AddOn(
                service,
                plan,
                service + "-1",
                null,
                5000,
                "shop",
                List.of(new Attachment(alias, "shop")),
                List.of(),
                API));
        return this;
    }

    public SomeInventory database(Extensions extensions) {
        List<Attachment> own = List.of(new Attachment("DATABASE", "shop"));
        AddOn database = new AddOn("heroku-postgresql", "standard-0", null, "16", 0, null, own, List.of(), API);
        addOns.add(database.with(extensions));
        return this;
    }

    public SomeInventory attachedElsewhere(String service) {
        addOns.add(new AddOn(
                service, "x", service + "-2", null, 0, "other", List.of(new Attachment("A", "other")), List.of(), API));
        return this;
    }

    public SomeInventory configVar(String name, ValueKind kind, @Nullable String fingerprint) {
        configVars.add(new ConfigVar(name, kind, fingerprint, null, null, API));
        return this;
    }

    public SomeInventory configVar(String name) {
        return configVar(name, ValueKind.TEXT, "0011223344556677");
    }

    public SomeInventory domain(String hostname, @Nullable String certificate, @Nullable String expires) {
        domains.add(new Domain(hostname, "custom", "polar-dawn-1.herokudns.com", certificate, expires, API));
        return this;
    }

    public SomeInventory domain(String hostname, Hosting hosting) {
        domains.add(new Domain(
                hostname, "custom", "polar-dawn-1.herokudns.com", "cert issued", "2027-06-01T00:00:00Z", hosting, API));
        return this;
    }

    public SomeInventory buildpack(String url) {
        buildpacks.add(new Buildpack(url, API));
        return this;
    }

    public SomeInventory in(@Nullable String region) {
        this.region = region;
        return this;
    }

    public SomeInventory on(String stack, String generation) {
        this.stack = stack;
        this.generation = generation;
        return this;
    }

    public SomeInventory builtFor(String... architectures) {
        this.builds = List.of(architectures);
        return this;
    }

    public SomeInventory inSpace(Space space) {
        this.space = space;
        return this;
    }

    public SomeInventory inMaintenance() {
        this.maintenance = true;
        return this;
    }

    public SomeInventory features(String... names) {
        this.features = List.of(names);
        return this;
    }

    public SomeInventory drainingTo(String host) {
        this.drains = List.of(host);
        return this;
    }

    public SomeInventory note(String path, String text) {
        notes.add(new SourceNote(Origin.PLATFORM_API, path, text));
        return this;
    }

    public SomeInventory inPipeline(String name) {
        this.pipeline = name;
        return this;
    }

    public SomeInventory healthChecks(HealthCheckPath... told) {
        this.healthChecks = List.of(told);
        return this;
    }

    public SomeInventory codeHint(CodeHint.Topic topic, String where, String what) {
        codeHints.add(new CodeHint(topic, where, what));
        return this;
    }

    public SomeInventory from(Origin origin) {
        this.from = List.of(origin);
        return this;
    }

    public Inventory build() {
        return new Inventory(
                new App("shop", "1", region, stack, generation, space, maintenance, List.of(), builds, from),
                processes,
                addOns,
                configVars,
                domains,
                buildpacks,
                new Operations(2.0, null, drains, features, pipeline, 3, List.of(), API),
                healthChecks,
                codeHints.isEmpty() ? null : codeHints,
                notes);
    }
}
