package dev.landfall.config;

import dev.landfall.inventory.Inventory.ConfigVar;
import dev.landfall.lambda.BundledTable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The rules in their order. */
record ConfigRules(List<ConfigRule> rules) {
    private static final ConfigRules BUNDLED = BundledTable.load("/config-rules.yaml", ConfigRules.class);

    ConfigRules {
        rules = List.copyOf(rules);
        Set<String> ids = new HashSet<>();
        rules.forEach(rule -> {
            if (!ids.add(rule.id())) {
                throw new IllegalArgumentException("two rules are called " + rule.id());
            }
        });
    }

    static ConfigRules bundled() {
        return BUNDLED;
    }

    Optional<ConfigRule> first(ConfigVar var, AddOnFate fate) {
        return rules.stream().filter(rule -> rule.fits(var, fate)).findFirst();
    }
}
