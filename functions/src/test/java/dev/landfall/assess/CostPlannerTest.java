package dev.landfall.assess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.addons.AddOnMapping;
import dev.landfall.cost.SnapshotPrices;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.SomeInventory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What has no price or no size is named, so that nobody takes the sum for the whole. */
class CostPlannerTest {
    private static Costs costs(String region, SomeInventory app) {
        Inventory inventory = app.build();
        return CostPlanner.plan(SnapshotPrices.bundled(), region, inventory, List.of(), AddOnMapping.plan(inventory));
    }

    @Test
    void plan_classWithoutAPriceInTheRegion_isNamedAsNotCounted() {
        SomeInventory app = SomeInventory.withWeb().addOn("heroku-postgresql", "premium-0", "DATABASE");

        assertThat(costs("eu-west-1", app).notCounted())
                .contains("AWS, Heroku Postgres: db.t4g.medium: no price of rds.postgresql.multi-az.db.t4g.medium is"
                        + " known in eu-west-1");
        assertThat(costs("us-east-1", app).notCounted()).noneMatch(line -> line.contains("db.t4g.medium"));
    }

    @Test
    void plan_brokerWithoutASize_isNamedAsNotCounted() {
        SomeInventory app = SomeInventory.withWeb().addOn("cloudamqp", "lemur", "CLOUDAMQP");

        assertThat(costs("us-east-1", app).notCounted()).contains("AWS, CloudAMQP: no size is known for plan lemur");
    }
}
