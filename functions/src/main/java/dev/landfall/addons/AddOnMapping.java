package dev.landfall.addons;

import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.AddOn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fits the table to the add-ons of one app. */
public final class AddOnMapping {
    /** The plan of a data store that app.json asks for in test environments. */
    private static final String IN_DYNO = "in-dyno";

    private static final String NOT_LISTED =
            "Nobody listed all that it uses: give them with --extensions, and the plan says which RDS has not.";

    private final AddOnTable table;
    private final @Nullable String app;

    private AddOnMapping(AddOnTable table, @Nullable String app) {
        this.table = table;
        this.app = app;
    }

    /** One answer for each add-on, in the inventory's order. */
    public static List<PlannedAddOn> plan(Inventory inventory) {
        AddOnMapping mapping =
                new AddOnMapping(AddOnTable.bundled(), inventory.app().name());
        return inventory.addOns().stream().map(mapping::plan).toList();
    }

    /** What takes over the work of a service, whatever its plan. */
    public static AwsTarget target(String service) {
        return AddOnTable.bundled().row(service).map(AddOnFile.Row::target).orElse(AwsTarget.NO_ANSWER);
    }

    /** Whether a store lives in a test environment's dyno, so that nothing of it is ever moved. */
    public static boolean isInDyno(@Nullable String plan) {
        return IN_DYNO.equals(plan);
    }

    private PlannedAddOn plan(AddOn addOn) {
        return table.row(addOn.service()).map(row -> known(addOn, row)).orElseGet(() -> unknown(addOn));
    }

    private PlannedAddOn known(AddOn addOn, AddOnFile.Row row) {
        AddOnFile.Move move = table.move(row);
        boolean lasts = !isInDyno(addOn.plan());
        Optional<AddOnFile.Size> size = lasts ? size(addOn, row) : Optional.empty();
        Optional<EngineFit> engine = table.engine(row).map(known -> EngineFit.of(known, addOn.version()));
        Optional<ExtensionFit> fit = extensionFit(addOn, row, engine.orElse(null));
        Optional<String> extensions =
                row.target() == AwsTarget.RDS_POSTGRESQL ? Optional.of(extensions(fit)) : Optional.empty();
        return new PlannedAddOn(
                addOn.service(),
                row.name(),
                addOn.plan(),
                addOn.attachments(),
                row.target(),
                size.map(AddOnMapping::targetSize).orElse(null),
                engine.orElse(null),
                extensions.orElse(null),
                fit.orElse(null),
                row.why(),
                lasts ? move.data() : "Nothing moves: the data lives as long as the test environment's dyno.",
                lasts ? move.stall() : new Stall.None(),
                lasts ? move.wayBack() : "There is nothing to carry back.",
                cautions(addOn, row, size, engine),
                addOn.configVars().isEmpty() ? row.configVars() : addOn.configVars(),
                row.source(),
                row.checked() != null,
                shared(addOn));
    }

    private PlannedAddOn unknown(AddOn addOn) {
        return new PlannedAddOn(
                addOn.service(),
                addOn.service(),
                addOn.plan(),
                addOn.attachments(),
                AwsTarget.NO_ANSWER,
                null,
                null,
                null,
                null,
                "Landfall's table has no row for " + addOn.service() + ": somebody has to decide what takes its place.",
                "Not known.",
                new Stall.Unknown(),
                "Not known; leave the add-on as it is until the migration is settled.",
                List.of("Find out whether it keeps data, and whether it can be reached from AWS."),
                addOn.configVars(),
                null,
                false,
                shared(addOn));
    }

    private Optional<AddOnFile.Size> size(AddOn addOn, AddOnFile.Row row) {
        return Optional.ofNullable(addOn.plan()).flatMap(plan -> table.size(row, plan));
    }

    private static PlannedAddOn.TargetSize targetSize(AddOnFile.Size size) {
        return new PlannedAddOn.TargetSize(
                size.target(),
                size.targetStorageGb(),
                size.nodes(),
                size.highlyAvailable(),
                size.priceKey(),
                size.source(),
                size.checked() != null);
    }

    private static Optional<ExtensionFit> extensionFit(AddOn addOn, AddOnFile.Row row, @Nullable EngineFit engine) {
        return row.target() == AwsTarget.RDS_POSTGRESQL
                ? Optional.ofNullable(addOn.extensions())
                        .map(listed -> ExtensionFit.of(ExtensionTable.bundled(), listed, engine))
                : Optional.empty();
    }

    private static String extensions(Optional<ExtensionFit> fit) {
        String words = fit.map(ExtensionFit::inWords).orElse("");
        String first = fit.filter(ExtensionFit::complete).isPresent() ? words : (words + " " + NOT_LISTED).strip();
        String list = fit.isPresent()
                ? " AWS's list is of " + ExtensionTable.bundled().read() + "."
                : "";
        return first + list + " " + ExtensionTable.bundled().note();
    }

    private List<String> cautions(
            AddOn addOn, AddOnFile.Row row, Optional<AddOnFile.Size> size, Optional<EngineFit> engine) {
        List<String> cautions = new ArrayList<>(row.cautions());
        if (isInDyno(addOn.plan())) {
            cautions.add("The plan in-dyno is for test environments: what the app uses in production is not told.");
            return cautions;
        }
        if (table.isSized(row) && size.isEmpty()) {
            cautions.add(sizeNotKnown(addOn.plan()));
        }
        size.filter(known -> known.storageGb() == null && row.target() == AwsTarget.RDS_POSTGRESQL)
                .ifPresent(known -> cautions.add("The plan's storage is not known: measure the database."));
        engine.flatMap(EngineFit::caution).ifPresent(cautions::add);
        return cautions;
    }

    private static String sizeNotKnown(@Nullable String plan) {
        return plan == null
                ? "No plan is named, so no size can be proposed: read it from Heroku."
                : "The plan " + plan + " is not in the table, so no size can be proposed: measure what it uses.";
    }

    private @Nullable String shared(AddOn addOn) {
        String payer = addOn.billedTo();
        if (payer != null && !payer.equals(app)) {
            return "It is billed to " + payer + " and only attached here: it moves with that app.";
        }
        List<String> others = others(addOn);
        return others.isEmpty()
                ? null
                : "It is attached to " + String.join(", ", others) + " too: they must move together.";
    }

    private List<String> others(AddOn addOn) {
        String own = app != null ? app : addOn.billedTo();
        List<String> apps = addOn.attachments().stream()
                .map(Inventory.Attachment::app)
                .distinct()
                .toList();
        if (own == null) {
            // Files name no app: if all attachments are of one, it is this.
            return apps.size() > 1 ? apps : List.of();
        }
        return apps.stream().filter(other -> !other.equals(own)).toList();
    }
}
