package dev.landfall.heroku;

import dev.landfall.heroku.Parts.Part;
import dev.landfall.heroku.Resources.AddOn;
import dev.landfall.heroku.Resources.AttachedAddOn;
import dev.landfall.heroku.Resources.Attachment;
import dev.landfall.heroku.Resources.Plan;
import dev.landfall.heroku.Resources.Price;
import dev.landfall.heroku.Resources.Reference;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The add-ons that an app pays for and those that another app shares with it, and who else uses them. */
final class AddOnReading {
    private static final Reference UNKNOWN = new Reference(null, null);

    private final PlatformApi api;
    private final Parts parts;
    private final Part<List<AddOn>> listed;
    private final Part<List<Attachment>> own;

    AddOnReading(PlatformApi api, String path, Parts parts) {
        this.api = api;
        this.parts = parts;
        this.listed = parts.begin("add-ons", () -> api.list(path + "/addons", AddOn.class));
        this.own = parts.begin("attachments", () -> api.list(path + "/addon-attachments", Attachment.class));
    }

    /** @param app the name of the assessed one */
    AddOns of(String app) {
        List<AddOn> addOns =
                Stream.concat(parts.of(listed).stream(), shared().stream()).toList();
        Part<List<Attachment>> all = parts.begin("attachments in other apps", () -> attachments(addOns));
        Part<Map<String, Price>> prices = parts.begin("prices", () -> prices(addOns));
        List<AddOn> seen =
                addOns.stream().filter(addOn -> !addOn.plan().equals(UNKNOWN)).toList();
        return new AddOns(addOns, new Attachments(app, seen, parts.of(all)), parts.of(prices));
    }

    private List<AddOn> shared() {
        Set<String> known = parts.of(listed).stream().map(AddOn::id).collect(Collectors.toSet());
        Collection<AttachedAddOn> missing = parts.of(own).stream()
                .map(Attachment::addon)
                .filter(addOn -> !known.contains(addOn.id()))
                .collect(Collectors.toMap(AttachedAddOn::id, Function.identity(), (a, b) -> a))
                .values();
        return parts.of(parts.begin("shared add-ons", () -> parts.each(missing, this::shared)));
    }

    /** Of an app that the token may not see, the attachment tells as much as there is. */
    private AddOn shared(AttachedAddOn addOn) {
        String at = "/addons/" + addOn.id();
        AddOn unseen = new AddOn(addOn.id(), addOn.name(), UNKNOWN, UNKNOWN, addOn.app(), null, List.of());
        return parts.orNote(at, unseen, () -> api.get(at, AddOn.class));
    }

    private List<Attachment> attachments(List<AddOn> addOns) {
        List<Attachment> mine = parts.of(own);
        Stream<Attachment> everywhere =
                parts.each(addOns, this::attachments).stream().flatMap(List::stream);
        return Stream.concat(mine.stream(), everywhere)
                .collect(Collectors.toMap(Attachment::id, Function.identity(), (a, b) -> a))
                .values()
                .stream()
                .toList();
    }

    private List<Attachment> attachments(AddOn addOn) {
        String at = "/addons/" + addOn.id() + "/addon-attachments";
        return parts.orNote(at, List.of(), () -> api.list(at, Attachment.class));
    }

    /** List prices by plan, for add-ons that do not tell what is billed. */
    private Map<String, Price> prices(List<AddOn> addOns) {
        Set<String> plans = addOns.stream()
                .filter(addOn -> addOn.price() == null)
                .map(addOn -> addOn.plan().name())
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toSet());
        return parts.each(plans, plan -> price(plan).map(price -> Map.entry(plan, price))).stream()
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private Optional<Price> price(String plan) {
        String at = "/plans/" + plan;
        return parts.orNote(
                at,
                Optional.empty(),
                () -> Optional.ofNullable(api.get(at, Plan.class).price()));
    }
}
