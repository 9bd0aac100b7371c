package dev.landfall.assess;

import dev.landfall.addons.PlannedAddOn;
import dev.landfall.config.PlannedConfigVar;
import dev.landfall.cost.CostLine.Side;
import dev.landfall.findings.Finding;
import dev.landfall.sizing.FargateSize;
import dev.landfall.sizing.SizedProcess;
import dev.landfall.sizing.SizedProcess.HealthCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How what is proposed has changed. */
final class ProposalChanges {
    private final MigrationPlan older;
    private final MigrationPlan newer;
    private final Changes changes;

    ProposalChanges(MigrationPlan older, MigrationPlan newer, Changes changes) {
        this.older = older;
        this.newer = newer;
        this.changes = changes;
    }

    void tell() {
        changes.changed("region of the plan", older.region(), newer.region());
        changes.compare(
                "sized process",
                Changes.byKey(older.processes(), SizedProcess::name),
                Changes.byKey(newer.processes(), SizedProcess::name),
                this::sized);
        changes.compare(
                "job",
                Changes.byKey(older.jobs(), ScheduledJob::name),
                Changes.byKey(newer.jobs(), ScheduledJob::name),
                this::job);
        changes.compareKept(addOns(older), addOns(newer), this::addOn);
        changes.compareKept(
                Changes.byKey(older.configVars(), PlannedConfigVar::name),
                Changes.byKey(newer.configVars(), PlannedConfigVar::name),
                this::configVar);
        changes.compareKept(
                Changes.byKey(older.domains(), PlannedDomain::hostname),
                Changes.byKey(newer.domains(), PlannedDomain::hostname),
                this::domain);
        costs();
        verdict();
    }

    // ---- Processes and jobs

    private void sized(SizedProcess then, SizedProcess now) {
        changes.changed("size of " + now.name(), size(then.size()), size(now.size()));
        changes.changed("size of " + now.name() + " comes from", sizedBy(then), sizedBy(now));
        changes.changed("architecture of " + now.name(), then.architecture(), now.architecture());
        changes.changed("tasks of " + now.name(), tasks(then), tasks(now));
        changes.changed("autoscaling of " + now.name(), targets(then), targets(now));
        changes.changedOrNone(
                "health check of " + now.name(), healthCheck(then.healthCheck()), healthCheck(now.healthCheck()));
        changes.changed(
                "seconds from SIGTERM to SIGKILL of " + now.name(),
                then.stopTimeoutSeconds(),
                now.stopTimeoutSeconds());
    }

    private static String size(FargateSize size) {
        return size.cpuUnits() + " CPU units, " + size.memoryMb() + " MB";
    }

    private static String sizedBy(SizedProcess process) {
        return process.measured() ? "what it uses" : "its dyno";
    }

    private static String tasks(SizedProcess process) {
        return process.scaling().least() + " to " + process.scaling().most();
    }

    private static String targets(SizedProcess process) {
        List<SizedProcess.Target> targets = process.scaling().targets();
        return targets.isEmpty()
                ? "none"
                : targets.stream()
                        .map(target -> target.metric() + " at " + target.value())
                        .collect(Collectors.joining(", "));
    }

    private static @Nullable String healthCheck(@Nullable HealthCheck check) {
        return check == null ? null : check.path();
    }

    private void job(ScheduledJob then, ScheduledJob now) {
        changes.changed("job " + now.name() + ": schedule", then.schedule(), now.schedule());
        changes.changedSomehow("job " + now.name() + ": its command", then.command(), now.command());
    }

    // ---- What takes over

    /** A planned add-on has no name of its own, and stands where the inventory's stands. */
    private static Map<String, PlannedAddOn> addOns(MigrationPlan plan) {
        List<String> keys =
                new ArrayList<>(InventoryChanges.addOns(plan.inventory()).keySet());
        if (keys.size() != plan.addOns().size()) {
            return Changes.byKey(plan.addOns(), PlannedAddOn::service);
        }
        Map<String, PlannedAddOn> byKey = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            byKey.put(keys.get(i), plan.addOns().get(i));
        }
        return byKey;
    }

    private void addOn(String key, PlannedAddOn then, PlannedAddOn now) {
        changes.changed("add-on " + key + ": becomes", then.target(), now.target());
        changes.changedOrNone(
                "add-on " + key + ": size on AWS", targetSize(then.targetSize()), targetSize(now.targetSize()));
    }

    private static @Nullable String targetSize(PlannedAddOn.@Nullable TargetSize size) {
        return size == null
                ? null
                : size.nodes() + " × " + size.type()
                        + (size.storageGb() == null ? "" : ", " + size.storageGb() + " GB")
                        + (size.highlyAvailable() ? ", highly available" : "");
    }

    private void configVar(String name, PlannedConfigVar then, PlannedConfigVar now) {
        changes.changed("config var " + name + ": class", then.kind(), now.kind());
        changes.changed("config var " + name + ": goes to", then.destination(), now.destination());
    }

    private void domain(String hostname, PlannedDomain then, PlannedDomain now) {
        changes.changed("domain " + hostname + ": what becomes of it", then.what(), now.what());
        changes.changedOrNone("domain " + hostname + ": to be filled in", then.open(), now.open());
        changes.changedSomehow("domain " + hostname + ": the spec of its shift", then.shift(), now.shift());
    }

    // ---- Money, findings, waivers

    private void costs() {
        changes.changed(
                "Heroku a month",
                older.costs().words(Side.HEROKU),
                newer.costs().words(Side.HEROKU));
        changes.changed(
                "AWS a month", older.costs().words(Side.AWS), newer.costs().words(Side.AWS));
    }

    private void verdict() {
        changes.compare(
                "finding",
                Changes.byKey(older.findings(), Finding::id),
                Changes.byKey(newer.findings(), Finding::id),
                this::finding);
        changes.compare(
                "waiver for",
                Changes.byKey(older.waivers(), Waiver::finding),
                Changes.byKey(newer.waivers(), Waiver::finding),
                this::waiver);
    }

    private void finding(Finding then, Finding now) {
        changes.changed("finding " + now.id() + ": severity", then.severity(), now.severity());
        changes.changed("finding " + now.id(), String.join("; ", then.evidence()), String.join("; ", now.evidence()));
    }

    private void waiver(Waiver then, Waiver now) {
        changes.changed("waiver for " + now.finding() + ": until", then.until(), now.until());
        changes.changed("waiver for " + now.finding() + ": who", then.who(), now.who());
        changes.changed("waiver for " + now.finding() + ": why", then.why(), now.why());
    }
}
