package dev.landfall.assess;

import dev.landfall.addons.AddOnMapping;
import dev.landfall.addons.AwsTarget;
import dev.landfall.addons.PlannedAddOn;
import dev.landfall.addons.Stall;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.Domain;
import dev.landfall.inventory.Inventory.Hosting;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.SpecReader;
import dev.landfall.sizing.Role;
import dev.landfall.sizing.SizedProcess;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The order of the migration, with its expected time and stall. */
final class StepPlanner {
    private static final String NONE = "none";

    /** Stores, which are written to; the rest is changed over by a setting. */
    private static final Set<AwsTarget> STORES = EnumSet.of(
            AwsTarget.RDS_POSTGRESQL,
            AwsTarget.RDS_MYSQL,
            AwsTarget.ELASTICACHE_VALKEY,
            AwsTarget.MEMORYDB,
            AwsTarget.OPENSEARCH,
            AwsTarget.AMAZON_MQ,
            AwsTarget.S3,
            AwsTarget.MSK);

    /** Nobody has measured it: a number would be taken for a promise. */
    private static final String NOT_KNOWN = "not known; rehearse it with a copy";

    private static final Step TRAFFIC_OF_NO_DOMAIN = new Step(
            "traffic",
            "no source tells a domain of the app's own: its users must come to AWS before any store is cut over",
            "not known",
            "not known");

    private static final String MISSED = "none; what falls due between stop and start is not run";

    private StepPlanner() {}

    /** @param jobs null if nobody listed them */
    static List<Step> plan(
            Inventory app,
            List<SizedProcess> processes,
            @Nullable List<ScheduledJob> jobs,
            List<PlannedDomain> domains,
            List<PlannedAddOn> addOns) {
        List<Step> steps = new ArrayList<>();
        steps.add(provision(processes));
        zones(app).forEach((zone, host) -> steps.add(zone(zone, host)));
        steps.addAll(traffic(app, processes, domains));
        running(processes, Role.WORKER).map(StepPlanner::worker).forEach(steps::add);
        running(processes, Role.CLOCK).map(StepPlanner::clock).forEach(steps::add);
        jobs(jobs, addOns).ifPresent(steps::add);
        addOns.stream()
                .filter(addOn -> STORES.contains(addOn.target()) && !AddOnMapping.isInDyno(addOn.plan()))
                .map(StepPlanner::cutover)
                .forEach(steps::add);
        steps.add(new Step(
                "settle",
                "Heroku stays able to serve, and the way back open; then records are simplified and dynos scaled down",
                "7 days",
                NONE));
        return steps;
    }

    private static Step provision(List<SizedProcess> processes) {
        boolean web = running(processes, Role.WEB).findAny().isPresent();
        return new Step(
                "provision",
                "secret, image, network, service and empty stores on AWS; "
                        + (web ? "deployed at weight 0, smoke check, load test; " : "")
                        + "workers, clocks and schedules stay switched off",
                web ? "estimated: a day, most of it the load test" : "estimated: some hours, as there is no load test",
                NONE);
    }

    private static Stream<SizedProcess> running(List<SizedProcess> processes, Role role) {
        return processes.stream()
                .filter(process -> process.role() == role && process.scaling().most() > 0);
    }

    /** Several names may be in one zone, which moves once. */
    private static Map<String, String> zones(Inventory app) {
        Map<String, String> hosts = new LinkedHashMap<>();
        for (Domain domain : app.domains()) {
            Hosting hosting = domain.hosting();
            if (hosting != null && hosting.elsewhere() && hosting.zone() != null && hosting.host() != null) {
                hosts.put(hosting.zone(), hosting.host());
            }
        }
        return hosts;
    }

    private static Step zone(String zone, String host) {
        return new Step(
                "zone " + zone,
                "all its records are copied from " + host
                        + " to Route 53 and compared, then the registrar names Route 53's name servers; assess again after it",
                "at least the TTL of its NS records, often 2 days",
                NONE);
    }

    private static Step worker(SizedProcess process) {
        return new Step(
                "worker " + process.name(),
                "started on AWS, then scaled to 0 on Heroku; in between both take work from Heroku's stores",
                "at least the " + process.stopTimeoutSeconds() + " s in which dynos end what they have begun",
                NONE);
    }

    private static Step clock(SizedProcess process) {
        return new Step(
                "clock " + process.name(),
                "stopped on Heroku first, then started on AWS, so that nothing runs twice",
                "at least the " + process.stopTimeoutSeconds() + " s in which its dyno ends",
                MISSED);
    }

    /** An add-on whose jobs nobody listed has some all the same; one of which an empty list was given has none. */
    private static Optional<Step> jobs(@Nullable List<ScheduledJob> jobs, List<PlannedAddOn> addOns) {
        boolean scheduler = addOns.stream().anyMatch(addOn -> addOn.target() == AwsTarget.EVENTBRIDGE_SCHEDULER);
        if (jobs == null ? !scheduler : jobs.isEmpty()) {
            return Optional.empty();
        }
        String which = jobs == null
                ? "no source tells which: list them with --jobs; each is "
                : jobs.stream().map(ScheduledJob::name).collect(Collectors.joining(", ")) + ": each is ";
        return Optional.of(new Step(
                "scheduled jobs",
                which + "switched off on Heroku first, then switched on in EventBridge, so that none runs twice",
                "until a run that has begun has ended",
                MISSED));
    }

    /** All of it, since Heroku's database is fenced when it is cut over. */
    private static List<Step> traffic(Inventory app, List<SizedProcess> processes, List<PlannedDomain> domains) {
        Set<String> own = app.domains().stream()
                .filter(domain -> domain.kind().equals("custom"))
                .map(Domain::hostname)
                .collect(Collectors.toSet());
        if (own.isEmpty()) {
            return running(processes, Role.WEB)
                    .findAny()
                    .map(web -> List.of(TRAFFIC_OF_NO_DOMAIN))
                    .orElse(List.of());
        }
        return Stream.concat(
                        domains.stream()
                                .filter(domain -> domain.shift() != null)
                                .map(StepPlanner::shift),
                        domains.stream()
                                .filter(domain -> domain.shift() == null && own.contains(domain.hostname()))
                                .map(StepPlanner::byHand))
                .toList();
    }

    private static Step byHand(PlannedDomain domain) {
        boolean wildcard = domain.hostname().startsWith("*.");
        return new Step(
                "traffic of " + domain.hostname(),
                (wildcard
                                ? "the names below it that are used are shifted, each by itself"
                                : "moved by hand in one step, as finding APEX_DOMAIN says")
                        + ", before any store is cut over; both sides use Heroku's stores",
                wildcard ? "for each name as long as its shift" : "at least the TTL of its record",
                NONE);
    }

    private static Step shift(PlannedDomain domain) {
        ShiftSpec spec = SpecReader.read(String.valueOf(domain.shift()).getBytes(StandardCharsets.UTF_8));
        Duration bakes = spec.steps().stream().map(ShiftSpec.Step::bake).reduce(Duration.ZERO, Duration::plus);
        return new Step(
                "shift " + domain.hostname(),
                spec.steps().size()
                        + " steps of weight, each judged by alarms and probes; both sides use Heroku's stores",
                "at least " + bakes.toHours() + " h, and the old TTL before it",
                NONE);
    }

    private static Step cutover(PlannedAddOn addOn) {
        return new Step(
                "cutover " + addOn.name(),
                addOn.howDataMoves(),
                expected(addOn.stall()),
                addOn.stall().words());
    }

    /** The table knows how long writes wait, not how long the copy before takes. */
    private static String expected(Stall stall) {
        return switch (stall) {
            case Stall.None none -> "not known, and nothing waits for it; rehearse it with a copy";
            case Stall.Unknown unknown -> NOT_KNOWN;
            case Stall.Between between ->
                "the stall of " + between.words() + ", and before it a first copy while the app runs: " + NOT_KNOWN;
        };
    }
}
