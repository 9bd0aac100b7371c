package dev.landfall.assess.report;

import dev.landfall.assess.MigrationPlan;
import dev.landfall.assess.PlannedDomain;
import dev.landfall.assess.SealedPlan;
import dev.landfall.assess.Step;
import dev.landfall.assess.Waiver;
import dev.landfall.cost.CostLine.Side;
import dev.landfall.findings.Finding;
import dev.landfall.findings.Severity;
import dev.landfall.inventory.Inventory.SourceNote;
import dev.landfall.page.Amounts;
import dev.landfall.page.Canvas;
import dev.landfall.page.Markup;
import dev.landfall.page.Page;
import dev.landfall.page.Tables;
import dev.landfall.sizing.SizedProcess;
import dev.landfall.sizing.SizedProcess.HealthCheck;
import dev.landfall.sizing.SizedProcess.Target;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A plan as one HTML document without scripts: what stands in the way first, then the money, then every decision with the
 * rule that made it. Five minutes for who signs it, and every line for who checks it.
 */
public final class PlanReport {
    private final SealedPlan sealed;
    private final MigrationPlan plan;
    private final WaiverWords waivers;
    private final Markup html = new Markup();

    private PlanReport(SealedPlan sealed, LocalDate today) {
        this.sealed = sealed;
        this.plan = sealed.plan();
        this.waivers = new WaiverWords(sealed, today);
    }

    /**
     * The whole document, also well-formed XML.
     *
     * @param today on which its waivers are judged
     */
    public static String of(SealedPlan sealed, LocalDate today) {
        return new PlanReport(sealed, today).document();
    }

    private String document() {
        Page.open(html, headline(), "class", "plan-page");
        header();
        figures();
        findings();
        new CostSection(html).write(plan.costs());
        processes();
        new UsageSection(html).write(plan);
        new AddOnSection(html).write(plan.addOns());
        new ConfigSection(html).write(plan.configVars());
        domains();
        steps();
        html.element("h2", "What was found, and where");
        new InventorySection(html).write(plan.inventory());
        notes();
        return Page.close(html);
    }

    private String name() {
        String name = plan.inventory().app().name();
        return name == null ? "The app" : name;
    }

    private String headline() {
        long open = waivers.open(Severity.BLOCKER);
        return name()
                + (filesOnly() ? " could move to " : " can move to ")
                + plan.region()
                + (open == 0 ? "" : " once " + (open == 1 ? "one blocker is" : open + " blockers are") + " cleared")
                + (filesOnly() ? ", as far as its files tell" : "");
    }

    private boolean filesOnly() {
        return plan.findings().stream().anyMatch(finding -> finding.id().equals("FILES_ONLY"));
    }

    /** Those that were waived are named too: somebody took them on. */
    private String open(Severity severity) {
        String open = Amounts.count(waivers.open(severity));
        long waived = waivers.waived(severity);
        return waived == 0 ? open : open + ", " + Amounts.count(waived) + " waived";
    }

    private void header() {
        html.open("header");
        html.element("p", "Landfall plan, " + Amounts.stamp(Instant.parse(plan.created())), "class", "eyebrow");
        // A region's name is one word.
        html.element("h1", headline().replace(plan.region(), plan.region().replace('-', '\u2011')));
        html.open("p", "class", "scenario")
                .text("Digest ")
                .element("code", sealed.digest())
                .text(". Nothing on Heroku or AWS was changed to make it.")
                .close("p");
        html.close("header");
    }

    private void figures() {
        html.open("dl", "class", "figures");
        figure("Heroku a month", plan.costs().words(Side.HEROKU));
        figure("AWS a month", plan.costs().words(Side.AWS));
        figure("Blockers", open(Severity.BLOCKER));
        figure("Warnings", open(Severity.WARNING));
        figure("Process types", Amounts.count(plan.processes().size()));
        figure("Add-ons", Amounts.count(plan.addOns().size()));
        html.close("dl");
    }

    private void figure(String name, String value) {
        html.open("div").element("dt", name).element("dd", value).close("div");
    }

    // ---- What stands in the way

    private void findings() {
        html.element("h2", "What stands in the way");
        if (plan.findings().isEmpty()) {
            html.element("p", "Nothing that the sources show.", "class", "scenario");
            return;
        }
        html.open("ul", "class", "promises findings");
        plan.findings().forEach(this::finding);
        html.close("ul");
    }

    private void finding(Finding finding) {
        String word = waivers.word(finding);
        html.open("li", "class", word);
        html.element("span", word, "class", "badge");
        html.open("div").open("p", "class", "what").element("b", finding.id());
        html.close("p");
        prose(finding.why());
        prose(finding.action());
        html.element("p", String.join("; ", finding.evidence()), "class", "why");
        waivers.of(finding).forEach(this::waiver);
        html.close("div").close("li");
    }

    /** A paragraph of ours, in which backticks stand around what is typed. */
    private void prose(String text) {
        html.open("p");
        boolean typed = false;
        for (String part : text.split("`", -1)) {
            if (typed) {
                html.element("code", part);
            } else {
                html.text(part);
            }
            typed = !typed;
        }
        html.close("p");
    }

    private void waiver(Waiver waiver) {
        html.element("p", waivers.words(waiver), "class", waivers.holds(waiver) ? "waiver" : "waiver ran-out");
    }

    // ---- What runs, and as what

    private void processes() {
        table("What runs, before and after", "process type", "on Heroku", "on AWS (Fargate)", "tasks", "scales on");
        for (SizedProcess process : plan.processes()) {
            row(
                    process.name(),
                    process.dyno(),
                    String.format(
                            Locale.ROOT,
                            "%s vCPU, %s GB, %s",
                            trimmed(process.size().vcpu()),
                            trimmed(process.size().memoryGb()),
                            process.architecture()),
                    tasks(process),
                    targets(process));
        }
        endTable();
        plan.processes().forEach(this::reasons);
        kubernetes();
        jobs();
    }

    private static String trimmed(double value) {
        return Canvas.number(value * 100).endsWith("5") && value < 1
                ? String.format(Locale.ROOT, "%.2f", value)
                : Canvas.number(value);
    }

    private static String tasks(SizedProcess process) {
        int least = process.scaling().least();
        int most = process.scaling().most();
        return least == most ? Integer.toString(least) : least + " to " + most;
    }

    private static String targets(SizedProcess process) {
        List<Target> targets = process.scaling().targets();
        return targets.isEmpty()
                ? "–"
                : targets.stream().map(PlanReport::target).collect(Collectors.joining(", "));
    }

    private static String target(Target target) {
        return switch (target.metric()) {
            case "ALBRequestCountPerTarget" -> target.value() + " requests a minute each";
            case "ECSServiceAverageCPUUtilization" -> "CPU " + target.value() + " %";
            case "ECSServiceAverageMemoryUtilization" -> "memory " + target.value() + " %";
            default -> target.metric() + " " + target.value();
        };
    }

    private void reasons(SizedProcess process) {
        html.open("details").element("summary", process.name() + ": how it runs, and why so");
        html.open("ul").element("li", "runs as " + process.runsAs());
        process.reasons().forEach(reason -> html.element("li", reason));
        html.element("li", "from SIGTERM to SIGKILL: " + process.stopTimeoutSeconds() + " s, as on Heroku");
        if (process.healthCheck() != null) {
            healthCheck(process.healthCheck());
        }
        if (process.command() != null) {
            html.open("li").text("command: ").element("code", process.command()).close("li");
        }
        html.close("ul").close("details");
    }

    private void healthCheck(HealthCheck check) {
        html.element("li", "health check: " + check.path() + ", " + check.found());
        if (check.evidence() != null) {
            check.evidence().forEach(line -> html.element("li", "what the files tell of it: " + line));
        }
    }

    private void kubernetes() {
        html.open("details").element("summary", "The same on EKS");
        openTable(
                "process type",
                "kind",
                "requests",
                "memory limit",
                "replicas",
                "HPA",
                "deploy",
                "grace period",
                "readiness");
        plan.processes().forEach(process -> pod(process.name(), process.kubernetes()));
        endTable();
        html.element(
                "p",
                "A Job runs before the Deployments of a deploy are updated, with backoffLimit 0, and its failure stops the"
                        + " deploy. A target on requests needs an adapter that gives the load balancer's metrics to the"
                        + " HPA, so there is none here. Pods have no CPU limit: at one they would wait while the node idles."
                        + (plan.jobs().isEmpty()
                                ? ""
                                : " Each scheduled job is a CronJob at the times below, with timeZone Etc/UTC."),
                "class",
                "why");
        html.close("details");
    }

    private void pod(String name, SizedProcess.Kubernetes pod) {
        row(
                name,
                pod.kind(),
                pod.requestCpuMillis() + "m CPU, " + pod.requestMemoryMb() + " Mi",
                pod.limitMemoryMb() + " Mi",
                pod.leastReplicas() == pod.mostReplicas()
                        ? Integer.toString(pod.leastReplicas())
                        : pod.leastReplicas() + " to " + pod.mostReplicas(),
                hpa(pod),
                pod.strategy() == null ? "–" : pod.strategy(),
                pod.terminationGracePeriodSeconds() == null ? "–" : pod.terminationGracePeriodSeconds() + " s",
                pod.readinessPath() == null ? "–" : pod.readinessPath());
    }

    /** Plans of before memory was a target have CPU alone. */
    private static String hpa(SizedProcess.Kubernetes pod) {
        if (pod.targetCpuPercent() == null) {
            return "–";
        }
        String memory = pod.targetMemoryPercent() == null ? "" : ", " + pod.targetMemoryPercent() + " % memory";
        return pod.targetCpuPercent() + " % CPU" + memory;
    }

    private void jobs() {
        if (plan.jobs().isEmpty()) {
            return;
        }
        table("Scheduled jobs", "name", "EventBridge schedule, UTC", "command");
        plan.jobs().forEach(job -> row(job.name(), job.schedule(), job.command()));
        endTable();
    }

    // ---- Names, steps, sources

    private void domains() {
        html.element("h2", "Domains");
        if (plan.domains().isEmpty()) {
            html.element("p", "No source tells one.", "class", "scenario");
        }
        for (PlannedDomain domain : plan.domains()) {
            html.open("details").open("summary").element("b", domain.hostname());
            html.text(": " + domain.what()).close("summary");
            if (domain.hosted() != null) {
                html.element("p", "Its records now: " + domain.hosted());
            }
            if (domain.open() != null) {
                html.element("p", "To be filled in before it runs for real: " + domain.open(), "class", "why");
            }
            if (domain.shift() != null) {
                html.element("pre", domain.shift().toPrettyString());
            }
            html.close("details");
        }
    }

    private void steps() {
        html.element("h2", "The order of steps");
        openTable("", "step", "what", "expected", "stall");
        int number = 1;
        for (Step step : plan.steps()) {
            row(Integer.toString(number++), step.name(), step.what(), step.expected(), step.stall());
        }
        endTable();
    }

    private void notes() {
        List<SourceNote> notes = plan.inventory().notes();
        if (notes.isEmpty()) {
            return;
        }
        html.element("h2", "What the sources said that is worth a look");
        Map<String, List<SourceNote>> bySource =
                notes.stream().collect(Collectors.groupingBy(SourceNote::where, TreeMap::new, Collectors.toList()));
        html.open("ul");
        bySource.forEach((where, said) -> said.forEach(note -> html.element("li", where + ": " + note.text())));
        html.close("ul");
    }

    private void table(String title, String... columns) {
        html.element("h2", title);
        openTable(columns);
    }

    private void openTable(String... columns) {
        Tables.open(html, columns);
    }

    private void row(String... cells) {
        Tables.row(html, cells);
    }

    private void endTable() {
        Tables.close(html);
    }
}
