package dev.landfall.assess;

import dev.landfall.assess.report.PlanReport;
import dev.landfall.lambda.Environment;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Keeps a plan, and lets the machines know of it. */
final class Registrar {
    private final Artifacts artifacts;
    private final PlanRegistry registry;
    private final InstantSource clock;

    Registrar(Artifacts artifacts, PlanRegistry registry, InstantSource clock) {
        this.artifacts = artifacts;
        this.registry = registry;
        this.clock = clock;
    }

    static Registrar fromEnvironment() {
        return new Registrar(
                S3Artifacts.fromEnvironment(), DynamoDbPlanRegistry.fromEnvironment(), Environment.clock());
    }

    /**
     * @param plan the artifact's key
     * @param page that of the plan as people read it
     */
    record Kept(String plan, String page) {}

    /**
     * Keeps it under its digest, so that a plan is never overwritten by another. Registered last: what is known can be
     * read.
     */
    Kept keep(SealedPlan sealed) {
        String name = sealed.digest().replace(':', '-');
        String page = artifacts.keepPage(name, PlanReport.of(sealed, today()).getBytes(StandardCharsets.UTF_8));
        String plan = artifacts.keepPlan(name, sealed.json().getBytes(StandardCharsets.UTF_8));
        registry.register(RegisteredPlan.of(sealed, plan, clock.instant()));
        return new Kept(plan, page);
    }

    /**
     * As {@link #keep}, for a plan that somebody brings.
     *
     * @throws PlanException if a blocker is open: no machine would follow it
     */
    Kept keepOpen(SealedPlan sealed) {
        sealed.requireOpenTo(today());
        return keep(sealed);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
