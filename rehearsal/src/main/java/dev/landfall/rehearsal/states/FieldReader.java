package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One object of a definition, read field by field. What was never asked for is unknown, and {@link #refuseTheRest()}
 * says so: a field cannot be read and forgotten in a list of the known ones.
 *
 * <p>A problem is noted, not thrown: reading goes on with nothing in the field's place, to find the others too.
 */
final class FieldReader {

    private static final Set<String> JSON_PATH_FIELDS = Set.of(
            "InputPath",
            "OutputPath",
            "ResultPath",
            "Parameters",
            "ResultSelector",
            "Result",
            "ItemsPath",
            "SecondsPath",
            "TimestampPath",
            "TimeoutSecondsPath",
            "HeartbeatSecondsPath",
            "MaxConcurrencyPath",
            "ErrorPath",
            "CausePath",
            "Variable");

    private final String path;
    private final ObjectNode node;
    private final Problems problems;
    private final Set<String> asked = new LinkedHashSet<>();

    FieldReader(String path, ObjectNode node, Problems problems) {
        this.path = path;
        this.node = node;
        this.problems = problems;
    }

    String path() {
        return path;
    }

    String path(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    /** The last part of its place: {@code Choices[0]}. */
    String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    void problem(String what) {
        problems.add(path.isEmpty() ? "definition" : path, what);
    }

    boolean has(String field) {
        asked.add(field);
        return node.has(field);
    }

    Optional<JsonNode> any(String field) {
        asked.add(field);
        return Optional.ofNullable(node.get(field));
    }

    Optional<String> text(String field) {
        return ofType(field, JsonNode::isTextual, "a string").map(JsonNode::textValue);
    }

    Optional<ObjectNode> object(String field) {
        return ofType(field, JsonNode::isObject, "an object").map(ObjectNode.class::cast);
    }

    /** An object with fields of its own. */
    Optional<FieldReader> inner(String field) {
        return object(field).map(object -> new FieldReader(path(field), object, problems));
    }

    Optional<ArrayNode> array(String field) {
        return ofType(field, value -> value.isArray() && !value.isEmpty(), "a non-empty array")
                .map(ArrayNode.class::cast);
    }

    OptionalInt integer(String field, int least, int most) {
        return ofType(
                        field,
                        value -> value.isIntegralNumber()
                                && value.canConvertToInt()
                                && value.intValue() >= least
                                && value.intValue() <= most,
                        "an integer from " + least + " to " + most)
                .map(value -> OptionalInt.of(value.intValue()))
                .orElse(OptionalInt.empty());
    }

    Optional<Double> number(String field, double least) {
        return ofType(field, value -> value.isNumber() && value.doubleValue() >= least, "a number of at least " + least)
                .map(JsonNode::doubleValue);
    }

    /** One of a few texts; the first stands if the field is absent or wrong. */
    String oneOf(String field, String first, String... others) {
        List<String> allowed = new ArrayList<>(List.of(first));
        allowed.addAll(List.of(others));
        return ofType(
                        field,
                        value -> value.isTextual() && allowed.contains(value.textValue()),
                        String.join(" or ", allowed))
                .map(JsonNode::textValue)
                .orElse(first);
    }

    String requiredText(String field) {
        return required(field, text(field)).orElse("");
    }

    /** Says that the field is missing, unless it is there and was refused already. */
    <T> Optional<T> required(String field, Optional<T> value) {
        if (value.isEmpty() && !node.has(field)) {
            problem("field \"" + field + "\" is missing");
        }
        return value;
    }

    /** The elements of an array of objects, each with its place. */
    List<FieldReader> elements(String field) {
        List<FieldReader> elements = new ArrayList<>();
        array(field).ifPresent(array -> {
            for (int index = 0; index < array.size(); index++) {
                String elementPath = path(field) + "[" + index + "]";
                if (array.get(index) instanceof ObjectNode element) {
                    elements.add(new FieldReader(elementPath, element, problems));
                } else {
                    problems.add(elementPath, "must be an object");
                }
            }
        });
        return elements;
    }

    void refuseTheRest() {
        for (String field : node.propertyStream().map(Map.Entry::getKey).toList()) {
            if (!asked.contains(field)) {
                problem(unknown(field));
            }
        }
    }

    private String unknown(String field) {
        return JSON_PATH_FIELDS.contains(field)
                ? "field \"" + field + "\" belongs to JSONPath; only JSONata is interpreted"
                : "unknown field \"" + field + "\"" + Problems.suggestion(field, asked);
    }

    private Optional<JsonNode> ofType(String field, Predicate<JsonNode> accepts, String expected) {
        Optional<JsonNode> value = any(field);
        if (value.isPresent() && !accepts.test(value.get())) {
            problems.add(path(field), "must be " + expected + ", not " + value.get());
            return Optional.empty();
        }
        return value;
    }
}
