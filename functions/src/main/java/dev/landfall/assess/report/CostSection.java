package dev.landfall.assess.report;

import dev.landfall.assess.Costs;
import dev.landfall.cost.CostLine;
import dev.landfall.cost.CostLine.Side;
import dev.landfall.cost.MoneyRange;
import dev.landfall.cost.Quantity;
import dev.landfall.page.Canvas;
import dev.landfall.page.Markup;
import dev.landfall.page.Tables;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** A month on Heroku beside a month on AWS: two bars, and the bill behind them. */
final class CostSection {
    private static final double WIDTH = 1000;
    private static final double LEFT = 90;
    private static final double RIGHT = 240;
    private static final double BAR = 34;
    private static final double GAP = 22;
    private static final int CENTS = 2;

    private final Markup html;

    CostSection(Markup html) {
        this.html = html;
    }

    void write(Costs costs) {
        html.element("h2", "What it costs a month");
        chart(costs);
        html.open("details").element("summary", "Each line, with its price and where it is from");
        bill(costs.lines(), Side.HEROKU);
        bill(costs.lines(), Side.AWS);
        html.close("details");
        html.open("details").element("summary", costs.notCounted().size() + " things are not counted");
        html.open("ul");
        costs.notCounted().forEach(thing -> html.element("li", thing));
        html.close("ul").close("details");
    }

    // ---- Solid up to the least, pale up to the most

    private void chart(Costs costs) {
        double most = Math.max(costs.heroku().highCents(), costs.aws().highCents());
        double height = 2 * BAR + 3 * GAP;
        html.open("figure")
                .open(
                        "svg",
                        "class",
                        "costs",
                        "viewBox",
                        "0 0 " + Canvas.number(WIDTH) + " " + Canvas.number(height),
                        "role",
                        "img",
                        "aria-label",
                        costs.words());
        Canvas canvas = new Canvas(html);
        bar(canvas, "heroku", costs.words(Side.HEROKU), costs.heroku(), most, GAP);
        bar(canvas, "aws", costs.words(Side.AWS), costs.aws(), most, 2 * GAP + BAR);
        html.close("svg")
                .element(
                        "figcaption",
                        "US dollars at list prices. Solid is the least, with the fewest tasks all month; pale reaches to"
                                + " the most, with the largest number all month."
                                + missing(costs))
                .close("figure");
    }

    private static String missing(Costs costs) {
        long heroku = costs.notCounted(Side.HEROKU);
        long aws = costs.notCounted(Side.AWS);
        return heroku + aws == 0
                ? ""
                : " Parts of this app that are not counted: " + heroku + " on Heroku, " + aws
                        + " on AWS. So the two are not the same bill.";
    }

    private static void bar(Canvas canvas, String style, String words, MoneyRange money, double most, double y) {
        double scale = most == 0 ? 0 : (WIDTH - LEFT - RIGHT) / most;
        double low = money.lowCents() * scale;
        double high = money.highCents() * scale;
        canvas.label("side", style.equals("aws") ? "AWS" : "Heroku", LEFT - 12, y + BAR * 0.65, Canvas.Anchor.END);
        canvas.box("cost-range " + style, LEFT, y, Math.max(high, 1), BAR, 3);
        canvas.box("cost-least " + style, LEFT, y, Math.max(low, 1), BAR, 3);
        canvas.label("amount", words, LEFT + high + 10, y + BAR * 0.65, Canvas.Anchor.START);
    }

    // ---- The bill

    private void bill(List<CostLine> lines, Side side) {
        Tables.open(html, side == Side.HEROKU ? "Heroku" : "AWS", "quantity", "unit price", "a month", "price from");
        lines.stream().filter(line -> line.side() == side).forEach(this::line);
        Tables.close(html);
    }

    private void line(CostLine line) {
        Tables.row(
                html,
                line.what(),
                quantity(line.quantity()) + " " + line.unit() + (isOne(line.quantity()) ? "" : "s"),
                price(line),
                Costs.dollars(line.monthly()),
                (line.priceDate() == null ? "" : line.priceDate() + ", ")
                        + line.source()
                        + (line.note() == null ? "" : "; " + line.note()));
    }

    /** $0.40, and as many digits as a price below a cent has. */
    private static String price(CostLine line) {
        BigDecimal dollars = new BigDecimal(line.unitPrice());
        return "$" + dollars.setScale(Math.max(CENTS, dollars.scale())).toPlainString();
    }

    private static boolean isOne(Quantity quantity) {
        return quantity.high().compareTo(BigDecimal.ONE) == 0;
    }

    private static String quantity(Quantity quantity) {
        String low = rounded(quantity.low());
        String high = rounded(quantity.high());
        return low.equals(high) ? low : low + "–" + high;
    }

    private static String rounded(BigDecimal amount) {
        return amount.setScale(1, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
    }
}
