package dev.landfall.inventory;

import dev.landfall.inventory.Inventory.App;
import dev.landfall.inventory.Inventory.ConfigVar;
import dev.landfall.inventory.Inventory.Domain;
import dev.landfall.inventory.Inventory.Operations;
import dev.landfall.inventory.Inventory.SourceNote;
import dev.landfall.inventory.Inventory.ValueKind;
import dev.landfall.plan.Echo;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One inventory from those of several sources. Each fact is told by the most trusted source that knows it and says in
 * {@code from} which others tell it too; where they tell it differently, a note says so.
 */
public final class InventoryMerge {
    private final List<Inventory> inventories;
    private final Differences differences = new Differences();

    private InventoryMerge(List<Inventory> inventories) {
        this.inventories = inventories;
    }

    /** @param inventories of one app, at least one, in any order */
    public static Inventory merge(List<Inventory> inventories) {
        if (inventories.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to merge");
        }
        return new InventoryMerge(byTrust(inventories)).merged();
    }

    private static List<Inventory> byTrust(List<Inventory> inventories) {
        return Told.sorted(inventories, inventory -> inventory.app().from()).stream()
                .map(Told::fact)
                .toList();
    }

    private Inventory merged() {
        Inventory merged = new Inventory(
                app(),
                new ProcessMerge(differences).merge(inventories),
                new AddOnMerge(differences).merge(inventories),
                byName(all(Inventory::configVars), ConfigVar::name, ConfigVar::from, InventoryMerge::configVar),
                byName(all(Inventory::domains), Domain::hostname, Domain::from, InventoryMerge::domain),
                new BuildpackMerge(differences).merge(inventories),
                operations(),
                ofCheckout(Inventory::healthChecks),
                ofCheckout(Inventory::codeHints),
                List.of());
        return withNotes(merged);
    }

    private Inventory withNotes(Inventory merged) {
        List<SourceNote> notes = Stream.concat(
                        inventories.stream().flatMap(inventory -> inventory.notes().stream()),
                        differences.notes().stream())
                .distinct()
                .toList();
        return new Inventory(
                merged.app(),
                merged.processes(),
                merged.addOns(),
                merged.configVars(),
                merged.domains(),
                merged.buildpacks(),
                merged.operations(),
                merged.healthChecks(),
                merged.codeHints(),
                notes);
    }

    /** Names differ without a note: app.json's is a title as a rule. */
    private App app() {
        List<Told<App>> told = Told.sorted(all(inventory -> List.of(inventory.app())), App::from);
        return new App(
                Differences.first(told, App::name),
                Differences.first(told, App::id),
                differences.choose("the region", told, App::region, Echo::plain),
                differences.choose("the stack", told, App::stack, Echo::plain),
                Differences.first(told, App::generation),
                Differences.first(told, App::space),
                told.stream().anyMatch(each -> each.fact().maintenance()),
                firstList(told, App::buildTime),
                Differences.first(told, App::buildArchitectures),
                Told.origins(told));
    }

    /** Of the only checkout, if there is one. */
    private <T> @Nullable List<T> ofCheckout(Function<Inventory, @Nullable List<T>> told) {
        return inventories.stream()
                .map(told)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Operations operations() {
        List<Told<Operations>> told = Told.sorted(
                inventories.stream()
                        .map(Inventory::operations)
                        .filter(Objects::nonNull)
                        .toList(),
                Operations::from);
        if (told.isEmpty()) {
            return null;
        }
        return new Operations(
                Differences.first(told, Operations::deploysPerWeek),
                Differences.first(told, Operations::lastRelease),
                firstList(told, Operations::drains),
                firstList(told, Operations::features),
                Differences.first(told, Operations::pipeline),
                Differences.first(told, Operations::collaborators),
                told.stream()
                        .flatMap(each -> each.fact().releaseScripts().stream())
                        .distinct()
                        .toList(),
                Told.origins(told));
    }

    /** What a value looks like is told by whoever read it; values differ without a note, since files hold defaults. */
    private static ConfigVar configVar(List<Told<ConfigVar>> told) {
        ConfigVar read = told.stream()
                .map(Told::fact)
                .filter(variable -> variable.kind() != ValueKind.UNREAD)
                .findFirst()
                .orElse(told.getFirst().fact());
        return new ConfigVar(
                read.name(),
                read.kind(),
                read.fingerprint(),
                Differences.first(told, ConfigVar::owner),
                Differences.first(told, ConfigVar::pointsAt),
                Told.origins(told));
    }

    private static Domain domain(List<Told<Domain>> told) {
        Domain first = told.getFirst().fact();
        return new Domain(
                first.hostname(),
                first.kind(),
                Differences.first(told, Domain::target),
                Differences.first(told, Domain::certificate),
                Differences.first(told, Domain::certificateExpires),
                Differences.first(told, Domain::hosting),
                Told.origins(told));
    }

    private <T> List<T> all(Function<Inventory, List<T>> facts) {
        return inventories.stream()
                .flatMap(inventory -> facts.apply(inventory).stream())
                .toList();
    }

    /** The first that is not empty. */
    static <T, V> List<V> firstList(List<Told<T>> told, Function<T, List<V>> list) {
        return told.stream()
                .map(each -> list.apply(each.fact()))
                .filter(values -> !values.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** In the order of trust, then as told. */
    static <T> List<T> byName(
            Collection<T> facts,
            Function<T, String> name,
            Function<T, List<Origin>> from,
            Function<List<Told<T>>, T> merge) {
        Map<String, List<Told<T>>> groups = Told.sorted(facts, from).stream()
                .collect(Collectors.groupingBy(
                        each -> name.apply(each.fact()), LinkedHashMap::new, Collectors.toUnmodifiableList()));
        return groups.values().stream().map(merge).toList();
    }
}
