package dev.landfall.assess;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.landfall.addons.PlannedAddOn;
import dev.landfall.config.PlannedConfigVar;
import dev.landfall.findings.Finding;
import dev.landfall.inventory.Inventory;
import dev.landfall.sizing.SizedProcess;
import dev.landfall.usage.Usage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an app moves. The document that people sign; {@code plan.schema.json} is its schema.
 *
 * @param version of this form; machines refuse others
 * @param created ISO instant
 * @param region of AWS
 * @param inventory what is, with the source of each fact; no value of a config var
 * @param usage what was measured; null if nothing
 * @param findings worst first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MigrationPlan(
        int version,
        String created,
        String region,
        Inventory inventory,
        @Nullable Usage usage,
        List<SizedProcess> processes,
        List<ScheduledJob> jobs,
        List<PlannedAddOn> addOns,
        List<PlannedConfigVar> configVars,
        List<PlannedDomain> domains,
        Costs costs,
        List<Finding> findings,
        List<Waiver> waivers,
        List<Step> steps) {

    public static final int VERSION = 1;

    public MigrationPlan {
        // Whoever seals a plan by hand is told when it is read, and not by the page that shows the time.
        Instant.parse(created);
        processes = List.copyOf(processes);
        jobs = List.copyOf(jobs);
        addOns = List.copyOf(addOns);
        configVars = List.copyOf(configVars);
        domains = List.copyOf(domains);
        findings = List.copyOf(findings);
        waivers = List.copyOf(waivers);
        steps = List.copyOf(steps);
    }

    MigrationPlan with(List<Waiver> others) {
        return new MigrationPlan(
                version,
                created,
                region,
                inventory,
                usage,
                processes,
                jobs,
                addOns,
                configVars,
                domains,
                costs,
                findings,
                others,
                steps);
    }
}
