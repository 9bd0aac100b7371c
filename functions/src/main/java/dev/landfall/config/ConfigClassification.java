package dev.landfall.config;

import dev.landfall.addons.PlannedAddOn;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.AddOn;
import dev.landfall.inventory.Inventory.ConfigVar;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Applies the rules to one app's config vars. */
public final class ConfigClassification {
    private final ConfigRules rules = ConfigRules.bundled();
    private final List<Pair> addOns;

    private ConfigClassification(Inventory inventory, List<PlannedAddOn> planned) {
        if (planned.size() != inventory.addOns().size()) {
            throw new IllegalArgumentException("the add-ons were planned from another inventory");
        }
        this.addOns = IntStream.range(0, planned.size())
                .mapToObj(i -> new Pair(inventory.addOns().get(i), planned.get(i)))
                .toList();
    }

    /**
     * One answer for each config var, in the inventory's order.
     *
     * @param planned what becomes of the inventory's add-ons, in its order
     */
    public static List<PlannedConfigVar> plan(Inventory inventory, List<PlannedAddOn> planned) {
        ConfigClassification classification = new ConfigClassification(inventory, planned);
        return inventory.configVars().stream().map(classification::plan).toList();
    }

    private PlannedConfigVar plan(ConfigVar var) {
        Optional<PlannedAddOn> addOn = addOn(var);
        AddOnFate fate = addOn.map(PlannedAddOn::target).map(AddOnFate::of).orElse(AddOnFate.NONE);
        String service = addOn.map(PlannedAddOn::service).orElse(null);
        return rules.first(var, fate)
                .map(rule -> new PlannedConfigVar(
                        var.name(),
                        rule.outcome(),
                        rule.id(),
                        rule.reason(),
                        rule.destination(),
                        service,
                        var.fingerprint()))
                .orElseGet(() -> unknown(var));
    }

    private static PlannedConfigVar unknown(ConfigVar var) {
        return new PlannedConfigVar(
                var.name(),
                ConfigClass.UNKNOWN,
                "none",
                "No rule fits, so it is treated as a secret.",
                Destination.SECRETS_MANAGER,
                null,
                var.fingerprint());
    }

    /** The add-on whose attachment owns the variable; or at which it points; or that sets one of this name. */
    private Optional<PlannedAddOn> addOn(ConfigVar var) {
        String owner = var.owner();
        if (owner != null) {
            Optional<PlannedAddOn> owning = first(addOn -> isAttachedAs(addOn, owner));
            if (owning.isPresent()) {
                return owning;
            }
        }
        String host = var.pointsAt();
        if (host != null) {
            return first(addOn -> host.equals(addOn.name()) || host.equals(addOn.service()));
        }
        return addOns.stream()
                .map(Pair::planned)
                .filter(planned -> planned.configVars().contains(var.name()))
                .findFirst();
    }

    private static boolean isAttachedAs(AddOn addOn, String alias) {
        return addOn.attachments().stream()
                .anyMatch(attachment -> attachment.alias().equals(alias));
    }

    private Optional<PlannedAddOn> first(Predicate<AddOn> wanted) {
        return addOns.stream()
                .filter(pair -> wanted.test(pair.found()))
                .map(Pair::planned)
                .findFirst();
    }

    private record Pair(AddOn found, PlannedAddOn planned) {}
}
