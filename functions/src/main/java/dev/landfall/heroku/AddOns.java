package dev.landfall.heroku;

import dev.landfall.heroku.Resources.AddOn;
import dev.landfall.heroku.Resources.Price;
import dev.landfall.heroku.Resources.Reference;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Origin;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Add-ons with their prices and attachments. */
final class AddOns {
    private final List<AddOn> addOns;
    private final Attachments attachments;
    private final Map<String, Price> listed;

    /** @param listed prices by plan's name, for add-ons that tell none of their own */
    AddOns(List<AddOn> addOns, Attachments attachments, Map<String, Price> listed) {
        this.addOns = List.copyOf(addOns);
        this.attachments = attachments;
        this.listed = Map.copyOf(listed);
    }

    Attachments attachments() {
        return attachments;
    }

    List<Inventory.AddOn> all() {
        return addOns.stream()
                .map(this::addOn)
                .sorted(Comparator.comparing(Inventory.AddOn::service)
                        .thenComparing(addOn -> String.valueOf(addOn.name())))
                .toList();
    }

    private Inventory.AddOn addOn(AddOn addOn) {
        return new Inventory.AddOn(
                service(addOn),
                plan(addOn.plan()),
                addOn.name(),
                null,
                centsPerMonth(addOn),
                Optional.ofNullable(addOn.app()).map(Reference::name).orElse(null),
                attachments.of(addOn).stream()
                        .map(at -> new Inventory.Attachment(
                                at.name(), String.valueOf(at.app().name())))
                        .sorted(Comparator.comparing(Inventory.Attachment::app)
                                .thenComparing(Inventory.Attachment::alias))
                        .toList(),
                attachments.variables(addOn).stream().sorted().toList(),
                List.of(Origin.PLATFORM_API));
    }

    private static String service(AddOn addOn) {
        String plan = addOn.plan().name();
        return Optional.ofNullable(addOn.service().name())
                .or(() -> Optional.ofNullable(plan).map(name -> name.split(":", 2)[0]))
                .orElse("unknown");
    }

    /** {@code heroku-postgresql:standard-0} names the service too. */
    private static @Nullable String plan(Reference plan) {
        return Optional.ofNullable(plan.name())
                .map(name -> name.substring(name.indexOf(':') + 1))
                .orElse(null);
    }

    private @Nullable Integer centsPerMonth(AddOn addOn) {
        return Optional.ofNullable(addOn.price())
                .or(() -> Optional.ofNullable(addOn.plan().name()).map(listed::get))
                .flatMap(AddOns::centsPerMonth)
                .orElse(null);
    }

    /** What is billed by use or by contract has no price a month, and 0 would be a lie. */
    static Optional<Integer> centsPerMonth(Price price) {
        boolean other = Boolean.TRUE.equals(price.contract())
                || Boolean.TRUE.equals(price.metered())
                || (price.unit() != null && !price.unit().equals("month"));
        return other ? Optional.empty() : Optional.ofNullable(price.cents());
    }
}
