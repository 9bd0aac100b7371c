package dev.landfall.config;

import dev.landfall.inventory.Inventory.ConfigVar;
import dev.landfall.inventory.Inventory.ValueKind;
import dev.landfall.inventory.Origin;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One rule of config-rules.yaml, which says what its columns mean.
 *
 * @param fromFiles a value that nothing but app.json tells is one that everybody can read
 */
record ConfigRule(
        String id,
        List<Pattern> names,
        Set<ValueKind> kinds,
        AddOnFate addOn,
        boolean owned,
        boolean fromFiles,
        ConfigClass outcome,
        Destination destination,
        String reason) {

    ConfigRule {
        names = List.copyOf(names);
        kinds = Set.copyOf(kinds);
        boolean fitsAll = names.isEmpty() && kinds.isEmpty() && addOn == AddOnFate.NONE && !owned;
        if (fitsAll || outcome == ConfigClass.UNKNOWN) {
            throw new IllegalArgumentException("rule " + id + " leaves nothing to fail closed");
        }
    }

    /** @param fate of the add-on that the variable belongs to */
    boolean fits(ConfigVar var, AddOnFate fate) {
        return (!owned || var.owner() != null)
                && (addOn == AddOnFate.NONE || addOn == fate)
                && (!fromFiles || isFromFiles(var))
                && (kinds.isEmpty() || kinds.contains(var.kind()))
                && (names.isEmpty()
                        || names.stream()
                                .anyMatch(name -> name.matcher(var.name()).matches()));
    }

    private static boolean isFromFiles(ConfigVar var) {
        return !var.from().isEmpty() && var.from().stream().allMatch(Origin.APP_JSON::equals);
    }
}
