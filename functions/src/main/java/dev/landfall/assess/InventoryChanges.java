package dev.landfall.assess;

import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.AddOn;
import dev.landfall.inventory.Inventory.App;
import dev.landfall.inventory.Inventory.Attachment;
import dev.landfall.inventory.Inventory.Buildpack;
import dev.landfall.inventory.Inventory.ConfigVar;
import dev.landfall.inventory.Inventory.Domain;
import dev.landfall.inventory.Inventory.DynoSize;
import dev.landfall.inventory.Inventory.Extensions;
import dev.landfall.inventory.Inventory.Hosting;
import dev.landfall.inventory.Inventory.Operations;
import dev.landfall.inventory.Inventory.ProcessType;
import dev.landfall.inventory.Inventory.Space;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the app on Heroku has changed. */
final class InventoryChanges {
    private final Inventory older;
    private final Inventory newer;
    private final Changes changes;

    InventoryChanges(Inventory older, Inventory newer, Changes changes) {
        this.older = older;
        this.newer = newer;
        this.changes = changes;
    }

    void tell() {
        app(older.app(), newer.app());
        both("process type", Inventory::processes, ProcessType::name, this::process);
        changes.compare("add-on", addOns(older), addOns(newer), this::addOn);
        both("config var", Inventory::configVars, ConfigVar::name, this::configVar);
        both("domain", Inventory::domains, Domain::hostname, this::domain);
        changes.changed("buildpacks", buildpacks(older), buildpacks(newer));
        operations();
    }

    private <T> void both(
            String what, Function<Inventory, List<T>> items, Function<T, String> key, BiConsumer<T, T> compare) {
        changes.compare(what, Changes.byKey(items.apply(older), key), Changes.byKey(items.apply(newer), key), compare);
    }

    private void app(App then, App now) {
        changes.changed("app", then.name(), now.name());
        changes.changed("Heroku's region", then.region(), now.region());
        changes.changed("stack", then.stack(), now.stack());
        changes.changed("generation", then.generation(), now.generation());
        changes.changed("built for", words(then.buildArchitectures()), words(now.buildArchitectures()));
        changes.changed("maintenance mode", onOff(then.maintenance()), onOff(now.maintenance()));
        space(then.space(), now.space());
    }

    private static @Nullable String words(@Nullable List<String> told) {
        return told == null ? null : sorted(told);
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }

    private void space(@Nullable Space then, @Nullable Space now) {
        changes.changedOrNone("space", then == null ? null : then.name(), now == null ? null : now.name());
        if (then != null && now != null) {
            changes.changed("space's region", then.region(), now.region());
            changes.changed("space's shield", onOff(then.shield()), onOff(now.shield()));
            changes.changed(
                    "space's outbound addresses", sorted(then.outboundAddresses()), sorted(now.outboundAddresses()));
        }
    }

    private static String sorted(List<String> words) {
        return words.isEmpty() ? "none" : words.stream().sorted().collect(Collectors.joining(", "));
    }

    private void process(ProcessType then, ProcessType now) {
        String name = "process type " + now.name() + ": ";
        changes.changed(name + "dynos", then.quantity(), now.quantity());
        changes.changed(name + "dynos at most", then.most(), now.most());
        changes.changed(name + "dyno size", size(then.size()), size(now.size()));
        changes.changed(name + "dyno's architecture", architecture(then.size()), architecture(now.size()));
        changes.changedSomehow(name + "its command", then.command(), now.command());
    }

    private static @Nullable String size(@Nullable DynoSize size) {
        return size == null ? null : size.name();
    }

    private static @Nullable String architecture(@Nullable DynoSize size) {
        return size == null ? null : size.architecture();
    }

    // ---- Add-ons

    /** In the inventory's order. Add-ons from files have no name of their own. */
    static Map<String, AddOn> addOns(Inventory inventory) {
        return Changes.byKey(inventory.addOns(), InventoryChanges::key);
    }

    private static String key(AddOn addOn) {
        if (addOn.name() != null) {
            return addOn.name();
        }
        List<String> aliases =
                addOn.attachments().stream().map(Attachment::alias).toList();
        return addOn.service() + (aliases.isEmpty() ? "" : " as " + sorted(aliases));
    }

    private void addOn(AddOn then, AddOn now) {
        String name = "add-on " + key(now) + ": ";
        changes.changed(name + "plan", then.plan(), now.plan());
        changes.changed(name + "version", then.version(), now.version());
        changes.changed(name + "price a month", price(then), price(now));
        changes.changed(name + "billed to", then.billedTo(), now.billedTo());
        changes.changed(name + "attached as", attachments(then), attachments(now));
        changes.changed(name + "its config vars", sorted(then.configVars()), sorted(now.configVars()));
        changes.changed(name + "extensions", extensions(then.extensions()), extensions(now.extensions()));
    }

    private static @Nullable String price(AddOn addOn) {
        return addOn.centsPerMonth() == null
                ? null
                : "$" + BigDecimal.valueOf(addOn.centsPerMonth(), 2).toPlainString();
    }

    private static String attachments(AddOn addOn) {
        return sorted(addOn.attachments().stream()
                .map(attachment -> attachment.alias() + " of " + attachment.app())
                .toList());
    }

    private static @Nullable String extensions(@Nullable Extensions extensions) {
        return extensions == null ? null : sorted(extensions.names());
    }

    // ---- Config vars and domains

    private void configVar(ConfigVar then, ConfigVar now) {
        // Without a fingerprint nobody knows whether it changed, and a guess would be read as knowledge.
        if (then.fingerprint() != null && now.fingerprint() != null) {
            changes.changedSomehow("config var " + now.name() + ": its value", then.fingerprint(), now.fingerprint());
        }
        changes.changed("config var " + now.name() + ": owner", then.owner(), now.owner());
    }

    private void domain(Domain then, Domain now) {
        changes.changed("domain " + now.hostname() + ": target", then.target(), now.target());
        changes.changed("certificate of " + now.hostname(), then.certificate(), now.certificate());
        changes.changed(
                "certificate of " + now.hostname() + ": expires", then.certificateExpires(), now.certificateExpires());
        @Nullable Hosting before = then.hosting();
        @Nullable Hosting after = now.hosting();
        // A look-up that failed says nothing of the records, and a line each would bury those that changed.
        if (before != null
                && after != null
                && before.notLookedUp() == null
                && after.notLookedUp() == null
                && !before.isLike(after)) {
            changes.add("records of " + now.hostname() + ": " + before.words() + " → " + after.words());
        }
    }

    private static String buildpacks(Inventory inventory) {
        return String.join(
                ", ", inventory.buildpacks().stream().map(Buildpack::url).toList());
    }

    // ---- How it is run

    private void operations() {
        @Nullable Operations then = older.operations();
        @Nullable Operations now = newer.operations();
        changes.changed("how it is run", then == null ? null : "known", now == null ? null : "known");
        if (then != null && now != null) {
            operations(then, now);
        }
    }

    private void operations(Operations then, Operations now) {
        changes.changed("last release", then.lastRelease(), now.lastRelease());
        changes.changed("drains", sorted(then.drains()), sorted(now.drains()));
        changes.changed("features", sorted(then.features()), sorted(now.features()));
        changes.changedOrNone("pipeline", then.pipeline(), now.pipeline());
        changes.changed("collaborators", then.collaborators(), now.collaborators());
        changes.changedSomehow("release scripts", then.releaseScripts(), now.releaseScripts());
    }
}
