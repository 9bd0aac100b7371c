package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The variables of a flow. A branch sees those of the flow around it; what it assigns, nobody outside sees. */
final class Variables {

    private final @Nullable Variables outer;
    private final Map<String, JsonNode> values = new LinkedHashMap<>();

    private Variables(@Nullable Variables outer) {
        this.outer = outer;
    }

    static Variables ofMachine() {
        return new Variables(null);
    }

    Variables ofBranch() {
        return new Variables(this);
    }

    void assign(JsonNode assigned) {
        assigned.properties().forEach(field -> values.put(field.getKey(), field.getValue()));
    }

    /** No name is seen twice: a definition that assigns the same name inside and outside is refused. */
    void forEach(BiConsumer<String, JsonNode> action) {
        if (outer != null) {
            outer.forEach(action);
        }
        values.forEach(action);
    }
}
