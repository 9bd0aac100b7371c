package dev.landfall.cli;

import dev.landfall.appfiles.AppFolder;
import dev.landfall.assess.AssessmentOptions;
import dev.landfall.assess.Assessor;
import dev.landfall.assess.DatabaseExtensions;
import dev.landfall.assess.JobList;
import dev.landfall.assess.RecordedInventory;
import dev.landfall.assess.ScheduledJob;
import dev.landfall.assess.SealedPlan;
import dev.landfall.assess.Waiver;
import dev.landfall.assess.report.PlanReport;
import dev.landfall.assess.report.WaiverWords;
import dev.landfall.cost.PriceListPrices;
import dev.landfall.heroku.HerokuToken;
import dev.landfall.heroku.Patience;
import dev.landfall.heroku.PlatformApi;
import dev.landfall.heroku.PlatformInventory;
import dev.landfall.hosting.HostingReading;
import dev.landfall.inventory.HerokuRegions;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.InventoryMerge;
import dev.landfall.page.Amounts;
import dev.landfall.usage.LogReader;
import dev.landfall.usage.Usage;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "assess",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Read a Heroku app as it is, and propose its migration: what runs, what it becomes on AWS, what that costs,"
                    + " what stands in the way. Changes nothing anywhere.",
            "Sources may be mixed: the running app, a checkout, an inventory written by hand, logs. Writes plan.json and"
                    + " plan.html."
        })
final class AssessCommand implements Callable<Integer> {
    /** Most apps are in Heroku's region us; where no source tells, a finding says so. */
    private static final String USUAL_REGION = "us-east-1";

    private final Surroundings surroundings;
    private final Terminal terminal;

    @Option(
            names = "--app",
            paramLabel = "NAME",
            description = "The app on Heroku; HEROKU_API_KEY or ~/.netrc has the token.")
    private @Nullable String app;

    @Option(names = "--dir", paramLabel = "PATH", description = "A checkout with app.json, Procfile or heroku.yml.")
    private @Nullable Path folder;

    @Option(
            names = "--inventory",
            paramLabel = "FILE",
            description = "An inventory written by hand, as in examples/inventories.")
    private @Nullable Path recorded;

    @Option(
            names = "--logs",
            paramLabel = "FILE",
            arity = "1..*",
            description = "Logs from a drain or `heroku logs`, .gz too: what the app uses.")
    private List<Path> logs = List.of();

    @Option(names = "--region", paramLabel = "REGION", description = "Of AWS; that of the app on Heroku without it.")
    private @Nullable String region;

    @Option(names = "--jobs", paramLabel = "FILE", description = "Heroku Scheduler's jobs, which no API tells.")
    private @Nullable Path jobs;

    @Option(
            names = "--extensions",
            paramLabel = "FILE",
            description = "The databases' PostgreSQL extensions, which no API tells; docs/assess.md has the query.")
    private @Nullable Path extensions;

    @Option(
            names = "--health-check-path",
            paramLabel = "PATH",
            description = "Answers 200 without session and database.")
    private @Nullable String healthCheckPath;

    @Option(names = "--hosted-zone-id", paramLabel = "ID", description = "Route 53 zone of the domains.")
    private @Nullable String hostedZoneId;

    @Option(names = "--target", paramLabel = "NAME", description = "The load balancer's DNS name, once there is one.")
    private @Nullable String loadBalancer;

    @Option(
            names = "--live-prices",
            description = "Ask AWS's price list (needs credentials); the dated snapshot of this version without it.")
    private boolean livePrices;

    @Option(names = "--out", paramLabel = "DIR", description = "Where plan.json and plan.html go.")
    private @Nullable Path out;

    @Option(names = "--json", description = "Print plan.json, and nothing else.")
    private boolean json;

    @Option(names = "--no-wait", description = "End when Heroku's rate limit is used up, instead of waiting for it.")
    private boolean noWait;

    @Option(
            names = "--without-config-vars",
            description = "Plan also where the token may not read config vars; the plan has a blocker then.")
    private boolean withoutConfigVars;

    @Option(names = "--no-dns", description = "Look no domain up; where its records are hosted is then not known.")
    private boolean noDns;

    AssessCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.terminal = surroundings.terminal();
    }

    @Override
    public Integer call() {
        requireSource();
        AssessmentOptions.requireRegion(region);
        AssessmentOptions.requireHealthCheckPath(healthCheckPath);
        // What lies on this machine is read first: a mistake in it should not cost a reading of Heroku.
        var listed = jobs == null ? null : JobList.read(jobs.toString(), InputFile.read("--jobs", jobs));
        var used = extensions == null
                ? null
                : DatabaseExtensions.read(extensions.toString(), InputFile.read("--extensions", extensions));
        List<Inventory> told = files();
        @Nullable Usage usage = usage();
        @Nullable PlanFiles target = out == null ? null : PlanFiles.in(out);
        try {
            if (app != null) {
                told.add(heroku(app));
            }
            Inventory inventory = withHosting(InventoryMerge.merge(told));
            return tell(assessor().assess(inventory, usage, options(inventory, listed, used)), target);
        } catch (RuntimeException e) {
            if (target != null) {
                target.undo();
            }
            throw e;
        }
    }

    private List<Inventory> files() {
        List<Inventory> told = new ArrayList<>();
        if (recorded != null) {
            told.add(RecordedInventory.read(recorded.toString(), InputFile.read("--inventory", recorded)));
        }
        if (folder != null) {
            told.add(AppFolder.read(folder));
        }
        return told;
    }

    private Inventory withHosting(Inventory inventory) {
        if (noDns) {
            return HostingReading.skipped(inventory, "--no-dns was given");
        }
        DrawnLine line = new DrawnLine(terminal, json);
        try {
            return new HostingReading(
                            surroundings.names(), (done, of) -> line.draw("asking DNS: " + done + " of " + of))
                    .of(inventory);
        } finally {
            line.end();
        }
    }

    private Assessor assessor() {
        return livePrices ? Assessor.with(PriceListPrices.fromEnvironment(surroundings.clock())) : Assessor.listed();
    }

    private AssessmentOptions options(
            Inventory inventory, @Nullable List<ScheduledJob> listed, @Nullable List<DatabaseExtensions> used) {
        return new AssessmentOptions(
                region(inventory),
                healthCheckPath,
                listed,
                used,
                hostedZoneId,
                loadBalancer,
                surroundings.clock().instant());
    }

    private void requireSource() {
        if (app == null && folder == null && recorded == null) {
            throw new BadInputException("assess: no source; give --app NAME, --dir PATH or --inventory FILE");
        }
    }

    private Inventory heroku(String name) {
        var environment = surroundings.environment();
        HerokuToken token = HerokuToken.find(environment, surroundings.home());
        var fingerprints = FingerprintKey.ofUser(environment, surroundings.home());
        var progress = new HerokuProgress(terminal, surroundings.clock(), new DrawnLine(terminal, json));
        Patience patience = noWait ? surroundings.patience().withoutWaiting() : surroundings.patience();
        try (PlatformApi api = new PlatformApi(base(environment), token, patience, surroundings.clock(), progress)) {
            var reading = new PlatformInventory(api, fingerprints, surroundings.clock(), progress);
            return withoutConfigVars ? reading.read(name) : reading.readWithConfigVars(name);
        } finally {
            progress.end();
        }
    }

    private static URI base(Map<String, String> environment) {
        try {
            return new URI(environment.getOrDefault("HEROKU_API_URL", PlatformApi.HEROKU.toString()));
        } catch (URISyntaxException e) {
            throw new BadInputException("HEROKU_API_URL: is no URL; allowed is one such as " + PlatformApi.HEROKU);
        }
    }

    private @Nullable Usage usage() {
        if (logs.isEmpty()) {
            return null;
        }
        logs.forEach(log -> InputFile.requireThere("--logs", log));
        DrawnLine line = new DrawnLine(terminal, json);
        try {
            return LogReader.read(logs, (bytes, of) -> line.draw("reading logs: " + Amounts.megabytes(bytes, of)));
        } finally {
            line.end();
        }
    }

    private String region(Inventory inventory) {
        return region != null
                ? region
                : HerokuRegions.onAws(inventory.app().region()).orElse(USUAL_REGION);
    }

    private int tell(SealedPlan sealed, @Nullable PlanFiles files) {
        if (files != null) {
            Optional<SealedPlan> older = files.older();
            files.write(sealed.json(), PlanReport.of(sealed, surroundings.today()));
            older.ifPresent(this::tellWaivers);
        }
        if (json) {
            terminal.out().print(sealed.json());
            terminal.out().flush();
        } else {
            new PlanWords(terminal, surroundings.today()).tell(sealed);
            if (files != null) {
                terminal.say("  written  " + files);
            }
        }
        return ExitCode.OK;
    }

    /** They are words on what was found then, so they do not go over; but who gave them must not be lost with the file. */
    private void tellWaivers(SealedPlan older) {
        List<Waiver> waivers = older.plan().waivers();
        if (waivers.isEmpty()) {
            return;
        }
        terminal.complain("the plan that was there had waivers, and this one has none; waive again what still holds:");
        WaiverWords words = new WaiverWords(older, surroundings.today());
        waivers.forEach(waiver -> terminal.complain("  " + waiver.finding() + ": " + words.words(waiver)));
    }
}
