package dev.landfall.assess;

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
     * Keeps it under its digest, so that a plan is never overwritten by another. Registered last: what is known can be
     * read.
     *
     * @return the artifact's key
     */
    String keep(SealedPlan sealed) {
        String key = artifacts.keepPlan(
                sealed.digest().replace(':', '-'), sealed.json().getBytes(StandardCharsets.UTF_8));
        registry.register(RegisteredPlan.of(sealed, key, clock.instant()));
        return key;
    }

    /**
     * As {@link #keep}, for a plan that somebody brings.
     *
     * @throws PlanException if a blocker is open: no machine would follow it
     */
    String keepOpen(SealedPlan sealed) {
        sealed.requireOpenTo(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        return keep(sealed);
    }
}
