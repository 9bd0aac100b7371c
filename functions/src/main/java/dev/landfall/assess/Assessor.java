package dev.landfall.assess;

import dev.landfall.addons.AddOnMapping;
import dev.landfall.addons.AwsTarget;
import dev.landfall.addons.PlannedAddOn;
import dev.landfall.config.ConfigClassification;
import dev.landfall.cost.Prices;
import dev.landfall.cost.SnapshotPrices;
import dev.landfall.findings.Facts;
import dev.landfall.findings.Finding;
import dev.landfall.findings.FindingRules;
import dev.landfall.inventory.Inventory;
import dev.landfall.sizing.DynoSizes;
import dev.landfall.sizing.SizedProcess;
import dev.landfall.sizing.Sizing;
import dev.landfall.usage.Usage;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a plan of what is known. Asks nobody, unless it was given prices that do: the same facts give the same plan. */
public final class Assessor {
    private final Sizing sizing;
    private final Supplier<Prices> prices;
    private final FindingRules rules = new FindingRules();

    private Assessor(Sizing sizing, Supplier<Prices> prices) {
        this.sizing = sizing;
        this.prices = prices;
    }

    /** By the tables that are part of Landfall, with the prices of its snapshot. */
    public static Assessor listed() {
        return with(SnapshotPrices::bundled);
    }

    /** @param prices for one plan each */
    public static Assessor with(Supplier<Prices> prices) {
        return new Assessor(new Sizing(DynoSizes.listed()), prices);
    }

    /** @param usage null if nothing was measured */
    public SealedPlan assess(Inventory found, @Nullable Usage usage, AssessmentOptions options) {
        Inventory app = DatabaseExtensions.added(found, options.listedExtensions());
        List<SizedProcess> processes = sizing.size(app, usage, options.healthCheckPath());
        List<PlannedAddOn> addOns = AddOnMapping.plan(app);
        List<PlannedDomain> domains = DomainPlanner.plan(app, options);
        String today = LocalDate.ofInstant(options.now(), ZoneOffset.UTC).toString();
        return SealedPlan.seal(new MigrationPlan(
                MigrationPlan.VERSION,
                options.now().toString(),
                options.region(),
                app,
                usage,
                processes,
                options.listedJobs(),
                addOns,
                ConfigClassification.plan(app, addOns),
                domains,
                CostPlanner.plan(prices.get(), options.region(), today, app, processes, addOns),
                findings(app, usage, processes, addOns, options, today),
                List.of(),
                StepPlanner.plan(app, processes, options.jobs(), domains, addOns)));
    }

    private List<Finding> findings(
            Inventory app,
            @Nullable Usage usage,
            List<SizedProcess> processes,
            List<PlannedAddOn> addOns,
            AssessmentOptions options,
            String today) {
        return rules.judge(new Facts(
                app,
                usage,
                options.region(),
                processes,
                unanswered(addOns),
                missingExtensions(addOns),
                options.jobs() != null,
                today));
    }

    private static List<String> unanswered(List<PlannedAddOn> addOns) {
        return addOns.stream()
                .filter(addOn -> addOn.target() == AwsTarget.NO_ANSWER)
                .map(addOn -> addOn.service() + ": " + addOn.why())
                .toList();
    }

    private static List<String> missingExtensions(List<PlannedAddOn> addOns) {
        return addOns.stream()
                .flatMap(addOn -> Stream.ofNullable(addOn.extensionFit())
                        .flatMap(fit -> fit.missingInWords().stream())
                        .map(line -> addOn.service() + ": " + line))
                .toList();
    }
}
