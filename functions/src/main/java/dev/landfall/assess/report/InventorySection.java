package dev.landfall.assess.report;

import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.Inventory.App;
import dev.landfall.inventory.Inventory.Buildpack;
import dev.landfall.inventory.Inventory.Operations;
import dev.landfall.inventory.Inventory.Space;
import dev.landfall.inventory.Origin;
import dev.landfall.page.Markup;
import dev.landfall.page.Tables;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The app as it was found, as far as no other section shows it, and who says so. */
final class InventorySection {
    private static final String NOT_KNOWN = "not known";

    /** Where only files were read, nobody knows that there is none. */
    private static final String NONE_TOLD = "none told";

    private final Markup html;

    InventorySection(Markup html) {
        this.html = html;
    }

    void write(Inventory inventory) {
        html.open("details").element("summary", "Inventory");
        Tables.open(html, "what", "as found", "from");
        app(inventory.app());
        buildpacks(inventory.buildpacks());
        if (inventory.operations() == null) {
            fact("how it is run", null, List.of());
        } else {
            operations(inventory.operations());
        }
        Tables.close(html);
        html.close("details");
    }

    private void app(App app) {
        fact("stack", app.stack(), app.from());
        fact("generation", app.generation(), app.from());
        fact("built for", builds(app), app.from());
        fact("region", app.region(), app.from());
        fact("private space", app.space() == null ? NONE_TOLD : space(app.space()), app.from());
    }

    private static @Nullable String builds(App app) {
        return app.buildArchitectures() == null ? null : String.join(", ", app.buildArchitectures());
    }

    private static String space(Space space) {
        return space.name()
                + (space.region() == null ? "" : " in " + space.region())
                + (space.shield() ? ", shield" : "")
                + (space.outboundAddresses().isEmpty()
                        ? ""
                        : ", outbound from " + String.join(", ", space.outboundAddresses()));
    }

    private void buildpacks(List<Buildpack> buildpacks) {
        int number = 1;
        for (Buildpack buildpack : buildpacks) {
            fact("buildpack " + number++, buildpack.url(), buildpack.from());
        }
    }

    private void operations(Operations operations) {
        List<Origin> from = operations.from();
        fact("releases", rhythm(operations), from);
        fact(
                "log drains",
                orNone(operations.drains(), Integer.toString(operations.drains().size())),
                from);
        fact("features", orNone(operations.features(), String.join(", ", operations.features())), from);
        fact("pipeline", operations.pipeline() == null ? NONE_TOLD : operations.pipeline(), from);
        fact(
                "collaborators",
                operations.collaborators() == null
                        ? null
                        : operations.collaborators().toString(),
                from);
    }

    private static String orNone(List<String> items, String words) {
        return items.isEmpty() ? NONE_TOLD : words;
    }

    private static @Nullable String rhythm(Operations operations) {
        String last = operations.lastRelease() == null ? "" : "the last " + operations.lastRelease();
        if (operations.deploysPerWeek() == null) {
            return last.isEmpty() ? null : last;
        }
        String often = String.format(Locale.ROOT, "%.1f a week", operations.deploysPerWeek());
        return last.isEmpty() ? often : often + ", " + last;
    }

    /** What is not known has no source. */
    private void fact(String what, @Nullable String found, List<Origin> from) {
        Tables.row(
                html,
                what,
                found == null ? NOT_KNOWN : found,
                found == null || from.isEmpty()
                        ? "–"
                        : from.stream().map(Origin::words).collect(Collectors.joining(", ")));
    }
}
