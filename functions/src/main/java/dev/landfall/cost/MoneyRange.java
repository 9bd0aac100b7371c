package dev.landfall.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** From the least to the most that something costs, in US cents. Adding up is exact, and overflows loudly. */
public record MoneyRange(long lowCents, long highCents) {
    public static final MoneyRange ZERO = new MoneyRange(0, 0);

    private static final int CENTS = 2;

    public MoneyRange {
        if (lowCents < 0 || highCents < lowCents) {
            throw new IllegalArgumentException("from " + lowCents + " to " + highCents + " cents");
        }
    }

    public static MoneyRange of(long cents) {
        return new MoneyRange(cents, cents);
    }

    /** What the quantity costs, each end rounded to the nearest cent. */
    static MoneyRange of(Quantity quantity, BigDecimal unitPrice) {
        return new MoneyRange(cents(quantity.low(), unitPrice), cents(quantity.high(), unitPrice));
    }

    private static long cents(BigDecimal quantity, BigDecimal unitPrice) {
        return quantity.multiply(unitPrice)
                .movePointRight(CENTS)
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }

    public MoneyRange plus(MoneyRange other) {
        return new MoneyRange(Math.addExact(lowCents, other.lowCents), Math.addExact(highCents, other.highCents));
    }

    public MoneyRange times(long factor) {
        return new MoneyRange(Math.multiplyExact(lowCents, factor), Math.multiplyExact(highCents, factor));
    }
}
