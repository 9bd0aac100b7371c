package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.rehearsal.states.ExpressionTokens.Token;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What of the states language a machine uses: types, fields, resources, error names, and what its expressions call. */
final class Features {

    private static final Pattern STATES = Pattern.compile("\\$states\\.(context\\.\\w+\\.\\w+|\\w+)");
    private static final Set<String> PARTS = Set.of("ItemReader", "ItemProcessor", "ResultWriter");
    private static final String OPEN = "{%";
    private static final String CLOSE = "%}";

    /** What a field of this name would be called all the same: that only asks for one vector more. */
    private static final Set<String> WORDS = Set.of("and", "or", "in", "true", "false", "null", "function");

    private static final Map<Character, String> LITERALS =
            Map.of('\'', "in single quotes", '"', "in double quotes", '/', "regular expression");

    /** They only end or part what another has opened. */
    private static final Set<String> NO_OPERATORS = Set.of(")", "]", "}", ",", ":");

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
            STATES.matcher(value.textValue()).results().forEach(result -> found.add("$states." + result.group(1)));
            tokens(ExpressionTokens.of(inside(value.textValue())));
        }
        value.forEach(this::expressions);
    }

    private static String inside(String expression) {
        return expression.substring(OPEN.length(), expression.length() - CLOSE.length());
    }

    private void tokens(List<Token> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            boolean afterValue = i > 0 && tokens.get(i - 1).endsOperand();
            Token token = tokens.get(i);
            switch (token.kind()) {
                case VARIABLE -> {
                    if (i + 1 < tokens.size() && tokens.get(i + 1).is("(")) {
                        found.add("function $" + token.text());
                    }
                }
                case NAME -> {
                    if (WORDS.contains(token.text())) {
                        found.add("word " + token.text());
                    }
                }
                case LITERAL ->
                    found.add("literal " + LITERALS.getOrDefault(token.text().charAt(0), "number"));
                case SYMBOL -> {
                    // A bracket, a sign or an asterisk means one thing behind a value and another where one begins.
                    if (!NO_OPERATORS.contains(token.text())) {
                        found.add("operator " + token.text() + (afterValue ? " behind a value" : ""));
                    }
                }
            }
        }
    }
}
