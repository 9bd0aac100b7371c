package dev.landfall.appfiles;

import dev.landfall.appfiles.Element.Items;
import dev.landfall.appfiles.Element.Mapping;
import dev.landfall.appfiles.Element.Scalar;
import dev.landfall.inventory.Inventory.DynoSize;
import dev.landfall.inventory.Inventory.ProcessType;
import dev.landfall.inventory.Origin;
import dev.landfall.plan.Echo;
import dev.landfall.sizing.DynoSizes;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** app.json's formation: how many dynos of which size. An older form is a list of objects with a process each. */
final class FormationReader {
    private static final DynoSizes SIZES = DynoSizes.listed();
    private static final Pattern QUANTITY = Pattern.compile("\\d{1,4}");

    private final Notes notes;

    FormationReader(Notes notes) {
        this.notes = notes;
    }

    List<ProcessType> read(Section root) {
        return switch (root.at("formation")) {
            case Items list -> list.items().stream().flatMap(this::fromItem).toList();
            case null, default ->
                root.section("formation").members().entrySet().stream()
                        .flatMap(this::fromMember)
                        .toList();
        };
    }

    private Stream<ProcessType> fromMember(Map.Entry<String, Element> member) {
        return process(member.getKey(), member.getValue());
    }

    private Stream<ProcessType> fromItem(Element item) {
        String name = item instanceof Mapping mapping ? new Section("formation", mapping, notes).text("process") : null;
        if (name == null) {
            notes.add(item.line(), "an entry of formation names no process and is not read");
            return Stream.empty();
        }
        return process(name, item);
    }

    private Stream<ProcessType> process(String name, Element value) {
        if (!ProcfileReader.isName(name)) {
            notes.add(value.line(), "formation has " + Echo.quote(name) + ", which is no name of a process");
            return Stream.empty();
        }
        return Stream.of(
                switch (value) {
                    case Mapping mapping -> sized(name, new Section("formation." + name, mapping, notes));
                    case Items other -> process(name, null, quantity(name, other.line(), other.kindInWords()));
                    case Scalar number -> process(name, null, quantity(name, number.line(), number.text()));
                });
    }

    private ProcessType sized(String name, Section entry) {
        return process(name, size(entry), quantity(entry.name(), entry.line(), entry.text("quantity")));
    }

    private static ProcessType process(String name, @Nullable DynoSize size, @Nullable Integer quantity) {
        return new ProcessType(name, null, size, quantity, List.of(Origin.APP_JSON));
    }

    private @Nullable Integer quantity(String path, int line, @Nullable String text) {
        if (text == null) {
            notes.add(line, path + " has no quantity");
            return null;
        }
        if (!QUANTITY.matcher(text).matches()) {
            notes.add(line, path + " has " + Echo.quote(text) + " for a quantity, which should be a whole number");
            return null;
        }
        return Integer.valueOf(text);
    }

    private @Nullable DynoSize size(Section entry) {
        String name = entry.text("size");
        if (name == null) {
            return null;
        }
        DynoSize size = SIZES.find(name.strip()).orElse(null);
        if (size == null) {
            notes.add(
                    entry.line(), entry.name() + " has the size " + Echo.quote(name) + ", which Heroku does not list");
        } else if (!size.name().equals(name)) {
            notes.add(entry.line(), entry.name() + " has the size " + Echo.quote(name) + ", which is " + size.name());
        }
        return size;
    }
}
