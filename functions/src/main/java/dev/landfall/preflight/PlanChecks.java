package dev.landfall.preflight;

import dev.landfall.assess.PlannedShift;
import dev.landfall.assess.RegisteredPlan;
import dev.landfall.assess.RegisteredPlan.Blocker;
import dev.landfall.assess.RegisteredPlans;
import dev.landfall.plan.InvalidSpecException;
import dev.landfall.plan.ShiftSpec;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether the plan that a spec names may be followed, and is followed. Read-only. A registry that does not answer is no
 * mistake of the spec: its {@link dev.landfall.lambda.UnavailableException} passes through, and nothing starts.
 */
public final class PlanChecks {
    private final RegisteredPlans plans;
    private final InstantSource time;

    public PlanChecks(RegisteredPlans plans, InstantSource time) {
        this.plans = plans;
        this.time = time;
    }

    /**
     * @param required whether the spec must name a plan
     * @throws InvalidSpecException at the first thing that speaks against starting this spec under its plan
     */
    public void check(ShiftSpec spec, boolean required) {
        String digest = spec.plan();
        if (digest != null) {
            check(spec, known(digest));
        } else if (required) {
            throw new InvalidSpecException("plan: (missing) must be the digest of a registered plan: this stack starts"
                    + " nothing without one (its parameter RequirePlan)");
        }
    }

    private RegisteredPlan known(String digest) {
        return plans.find(digest)
                .orElseThrow(
                        () -> InvalidSpecException.refusing(
                                "plan",
                                digest,
                                "the digest of a plan that is registered in this stack; `landfall plan register` registers one"));
    }

    private void check(ShiftSpec spec, RegisteredPlan plan) {
        requireNoOpenBlocker(plan);
        PlannedShift shift = plan.shiftOf(spec.hostname())
                .orElseThrow(() -> InvalidSpecException.refusing(
                        "hostname", spec.hostname(), "one that " + name(plan) + " shifts: " + hostnames(plan)));
        requireSame("hostedZoneId", spec.hostedZoneId(), shift.hostedZoneId(), plan);
        requireSame("aws", spec.aws().connectTo(), shift.aws(), plan);
        requireSteps(spec.steps(), shift, plan);
    }

    private void requireNoOpenBlocker(RegisteredPlan plan) {
        List<Blocker> open = plan.openBlockers(LocalDate.ofInstant(time.instant(), ZoneOffset.UTC));
        if (!open.isEmpty()) {
            throw InvalidSpecException.refusing(
                    "plan",
                    plan.digest(),
                    "a plan without an open blocker; open are "
                            + open.stream().map(PlanChecks::word).collect(Collectors.joining(", ")));
        }
    }

    private static String word(Blocker blocker) {
        return blocker.waivedUntil() == null
                ? blocker.finding()
                : blocker.finding() + " (its waiver ran out on " + blocker.waivedUntil() + ")";
    }

    private static String hostnames(RegisteredPlan plan) {
        return plan.shifts().isEmpty()
                ? "none"
                : plan.shifts().stream().map(PlannedShift::hostname).collect(Collectors.joining(", "));
    }

    /** @param planned null where the plan leaves it to the operator */
    private static void requireSame(String field, String value, @Nullable String planned, RegisteredPlan plan) {
        if (planned != null && !planned.equals(value)) {
            throw InvalidSpecException.refusing(field, value, "\"" + planned + "\", as " + name(plan) + " has it");
        }
    }

    /** The same weights; longer bakes are more careful, and so is any gate. */
    private static void requireSteps(List<ShiftSpec.Step> steps, PlannedShift shift, RegisteredPlan plan) {
        List<Integer> weights = steps.stream().map(ShiftSpec.Step::weight).toList();
        if (!weights.equals(shift.weights())) {
            throw new InvalidSpecException(
                    "steps: weights " + weights + " must be " + shift.weights() + ", as " + name(plan) + " has them");
        }
        for (int i = 0; i < steps.size(); i++) {
            Duration planned = shift.steps().get(i).bake();
            if (steps.get(i).bake().compareTo(planned) < 0) {
                throw new InvalidSpecException("steps[" + i + "].bake: "
                        + steps.get(i).bake() + " must be at least " + planned + ", as " + name(plan) + " has it");
            }
        }
    }

    private static String name(RegisteredPlan plan) {
        return "plan " + plan.digest() + " of app " + plan.app();
    }
}
