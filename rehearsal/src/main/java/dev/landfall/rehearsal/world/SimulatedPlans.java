package dev.landfall.rehearsal.world;

import dev.landfall.assess.PlannedShift;
import dev.landfall.assess.RegisteredPlan;
import dev.landfall.assess.RegisteredPlan.Blocker;
import dev.landfall.assess.RegisteredPlans;
import dev.landfall.plan.ShiftSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The plans of the table. The spec's own is whatever digest is asked for: a rehearsal needs no account to know it. */
public final class SimulatedPlans implements RegisteredPlans {

    /** For a spec that names no plan and shall. */
    public static final String SOME_DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    private static final String FINDING = "SCHEDULER_WITHOUT_LIST";

    /** Long before any rehearsal. */
    private static final String LAST_YEAR = "2024-12-31";

    private final ShiftSpec spec;
    private final WorldSettings.Plans plans;

    SimulatedPlans(ShiftSpec spec, WorldSettings.Plans plans) {
        this.spec = spec;
        this.plans = plans;
    }

    @Override
    public Optional<RegisteredPlan> find(String digest) {
        return switch (plans) {
            case OPEN -> Optional.of(plan(digest, List.of()));
            case BLOCKED -> Optional.of(plan(digest, List.of(new Blocker(FINDING, null))));
            case WAIVER_RUN_OUT -> Optional.of(plan(digest, List.of(new Blocker(FINDING, LAST_YEAR))));
            case UNKNOWN -> Optional.empty();
        };
    }

    private RegisteredPlan plan(String digest, List<Blocker> blockers) {
        return new RegisteredPlan(
                digest,
                spec.hostname(),
                "plans/rehearsed.json",
                blockers,
                List.of(PlannedShift.of(spec)),
                Instant.EPOCH);
    }
}
