package dev.landfall.preflight;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.assess.InMemoryPlanRegistry;
import dev.landfall.assess.PlannedShift;
import dev.landfall.assess.RegisteredPlan;
import dev.landfall.assess.RegisteredPlan.Blocker;
import dev.landfall.assess.RegisteredPlans;
import dev.landfall.lambda.UnavailableException;
import dev.landfall.plan.InvalidSpecException;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.Specs;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanChecksTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    private static final String UNDER_PLAN = "plan: " + DIGEST + "\n";
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-12-01T23:59:59Z"));
    private static final InstantSource NEXT_DAY = InstantSource.fixed(Instant.parse("2026-12-02T00:00:00Z"));

    private final InMemoryPlanRegistry registry = new InMemoryPlanRegistry();

    @Test
    void check_specThatIsThePlans_passes() {
        registry.register(plan());

        assertPasses(Specs.with(UNDER_PLAN));
    }

    /** The plan does not know the zone and the load balancer yet. */
    @Test
    void check_whereThePlanLeavesBlanks_takesWhatTheOperatorFilledIn() {
        registry.register(plan(List.of(), shift(null, null)));

        assertPasses(Specs.with(UNDER_PLAN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gate: approval", "bake: PT12H", "soak: P14D", "simplify: true", "probe: {path: /up}"})
    void check_whatIsTheOperators_passes(String line) {
        registry.register(plan());

        assertPasses(Specs.with(UNDER_PLAN + line));
    }

    @Test
    void check_unknownDigest_isRefused() {
        assertRefused(
                Specs.with(UNDER_PLAN),
                "plan: \"" + DIGEST + "\" must be the digest of a plan that is registered in this stack; `landfall plan"
                        + " register` registers one");
    }

    @Test
    void check_openBlockers_isRefusedByTheirNames() {
        registry.register(plan(List.of(new Blocker("SPACE", null), new Blocker("NO_WEB", null)), shift()));

        assertRefused(
                Specs.with(UNDER_PLAN),
                "plan: \"" + DIGEST + "\" must be a plan without an open blocker; open are SPACE, NO_WEB");
    }

    @Test
    void check_waivedBlocker_passesThroughItsLastDay() {
        registry.register(plan(List.of(new Blocker("SPACE", "2026-12-01")), shift()));

        assertPasses(Specs.with(UNDER_PLAN));
        assertThatThrownBy(() -> new PlanChecks(registry, NEXT_DAY).check(Specs.with(UNDER_PLAN), false))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessage(
                        "plan: \"" + DIGEST + "\" must be a plan without an open blocker; open are SPACE (its waiver"
                                + " ran out on 2026-12-01)");
    }

    @Test
    void check_oneOfTwoWaiversRunOut_namesThatOne() {
        registry.register(
                plan(List.of(new Blocker("SPACE", "2026-12-01"), new Blocker("NO_WEB", "2026-11-30")), shift()));

        assertThatThrownBy(() -> checks().check(Specs.with(UNDER_PLAN), false))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("NO_WEB")
                .message()
                .doesNotContain("SPACE");
    }

    @Test
    void check_hostnameOfAnotherPlan_isRefused() {
        registry.register(plan(
                List.of(),
                new PlannedShift("www.example.com", null, null, List.of()),
                new PlannedShift("shop.example.com", null, null, List.of())));

        assertRefused(
                Specs.with(UNDER_PLAN),
                "hostname: \"api.example.com\" must be one that plan " + DIGEST
                        + " of app shop shifts: www.example.com, shop.example.com");
    }

    @Test
    void check_anotherZone_isRefused() {
        registry.register(plan(List.of(), shift("Z9", null)));

        assertRefused(
                Specs.with(UNDER_PLAN),
                "hostedZoneId: \"Z0123456789ABCDEFGHIJ\" must be \"Z9\", as plan " + DIGEST + " of app shop has it");
    }

    @Test
    void check_anotherTarget_isRefused() {
        registry.register(plan(List.of(), shift(null, "other.eu-west-1.elb.amazonaws.com")));

        assertRefused(
                Specs.with(UNDER_PLAN),
                "aws: \"alb.eu-west-1.elb.amazonaws.com\" must be \"other.eu-west-1.elb.amazonaws.com\", as plan "
                        + DIGEST + " of app shop has it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[100]", "[50, 100]", "[10, 25, 50, 75, 100]"})
    void check_otherWeights_isRefused(String steps) {
        registry.register(plan());

        assertRefused(
                Specs.with(UNDER_PLAN + "steps: " + steps),
                "steps: weights " + steps + " must be [10, 25, 50, 100], as plan " + DIGEST + " of app shop has them");
    }

    @Test
    void check_shorterBake_isRefused() {
        registry.register(plan());

        assertRefused(
                Specs.with(UNDER_PLAN + "steps: [10, {weight: 25, bake: PT29M}, 50, 100]"),
                "steps[1].bake: PT29M must be at least PT30M, as plan " + DIGEST + " of app shop has it");
    }

    @Test
    void check_withoutAPlan_asksNobody() {
        PlanChecks checks = new PlanChecks(silent(), NOW);

        assertThatCode(() -> checks.check(Specs.with(""), false)).doesNotThrowAnyException();
    }

    @Test
    void check_withoutAPlanWhereOneIsRequired_isRefused() {
        assertThatThrownBy(() -> checks().check(Specs.with(""), true))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessage("plan: (missing) must be the digest of a registered plan: this stack starts nothing without"
                        + " one (its parameter RequirePlan)");
    }

    @Test
    void check_planWhereOneIsRequired_passes() {
        registry.register(plan());

        assertThatCode(() -> checks().check(Specs.with(UNDER_PLAN), true)).doesNotThrowAnyException();
    }

    /** The machine retries this error, and then refuses. */
    @Test
    void check_registryThatDoesNotAnswer_isUnavailableAndNoMistakeOfTheSpec() {
        assertThatThrownBy(() -> new PlanChecks(silent(), NOW).check(Specs.with(UNDER_PLAN), false))
                .isInstanceOf(UnavailableException.class);
    }

    private static RegisteredPlans silent() {
        return digest -> {
            throw new UnavailableException("DynamoDB", "read timed out");
        };
    }

    private static RegisteredPlan plan() {
        return plan(List.of(), shift());
    }

    private static RegisteredPlan plan(List<Blocker> blockers, PlannedShift... shifts) {
        return new RegisteredPlan(DIGEST, "shop", "plans/a.json", blockers, List.of(shifts), Instant.EPOCH);
    }

    private static PlannedShift shift() {
        return shift("Z0123456789ABCDEFGHIJ", "alb.eu-west-1.elb.amazonaws.com");
    }

    private static PlannedShift shift(@Nullable String zone, @Nullable String aws) {
        List<PlannedShift.Step> steps = Stream.of(10, 25, 50, 100)
                .map(weight -> new PlannedShift.Step(weight, Duration.ofMinutes(30)))
                .toList();
        return new PlannedShift("api.example.com", zone, aws, steps);
    }

    private PlanChecks checks() {
        return new PlanChecks(registry, NOW);
    }

    private void assertPasses(ShiftSpec spec) {
        assertThatCode(() -> checks().check(spec, false)).doesNotThrowAnyException();
    }

    private void assertRefused(ShiftSpec spec, String message) {
        assertThatThrownBy(() -> checks().check(spec, false))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessage(message);
    }
}
