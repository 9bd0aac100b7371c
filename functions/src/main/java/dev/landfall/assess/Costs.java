package dev.landfall.assess;

import dev.landfall.cost.CostLine;
import dev.landfall.cost.CostLine.Side;
import dev.landfall.cost.MoneyRange;
import java.util.List;
import java.util.Locale;

/**
 * A month on Heroku beside a month on AWS, in US dollars at list prices without taxes.
 *
 * @param notCounted what a bill will have besides, and why it is not here; what is a part of this app begins with its side and
 *     a comma: {@code Heroku, papertrail:choklad: ...}
 */
public record Costs(MoneyRange heroku, MoneyRange aws, List<CostLine> lines, List<String> notCounted) {
    private static final int CENTS = 100;

    public Costs {
        lines = List.copyOf(lines);
        notCounted = List.copyOf(notCounted);
    }

    static Costs of(List<CostLine> lines, List<String> notCounted) {
        return new Costs(total(lines, Side.HEROKU), total(lines, Side.AWS), lines, notCounted);
    }

    private static MoneyRange total(List<CostLine> lines, Side side) {
        return lines.stream()
                .filter(line -> line.side() == side)
                .map(CostLine::monthly)
                .reduce(MoneyRange.ZERO, MoneyRange::plus);
    }

    /** Both totals in one line. */
    public String words() {
        return "a month: Heroku " + words(Side.HEROKU) + " → AWS " + words(Side.AWS)
                + (notCounted.isEmpty() ? "" : "; not counted: " + notCounted.size() + " things");
    }

    /** {@code not known} where nothing could be counted: 0 would be a claim. So would a sum without parts of the app. */
    public String words(Side side) {
        if (lines.stream().noneMatch(line -> line.side() == side)) {
            return "not known";
        }
        return (notCounted(side) == 0 ? "" : "at least ") + dollars(side == Side.HEROKU ? heroku : aws);
    }

    /** How many parts of this app are not in a side's total; what is in no app's total goes besides. */
    public long notCounted(Side side) {
        String ofSide = side == Side.HEROKU ? "Heroku, " : "AWS, ";
        return notCounted.stream().filter(thing -> thing.startsWith(ofSide)).count();
    }

    /** Whole dollars, and cents below the first: more digits than the range has would be a pretence. */
    public static String dollars(MoneyRange range) {
        String low = amount(range.lowCents());
        String high = amount(range.highCents());
        return "$" + (low.equals(high) ? low : low + "–" + high);
    }

    private static String amount(long cents) {
        double dollars = (double) cents / CENTS;
        return cents > 0 && cents < CENTS
                ? String.format(Locale.ROOT, "%.2f", dollars)
                : String.format(Locale.ROOT, "%,d", Math.round(dollars));
    }
}
