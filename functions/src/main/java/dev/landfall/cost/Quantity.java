package dev.landfall.cost;

import java.math.BigDecimal;

/** From the least to the most that is used in a month. */
public record Quantity(BigDecimal low, BigDecimal high) {
    /** How AWS and most others turn an hourly price into a month's. */
    public static final int HOURS_A_MONTH = 730;

    public Quantity {
        low = plain(low);
        high = plain(high);
        if (low.signum() < 0 || high.compareTo(low) < 0) {
            throw new IllegalArgumentException("from " + low + " to " + high);
        }
    }

    /** 730 and 730.0 are one amount, and have to be equal after a plan was written and read. */
    private static BigDecimal plain(BigDecimal amount) {
        BigDecimal stripped = amount.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    public static Quantity of(long amount) {
        return of(BigDecimal.valueOf(amount));
    }

    public static Quantity of(BigDecimal amount) {
        return new Quantity(amount, amount);
    }

    /** So many of something, all month. */
    public static Quantity hours(long low, long high) {
        return new Quantity(BigDecimal.valueOf(low), BigDecimal.valueOf(high)).times(HOURS_A_MONTH);
    }

    public Quantity times(long factor) {
        BigDecimal by = BigDecimal.valueOf(factor);
        return new Quantity(low.multiply(by), high.multiply(by));
    }
}
