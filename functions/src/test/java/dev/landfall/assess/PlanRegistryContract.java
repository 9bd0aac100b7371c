package dev.landfall.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.assess.RegisteredPlan.Blocker;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link PlanRegistry} keeps. */
abstract class PlanRegistryContract {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");

    /** That no other test uses, since nothing is ever removed. */
    private final String digest = "sha256:" + UUID.randomUUID();

    protected abstract PlanRegistry registry();

    private RegisteredPlan plan(List<Blocker> blockers, List<PlannedShift> shifts) {
        return new RegisteredPlan(digest, "shop", "plans/a.json", blockers, shifts, NOW);
    }

    @Test
    void find_unknownDigest_isEmpty() {
        assertThat(registry().find(digest)).isEmpty();
    }

    @Test
    void find_registered_isTheSame() {
        RegisteredPlan plan = plan(
                List.of(new Blocker("SPACE", null), new Blocker("SCHEDULER_WITHOUT_LIST", "2026-12-01")),
                List.of(
                        new PlannedShift(
                                "shop.example.com",
                                "Z0123456789ABCDEFGHIJ",
                                "alb.eu-west-1.elb.amazonaws.com",
                                List.of(
                                        new PlannedShift.Step(10, Duration.ofMinutes(30)),
                                        new PlannedShift.Step(100, Duration.ofDays(1)))),
                        new PlannedShift(
                                "www.example.com",
                                null,
                                null,
                                List.of(new PlannedShift.Step(100, Duration.ofMinutes(30))))));

        registry().register(plan);

        assertThat(registry().find(digest)).contains(plan);
    }

    @Test
    void find_registeredWithoutBlockersOrShifts_hasNone() {
        registry().register(plan(List.of(), List.of()));

        assertThat(registry().find(digest)).contains(plan(List.of(), List.of()));
    }

    /** As many as Heroku manages certificates for, and DynamoDB takes 400 KB. */
    @Test
    void find_registeredWithAThousandHostnames_hasThemAll() {
        List<PlannedShift.Step> steps = IntStream.of(10, 25, 50, 100)
                .mapToObj(weight -> new PlannedShift.Step(weight, Duration.ofMinutes(30)))
                .toList();
        List<PlannedShift> shifts = IntStream.range(0, 1000)
                .mapToObj(i -> new PlannedShift(
                        "customer-" + i + ".a-long-name-of-a-shop.example.com",
                        "Z0123456789ABCDEFGHIJ",
                        "shop-1234567890.eu-west-1.elb.amazonaws.com",
                        steps))
                .toList();

        registry().register(plan(List.of(), shifts));

        assertThat(registry().find(digest)).contains(plan(List.of(), shifts));
    }

    /** An attempt whose answer was lost is made again. */
    @Test
    void register_sameDigestTwice_leavesTheFirst() {
        registry().register(plan(List.of(), List.of()));
        registry()
                .register(
                        new RegisteredPlan(digest, "shop", "plans/a.json", List.of(), List.of(), NOW.plusSeconds(60)));

        assertThat(registry().find(digest))
                .hasValueSatisfying(plan -> assertThat(plan.registered()).isEqualTo(NOW));
    }
}
