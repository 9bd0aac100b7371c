package dev.landfall.assess.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.assess.Costs;
import dev.landfall.cost.MoneyRange;
import dev.landfall.page.Canvas;
import dev.landfall.page.Markup;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostSectionTest {
    @Test
    void write_twoSides_haveBarsOfOneScale() {
        assertThat(written(MoneyRange.of(10_000), new MoneyRange(5_000, 20_000)))
                .contains(bar("cost-range heroku", 22, 335) + bar("cost-least heroku", 22, 335))
                .contains(bar("cost-range aws", 78, 670) + bar("cost-least aws", 78, 167.5));
    }

    @Test
    void write_nothingThatCosts_hasBarsThatCanBeSeen() {
        assertThat(written(MoneyRange.ZERO, MoneyRange.ZERO))
                .contains(bar("cost-least heroku", 22, 1), bar("cost-least aws", 78, 1));
    }

    private static String bar(String style, double y, double width) {
        return "<rect class=\"" + style + "\" x=\"90\" y=\"" + Canvas.number(y) + "\" width=\"" + Canvas.number(width)
                + "\" height=\"34\" rx=\"3\"/>";
    }

    private static String written(MoneyRange heroku, MoneyRange aws) {
        Markup html = new Markup();
        new CostSection(html).write(new Costs(heroku, aws, List.of(), List.of()));
        return html.toString();
    }
}
