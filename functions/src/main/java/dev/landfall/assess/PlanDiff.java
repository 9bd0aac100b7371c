package dev.landfall.assess;

import dev.landfall.findings.Finding;
import dev.landfall.inventory.Inventory.AddOn;
import dev.landfall.inventory.Inventory.App;
import dev.landfall.inventory.Inventory.Buildpack;
import dev.landfall.inventory.Inventory.ConfigVar;
import dev.landfall.inventory.Inventory.Domain;
import dev.landfall.inventory.Inventory.Hosting;
import dev.landfall.inventory.Inventory.ProcessType;
import dev.landfall.sizing.FargateSize;
import dev.landfall.sizing.SizedProcess;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What changed between two assessments, in words: drift of the app, and what it does to the plan. */
public final class PlanDiff {
    private final MigrationPlan older;
    private final MigrationPlan newer;
    private final List<String> lines = new ArrayList<>();

    private PlanDiff(MigrationPlan older, MigrationPlan newer) {
        this.older = older;
        this.newer = newer;
    }

    /** One line for each difference; none if only the time of the assessment differs. */
    public static List<String> between(MigrationPlan older, MigrationPlan newer) {
        PlanDiff diff = new PlanDiff(older, newer);
        diff.app();
        diff.inventory();
        diff.plan();
        return List.copyOf(diff.lines);
    }

    private void app() {
        App then = older.inventory().app();
        App now = newer.inventory().app();
        changed("app", then.name(), now.name());
        changed("Heroku's region", then.region(), now.region());
        changed("stack", then.stack(), now.stack());
        changed("generation", then.generation(), now.generation());
        changed("maintenance mode", onOff(then.maintenance()), onOff(now.maintenance()));
        changed("region of the plan", older.region(), newer.region());
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }

    private void inventory() {
        compare(
                "process type",
                byKey(older.inventory().processes(), ProcessType::name),
                byKey(newer.inventory().processes(), ProcessType::name),
                this::process);
        compare(
                "add-on",
                byKey(older.inventory().addOns(), PlanDiff::key),
                byKey(newer.inventory().addOns(), PlanDiff::key),
                (then, now) -> changed("add-on " + key(now) + ": plan", then.plan(), now.plan()));
        compare(
                "config var",
                byKey(older.inventory().configVars(), ConfigVar::name),
                byKey(newer.inventory().configVars(), ConfigVar::name),
                this::configVar);
        compare(
                "domain",
                byKey(older.inventory().domains(), Domain::hostname),
                byKey(newer.inventory().domains(), Domain::hostname),
                this::domain);
        changed("buildpacks", buildpacks(older), buildpacks(newer));
    }

    private void domain(Domain then, Domain now) {
        changed("certificate of " + now.hostname(), then.certificate(), now.certificate());
        @Nullable Hosting before = then.hosting();
        @Nullable Hosting after = now.hosting();
        // A look-up that failed says nothing of the records, and a line each would bury those that changed.
        if (before != null
                && after != null
                && before.notLookedUp() == null
                && after.notLookedUp() == null
                && !before.isLike(after)) {
            lines.add("records of " + now.hostname() + ": " + before.words() + " → " + after.words());
        }
    }

    private static String key(AddOn addOn) {
        return addOn.name() == null ? addOn.service() : addOn.name();
    }

    private static String buildpacks(MigrationPlan plan) {
        return String.join(
                ", ", plan.inventory().buildpacks().stream().map(Buildpack::url).toList());
    }

    private void process(ProcessType then, ProcessType now) {
        String name = "process type " + now.name() + ": ";
        changed(name + "dynos", text(then.quantity()), text(now.quantity()));
        changed(
                name + "dyno size",
                then.size() == null ? null : then.size().name(),
                now.size() == null ? null : now.size().name());
        if (!Objects.equals(then.command(), now.command())) {
            lines.add(name + "its command changed");
        }
    }

    private static @Nullable String text(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }

    private void configVar(ConfigVar then, ConfigVar now) {
        // Without a fingerprint nobody knows whether it changed, and a guess would be read as knowledge.
        if (then.fingerprint() != null
                && now.fingerprint() != null
                && !then.fingerprint().equals(now.fingerprint())) {
            lines.add("config var " + now.name() + ": its value changed");
        }
        changed("config var " + now.name() + ": owner", then.owner(), now.owner());
    }

    private void plan() {
        compare(
                "sized process",
                byKey(older.processes(), SizedProcess::name),
                byKey(newer.processes(), SizedProcess::name),
                this::sized);
        compare(
                "finding",
                byKey(older.findings(), Finding::id),
                byKey(newer.findings(), Finding::id),
                (then, now) -> changed(
                        "finding " + now.id(), String.join("; ", then.evidence()), String.join("; ", now.evidence())));
        compare(
                "waiver for",
                byKey(older.waivers(), Waiver::finding),
                byKey(newer.waivers(), Waiver::finding),
                (then, now) -> changed("waiver for " + now.finding() + ": until", then.until(), now.until()));
    }

    private void sized(SizedProcess then, SizedProcess now) {
        changed("size of " + now.name(), size(then.size()), size(now.size()));
        changed("tasks of " + now.name(), tasks(then), tasks(now));
    }

    private static String size(FargateSize size) {
        return size.cpuUnits() + " CPU units, " + size.memoryMb() + " MB";
    }

    private static String tasks(SizedProcess process) {
        return process.scaling().least() + " to " + process.scaling().most();
    }

    private void changed(String what, @Nullable String then, @Nullable String now) {
        if (!Objects.equals(then, now)) {
            lines.add(what + ": " + (then == null ? "not known" : then) + " → " + (now == null ? "not known" : now));
        }
    }

    private static <T> Map<String, T> byKey(List<T> items, Function<T, String> key) {
        Map<String, T> byKey = new LinkedHashMap<>();
        items.forEach(item -> byKey.put(key.apply(item), item));
        return byKey;
    }

    private <T> void compare(String what, Map<String, T> then, Map<String, T> now, BiConsumer<T, T> both) {
        TreeSet<String> keys = new TreeSet<>(then.keySet());
        keys.addAll(now.keySet());
        for (String key : keys) {
            @Nullable T before = then.get(key);
            @Nullable T after = now.get(key);
            if (before == null) {
                lines.add(what + " " + key + ": new");
            } else if (after == null) {
                lines.add(what + " " + key + ": gone");
            } else {
                both.accept(before, after);
            }
        }
    }
}
