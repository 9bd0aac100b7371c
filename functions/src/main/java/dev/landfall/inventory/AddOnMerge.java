package dev.landfall.inventory;

import dev.landfall.inventory.Inventory.AddOn;
import dev.landfall.inventory.Inventory.Attachment;
import dev.landfall.plan.Echo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Add-ons that are the same one in several sources. Files give them no name, and an app may have two of one service: so
 * those with a common attachment belong together, then those that are left, in their order.
 */
final class AddOnMerge {
    private final Differences differences;
    private final List<Group> groups = new ArrayList<>();

    AddOnMerge(Differences differences) {
        this.differences = differences;
    }

    /** One add-on as its tellers tell it. No record: two groups may hold the same facts and are still two. */
    private static final class Group {
        private final List<AddOn> facts = new ArrayList<>();

        private boolean isOf(AddOn addOn) {
            return facts.getFirst().service().equals(addOn.service());
        }

        private boolean isNamed() {
            return facts.stream().anyMatch(fact -> !fact.attachments().isEmpty());
        }

        private boolean sharesAnAttachment(AddOn addOn) {
            return facts.stream()
                    .flatMap(fact -> fact.attachments().stream())
                    .map(Attachment::alias)
                    .anyMatch(alias -> addOn.attachments().stream()
                            .anyMatch(other -> other.alias().equals(alias)));
        }
    }

    /** @param inventories the most trusted first */
    List<AddOn> merge(List<Inventory> inventories) {
        inventories.forEach(inventory -> assign(inventory.addOns()));
        inventories.stream()
                .map(inventory -> Collections.min(inventory.app().from()))
                .findFirst()
                .filter(Origin::tellsWhatRuns)
                .ifPresent(this::noteMissing);
        return groups.stream().map(this::merged).toList();
    }

    /** Those of one source are different ones, so each finds a group of its own. */
    private void assign(List<AddOn> addOns) {
        List<Group> free = new ArrayList<>(groups);
        List<AddOn> rest = new ArrayList<>();
        addOns.forEach(addOn -> {
            if (!join(addOn, free, group -> group.sharesAnAttachment(addOn))) {
                rest.add(addOn);
            }
        });
        rest.forEach(addOn -> {
            if (!join(
                    addOn,
                    free,
                    group -> !group.isNamed() || addOn.attachments().isEmpty())) {
                start(addOn);
            }
        });
    }

    private boolean join(AddOn addOn, List<Group> free, Predicate<Group> condition) {
        Optional<Group> group =
                free.stream().filter(each -> each.isOf(addOn)).filter(condition).findFirst();
        group.ifPresent(found -> {
            free.remove(found);
            found.facts.add(addOn);
        });
        return group.isPresent();
    }

    private void start(AddOn addOn) {
        Group group = new Group();
        group.facts.add(addOn);
        groups.add(group);
    }

    private void noteMissing(Origin origin) {
        groups.stream()
                .map(group -> Told.sorted(group.facts, AddOn::from).getFirst())
                .filter(told -> told.origin() != origin)
                .forEach(told -> differences.add(
                        origin,
                        "add-on " + Echo.plain(told.fact().service()) + " is missing in " + origin.words() + ", and "
                                + told.origin().words() + " has it"));
    }

    private AddOn merged(Group group) {
        List<Told<AddOn>> told = Told.sorted(group.facts, AddOn::from);
        AddOn first = told.getFirst().fact();
        String what = "of add-on " + Echo.plain(first.service());
        return new AddOn(
                first.service(),
                differences.choose("the plan " + what, told, AddOn::plan, Echo::plain),
                Differences.first(told, AddOn::name),
                differences.choose("the version " + what, told, AddOn::version, Echo::plain),
                Differences.first(told, AddOn::centsPerMonth),
                Differences.first(told, AddOn::billedTo),
                InventoryMerge.firstList(told, AddOn::attachments),
                InventoryMerge.firstList(told, AddOn::configVars),
                Differences.first(told, AddOn::extensions),
                Told.origins(told));
    }
}
