package dev.landfall.appfiles;

import dev.landfall.appfiles.Element.Items;
import dev.landfall.appfiles.Element.Kind;
import dev.landfall.appfiles.Element.Mapping;
import dev.landfall.appfiles.Element.Scalar;
import dev.landfall.plan.Echo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mapping and what it should hold. What it holds instead becomes a note and counts as left out. */
record Section(String name, Mapping mapping, Notes notes) {

    @Nullable
    Element at(String field) {
        Element element = mapping.members().get(field);
        return element instanceof Scalar scalar && scalar.kind() == Kind.NULL ? null : element;
    }

    Map<String, Element> members() {
        return mapping.members();
    }

    int line() {
        return mapping.line();
    }

    boolean has(String field) {
        return at(field) != null;
    }

    /** Numbers and flags as they are written. */
    @Nullable
    String text(String field) {
        return switch (at(field)) {
            case null -> null;
            case Scalar scalar -> scalar.text();
            case Mapping other -> ignored(field, other, "a text");
            case Items other -> ignored(field, other, "a text");
        };
    }

    /** Empty if it is left out. */
    Section section(String field) {
        return switch (at(field)) {
            case null -> within(field, empty());
            case Mapping inner -> within(field, inner);
            case Items other -> without(field, other);
            case Scalar other -> without(field, other);
        };
    }

    /** Empty if it is left out. */
    List<Element> items(String field) {
        return switch (at(field)) {
            case null -> List.of();
            case Items inner -> inner.items();
            case Mapping other -> noItems(field, other);
            case Scalar other -> noItems(field, other);
        };
    }

    void noteOthers(Set<String> known) {
        members().forEach((field, value) -> {
            if (!known.contains(field)) {
                notes.add(value.line(), path(field) + " is unknown here and not read");
            }
        });
    }

    String path(String field) {
        String shown = Echo.plain(field);
        return name.isEmpty() ? shown : name + "." + shown;
    }

    private Section within(String field, Mapping inner) {
        return new Section(path(field), inner, notes);
    }

    private Section without(String field, Element other) {
        ignored(field, other, "an object");
        return within(field, empty());
    }

    private List<Element> noItems(String field, Element other) {
        ignored(field, other, "a list");
        return List.of();
    }

    private @Nullable String ignored(String field, Element element, String allowed) {
        notes.add(element.line(), path(field) + " should be " + allowed + " and is " + element.kindInWords());
        return null;
    }

    private Mapping empty() {
        return new Mapping(mapping.line(), Map.of());
    }
}
