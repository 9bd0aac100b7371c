package dev.landfall.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.lambda.Json;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class MoneyRangeTest {
    private static final Price VCPU = new Price(
            "fargate.vcpu.x86", "us-east-1", "vCPU-hour", new BigDecimal("0.04048"), "2026-09-03", "the list", null);

    @Test
    void plus_andTimes_areExactOrFail() {
        MoneyRange range = new MoneyRange(1, 3);

        assertThat(range.plus(MoneyRange.of(2))).isEqualTo(new MoneyRange(3, 5));
        assertThat(range.times(4)).isEqualTo(new MoneyRange(4, 12));
        assertThat(MoneyRange.ZERO.plus(range)).isEqualTo(range);
        assertThatThrownBy(() -> MoneyRange.of(Long.MAX_VALUE).plus(range)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> MoneyRange.of(Long.MAX_VALUE).times(2)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void new_backwardsOrNegative_isRefused() {
        assertThatThrownBy(() -> new MoneyRange(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MoneyRange(-1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Quantity(BigDecimal.TWO, BigDecimal.ONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aws_quantityTimesPrice_isRoundedOnceAtTheEnd() {
        CostLine line = CostLine.aws("web: 1 to 4 vCPU", Quantity.hours(1, 4), VCPU);

        // 730 h × 0.04048 $ = 29.5504 $, four times that 118.2016 $
        assertThat(line.monthly()).isEqualTo(new MoneyRange(2955, 11820));
        assertThat(line.unitPrice()).isEqualTo("0.04048");
        assertThat(line.side()).isEqualTo(CostLine.Side.AWS);
        assertThat(line.priceDate()).isEqualTo("2026-09-03");
    }

    @Test
    void heroku_priceOfTheInventory_hasNoDate() {
        CostLine line = CostLine.heroku("web: performance-l", Quantity.of(2), 50_000, null, "an inventory");

        assertThat(line.monthly()).isEqualTo(MoneyRange.of(100_000));
        assertThat(line.unitPrice()).isEqualTo("500.00");
        assertThat(line.priceDate()).isNull();
    }

    @Test
    void toJson_line_comesBackEqual() throws Exception {
        CostLine line = CostLine.aws("web: 2 vCPU", Quantity.hours(2, 2), VCPU);

        assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(line), CostLine.class))
                .isEqualTo(line);
    }
}
