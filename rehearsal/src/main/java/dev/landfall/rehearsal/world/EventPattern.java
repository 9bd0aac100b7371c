package dev.landfall.rehearsal.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An EventBridge event pattern: every field that it names must be in the event with one of its values. Knows plain
 * values, {@code prefix}, {@code exists} and {@code anything-but}, and refuses every other filter by its name.
 */
final class EventPattern {

    /** One alternative for a field's value. */
    private interface Filter {
        boolean passes(JsonNode value);
    }

    private record Field(List<String> path, List<Filter> alternatives) {
        boolean matches(JsonNode event) {
            JsonNode value = event;
            for (String step : path) {
                value = value.path(step);
            }
            return value.isArray() ? anyOf(value) : passes(value);
        }

        /** A list in an event matches by any of its items. */
        private boolean anyOf(JsonNode values) {
            for (JsonNode value : values) {
                if (passes(value)) {
                    return true;
                }
            }
            return false;
        }

        private boolean passes(JsonNode value) {
            return alternatives.stream().anyMatch(filter -> filter.passes(value));
        }
    }

    private final List<Field> fields = new ArrayList<>();
    private final String where;

    private EventPattern(String where) {
        this.where = where;
    }

    /**
     * @param where the rule that it belongs to, for refusals
     * @throws TemplateRefused if it is no pattern, or has a filter that is not known
     */
    static EventPattern parse(String where, JsonNode pattern) {
        EventPattern parsed = new EventPattern(where);
        parsed.read(List.of(), pattern);
        return parsed;
    }

    boolean matches(JsonNode event) {
        return fields.stream().allMatch(field -> field.matches(event));
    }

    private void read(List<String> path, JsonNode pattern) {
        if (pattern.isObject() && !pattern.isEmpty()) {
            for (Map.Entry<String, JsonNode> field : pattern.properties()) {
                read(path, field.getKey(), field.getValue());
            }
        } else if (pattern.isArray() && !pattern.isEmpty() && !path.isEmpty()) {
            List<Filter> alternatives = new ArrayList<>();
            pattern.forEach(alternative -> alternatives.add(filter(path, alternative)));
            fields.add(new Field(path, alternatives));
        } else {
            throw refused(path, "must be a list of values, or fields that have one");
        }
    }

    private void read(List<String> path, String name, JsonNode pattern) {
        if (name.startsWith("$")) {
            throw refused(path, name + " is not known to the rehearsal");
        }
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        read(List.copyOf(longer), pattern);
    }

    private Filter filter(List<String> path, JsonNode alternative) {
        if (alternative.isValueNode()) {
            return alternative::equals;
        }
        Map.Entry<String, JsonNode> only = alternative.isObject() && alternative.size() == 1
                ? alternative.properties().iterator().next()
                : Map.entry(alternative.toString(), alternative);
        return filter(path, only.getKey(), only.getValue());
    }

    private Filter filter(List<String> path, String name, JsonNode argument) {
        return switch (name) {
            case "prefix" -> {
                String prefix = requireText(path, name, argument);
                yield value -> value.isTextual() && value.asText().startsWith(prefix);
            }
            case "exists" -> {
                boolean wanted = requireFlag(path, name, argument);
                yield value -> value.isMissingNode() != wanted;
            }
            case "anything-but" -> {
                List<JsonNode> others = requireValues(path, name, argument);
                yield value -> !value.isMissingNode() && !others.contains(value);
            }
            default -> throw refused(path, "the filter " + name + " is not known to the rehearsal");
        };
    }

    private String requireText(List<String> path, String name, JsonNode argument) {
        if (!argument.isTextual()) {
            throw refused(path, name + " must have a text");
        }
        return argument.asText();
    }

    private boolean requireFlag(List<String> path, String name, JsonNode argument) {
        if (!argument.isBoolean()) {
            throw refused(path, name + " must be true or false");
        }
        return argument.asBoolean();
    }

    private List<JsonNode> requireValues(List<String> path, String name, JsonNode argument) {
        List<JsonNode> values = new ArrayList<>();
        (argument.isArray() ? argument : List.of(argument)).forEach(values::add);
        if (values.isEmpty() || !values.stream().allMatch(JsonNode::isValueNode)) {
            throw refused(path, name + " must have plain values");
        }
        return values;
    }

    private TemplateRefused refused(List<String> path, String why) {
        return new TemplateRefused(
                where, "Pattern" + (path.isEmpty() ? "" : "." + String.join(".", path)) + ": " + why);
    }
}
