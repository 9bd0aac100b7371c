package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What of the states language a machine uses: types, fields, resources, error names, and what its expressions call. */
final class Features {

    private static final Pattern FUNCTION = Pattern.compile("\\$(\\w+)\\(");
    private static final Pattern STATES = Pattern.compile("\\$states\\.(context\\.\\w+\\.\\w+|\\w+)");
    private static final Set<String> PARTS = Set.of("ItemReader", "ItemProcessor", "ResultWriter");
    private static final Set<String> ENTRIES = Set.of("Retry", "Catch", "Choices");

    private final Set<String> found = new TreeSet<>();

    private Features() {}

    static Set<String> of(JsonNode machine) {
        Features features = new Features();
        features.fields("machine", machine);
        features.states(machine);
        return features.found;
    }

    private void states(JsonNode flow) {
        flow.path("States").forEach(this::state);
    }

    private void state(JsonNode state) {
        String type = state.path("Type").asText();
        fields(type, state);
        resource(state);
        PARTS.forEach(field -> part(field, state.path(field)));
        ENTRIES.forEach(field -> state.path(field).forEach(entry -> entry(field, entry)));
        expressions(state);
        state.path("Branches").forEach(this::states);
        states(state.path("ItemProcessor"));
    }

    /** Of a distributed Map: what it reads, how it runs and what it writes. */
    private void part(String field, JsonNode part) {
        fields(field, part);
        resource(part);
        part.path("ReaderConfig").properties().forEach(this::setting);
        part.path("ProcessorConfig").properties().forEach(this::setting);
    }

    private void setting(Map.Entry<String, JsonNode> setting) {
        found.add(setting.getKey() + " " + setting.getValue().asText());
    }

    private void resource(JsonNode caller) {
        if (caller.has("Resource")) {
            found.add("resource " + caller.get("Resource").asText());
        }
    }

    private void entry(String field, JsonNode entry) {
        fields(field, entry);
        if (entry.has("JitterStrategy")) {
            found.add("jitter " + entry.get("JitterStrategy").asText());
        }
        entry.path("ErrorEquals").forEach(name -> found.add(field + " of " + error(name.asText())));
    }

    private void fields(String where, JsonNode object) {
        object.propertyStream().map(Map.Entry::getKey).forEach(name -> found.add(where + " with " + name));
    }

    /** The reserved names mean something; the others only have to be equal. */
    private static String error(String name) {
        return ErrorNames.isReserved(name) ? name : "an error by its name";
    }

    private void expressions(JsonNode value) {
        if (value.isTextual() && TemplateReader.isExpression(value)) {
            add("function $", FUNCTION.matcher(value.textValue()));
            add("$states.", STATES.matcher(value.textValue()));
        }
        value.forEach(this::expressions);
    }

    private void add(String what, Matcher matcher) {
        matcher.results().forEach(result -> found.add(what + result.group(1)));
    }
}
