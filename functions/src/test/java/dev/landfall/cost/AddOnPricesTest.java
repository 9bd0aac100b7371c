package dev.landfall.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.addons.AddOnMapping;
import dev.landfall.addons.PlannedAddOn.TargetSize;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.AddOn;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The price keys that the add-ons' sizes name are keys that prices know. */
class AddOnPricesTest {
    private static AddOn addOn(String service, String plan) {
        return new AddOn(service, plan, null, null, null, null, List.of(), List.of(), List.of());
    }

    private static Stream<TargetSize> sizes(Stream<AddOn> addOns) {
        Inventory.App app = new Inventory.App(null, null, null, null, null, null, false, List.of(), List.of());
        Inventory inventory =
                new Inventory(app, List.of(), addOns.toList(), List.of(), List.of(), List.of(), null, List.of());
        return AddOnMapping.plan(inventory).stream().map(planned -> Objects.requireNonNull(planned.targetSize()));
    }

    @Test
    void priceKey_ofEachSize_isOneThatCanBeAskedFor() {
        Stream<AddOn> postgres = Stream.of("mini", "essential-2", "standard-0", "premium-0", "private-9", "shield-10")
                .map(plan -> addOn("heroku-postgresql", plan));
        Stream<AddOn> redis = Stream.of("mini", "premium-5", "private-14").map(plan -> addOn("heroku-redis", plan));

        assertThat(sizes(Stream.concat(postgres, redis)))
                .hasSize(9)
                .allSatisfy(size -> assertThat(PriceQueries.bundled().first(size.priceKey()))
                        .isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "premium"})
    void priceKey_ofEachPostgresSize_isInTheSnapshot(String tier) {
        Stream<AddOn> postgres = Stream.of("0", "2", "3", "4", "5", "6", "7", "8", "9", "10")
                .map(number -> addOn("heroku-postgresql", tier + "-" + number));

        assertThat(sizes(postgres))
                .allSatisfy(size -> assertThat(SnapshotPrices.bundled().price(size.priceKey(), "us-east-1"))
                        .as(size.priceKey())
                        .isPresent());
    }
}
