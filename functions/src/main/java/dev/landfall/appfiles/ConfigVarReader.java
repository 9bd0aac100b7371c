package dev.landfall.appfiles;

import dev.landfall.appfiles.Element.Items;
import dev.landfall.appfiles.Element.Mapping;
import dev.landfall.appfiles.Element.Scalar;
import dev.landfall.inventory.Inventory.ConfigVar;
import dev.landfall.inventory.Inventory.ValueKind;
import dev.landfall.inventory.Origin;
import dev.landfall.inventory.ValueReading;
import dev.landfall.plan.Echo;
import java.util.List;
import java.util.Map;

/** Config vars that a file sets or asks for. Of a value only its kind gets out of here. */
final class ConfigVarReader {
    private static final String PROCFILE_PATH = "PROCFILE_PATH";
    private static final String BUILDPACK_URL = "BUILDPACK_URL";

    private final Origin origin;
    private final Notes notes;

    ConfigVarReader(Origin origin, Notes notes) {
        this.origin = origin;
        this.notes = notes;
    }

    List<ConfigVar> read(Section section) {
        return section.members().entrySet().stream().map(this::configVar).toList();
    }

    private ConfigVar configVar(Map.Entry<String, Element> member) {
        String name = Echo.escape(member.getKey());
        noteMeaning(name, member.getValue().line());
        return new ConfigVar(name, kind(name, member.getValue()), null, null, null, List.of(origin));
    }

    private ValueKind kind(String name, Element value) {
        return switch (value) {
            case Scalar text -> ValueReading.kindOf(text.text());
            case Mapping mapping -> declared(new Section("env." + Echo.plain(name), mapping, notes));
            case Items list -> refused(name, list.line());
        };
    }

    private static ValueKind declared(Section entry) {
        return entry.has("generator") ? ValueKind.GENERATED : ValueReading.kindOf(entry.text("value"));
    }

    private ValueKind refused(String name, int line) {
        notes.add(line, "config var " + Echo.plain(name) + " should be a text or an object and is a list");
        return ValueKind.UNREAD;
    }

    private void noteMeaning(String name, int line) {
        if (name.equals(PROCFILE_PATH)) {
            notes.add(line, PROCFILE_PATH + " has a buildpack use another Procfile, which is not read");
        }
        if (name.equals(BUILDPACK_URL)) {
            notes.add(line, BUILDPACK_URL + " names a buildpack in a way that Heroku replaced by buildpacks");
        }
    }
}
