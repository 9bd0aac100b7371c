package dev.landfall.cost;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of a month's bill.
 *
 * @param what for people, such as {@code web: 4 to 10 tasks, vCPU}
 * @param unit of the quantity
 * @param unitPrice US dollars, as a decimal without an exponent
 * @param priceDate ISO-8601; {@code 2026-02} where only the month is known; null if the source dates nothing, as a recorded inventory
 * @param note what is to be known of the price
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CostLine(
        String what,
        Quantity quantity,
        String unit,
        String unitPrice,
        MoneyRange monthly,
        Side side,
        @Nullable String priceDate,
        String source,
        @Nullable String note) {
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,12})?");

    public CostLine {
        if (!DECIMAL.matcher(unitPrice).matches()) {
            throw new IllegalArgumentException("unitPrice");
        }
    }

    /** Who sends the bill. */
    public enum Side {
        HEROKU,
        AWS
    }

    public static CostLine aws(String what, Quantity quantity, Price price) {
        return new CostLine(
                what,
                quantity,
                price.unit(),
                price.usd().toPlainString(),
                MoneyRange.of(quantity, price.usd()),
                Side.AWS,
                price.date(),
                price.source(),
                price.note());
    }

    /** @param centsPerMonth of one */
    public static CostLine heroku(
            String what, Quantity quantity, int centsPerMonth, @Nullable String priceDate, String source) {
        BigDecimal usd = BigDecimal.valueOf(centsPerMonth, 2);
        return new CostLine(
                what,
                quantity,
                "month",
                usd.toPlainString(),
                MoneyRange.of(quantity, usd),
                Side.HEROKU,
                priceDate,
                source,
                null);
    }
}
