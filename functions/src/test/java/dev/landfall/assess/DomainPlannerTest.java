package dev.landfall.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.Hosting;
import dev.landfall.inventory.SomeInventory;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DomainPlannerTest {
    private static final AssessmentOptions OPTIONS =
            new AssessmentOptions("eu-west-1", "/up", null, null, null, null, Instant.parse("2026-11-21T12:00:00Z"));

    @Test
    void plan_nameBelowAnApex_hasTheSpecOfItsShift() {
        PlannedDomain planned = planned(SomeInventory.withWeb().domain("www.example.com", "cert issued", null));

        assertThat(Objects.requireNonNull(planned.shift()).path("steps"))
                .extracting(Object::toString)
                .containsExactly("10", "25", "50", "100");
    }

    @Test
    void plan_recordThatNobodyLookedUp_isNotSaidToBeInRoute53() {
        Hosting known = new Hosting(
                "example.com", List.of("ns"), "Route 53", false, "CNAME", List.of("x.herokudns.com"), 60, null);

        assertThat(planned(SomeInventory.withWeb().domain("www.example.com", "cert issued", null))
                        .what())
                .startsWith("its record, which must be in Route 53, becomes two");
        assertThat(planned(SomeInventory.withWeb().domain("www.example.com", Hosting.notLookedUp("time-out")))
                        .what())
                .startsWith("its record, which must be in Route 53, becomes two");
        assertThat(planned(SomeInventory.withWeb().domain("www.example.com", known))
                        .what())
                .startsWith("its record in Route 53 becomes two");
    }

    @Test
    void plan_whatLooksLikeAnApex_hasNoShift() {
        PlannedDomain planned = planned(SomeInventory.withWeb().domain("example.co.uk", "cert issued", null));

        assertThat(planned.shift()).isNull();
        assertThat(planned.what()).contains("before any store is cut over", "APEX_DOMAIN");
    }

    @Test
    void plan_apexByDns_hasNoShift() {
        Hosting apex = new Hosting(
                "shop.example.com", List.of("ns"), "Route 53", true, "ALIAS", List.of("192.0.2.1"), 300, null);

        assertThat(planned(SomeInventory.withWeb().domain("shop.example.com", apex))
                        .shift())
                .isNull();
    }

    private static PlannedDomain planned(SomeInventory app) {
        Inventory inventory = app.build();
        return DomainPlanner.plan(inventory, OPTIONS).getFirst();
    }
}
