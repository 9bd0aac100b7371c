package dev.landfall.assess.report;

import dev.landfall.config.ConfigClass;
import dev.landfall.config.PlannedConfigVar;
import dev.landfall.page.Markup;
import dev.landfall.page.Tables;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Where each config var goes, by what it is. There is no value to show. */
final class ConfigSection {
    private final Markup html;

    ConfigSection(Markup html) {
        this.html = html;
    }

    void write(List<PlannedConfigVar> variables) {
        if (variables.isEmpty()) {
            return;
        }
        html.element("h2", "Config vars");
        html.element("p", "No value was stored or shown.", "class", "scenario");
        Map<ConfigClass, List<PlannedConfigVar>> byClass = variables.stream()
                .collect(Collectors.groupingBy(
                        PlannedConfigVar::kind, () -> new EnumMap<>(ConfigClass.class), Collectors.toList()));
        byClass.forEach(this::group);
    }

    private void group(ConfigClass kind, List<PlannedConfigVar> variables) {
        String word = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        html.open("details").element("summary", variables.size() + " " + word);
        Tables.open(html, "name", "goes to", "because", "rule");
        for (PlannedConfigVar variable : variables) {
            Tables.row(
                    html,
                    variable.name(),
                    variable.destination().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    variable.reason() + (variable.addOn() == null ? "" : " (" + variable.addOn() + ")"),
                    variable.rule());
        }
        Tables.close(html);
        html.close("details");
    }
}
