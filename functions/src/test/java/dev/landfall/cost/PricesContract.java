package dev.landfall.cost;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What every source of prices keeps. */
abstract class PricesContract {
    private static final String KEY = "rds.postgresql.multi-az.db.t4g.micro";

    abstract Prices prices();

    @Test
    void price_thatIsKnown_saysItsUnitDateAndSource() {
        assertThat(prices().price(KEY, "us-east-1")).hasValueSatisfying(price -> {
            assertThat(price.usd()).isEqualByComparingTo("0.032");
            assertThat(price.unit()).isEqualTo("hour");
            assertThat(price.date()).matches("202\\d-\\d\\d-\\d\\d");
            assertThat(price.source()).isNotBlank();
        });
    }

    @Test
    void price_ofAnotherRegion_isNotTaken() {
        assertThat(prices().price(KEY, "ap-southeast-3")).isEmpty();
    }

    @Test
    void price_ofAnUnknownKey_isEmpty() {
        assertThat(prices().price("fargate.gpu", "us-east-1")).isEmpty();
    }
}
