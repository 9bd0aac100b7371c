package dev.landfall.appfiles;

import dev.landfall.appfiles.Element.Items;
import dev.landfall.appfiles.Element.Mapping;
import dev.landfall.appfiles.Element.Scalar;
import dev.landfall.inventory.CommandText;
import dev.landfall.inventory.Inventory.Buildpack;
import dev.landfall.inventory.Origin;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Buildpacks in the order in which they run. Credentials for a private repository are masked. */
final class BuildpackReader {
    private final Origin origin;
    private final Notes notes;

    BuildpackReader(Origin origin, Notes notes) {
        this.origin = origin;
        this.notes = notes;
    }

    List<Buildpack> read(List<Element> items) {
        return items.stream().flatMap(this::read).toList();
    }

    private Stream<Buildpack> read(Element item) {
        String url = switch (item) {
            case Scalar text -> text.text();
            case Mapping mapping -> new Section("buildpacks", mapping, notes).text("url");
            case Items list -> null;
        };
        return buildpack(item.line(), url);
    }

    private Stream<Buildpack> buildpack(int line, @Nullable String url) {
        if (url == null || url.isBlank()) {
            notes.add(line, "a buildpack has no url and is not read");
            return Stream.empty();
        }
        return Stream.of(new Buildpack(CommandText.masked(url.strip()), List.of(origin)));
    }
}
