package dev.landfall.rehearsal.states;

import com.dashjoin.jsonata.Jsonata;
import com.dashjoin.jsonata.Utils;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON trees to the plain objects that the JSONata library computes with, and back.
 *
 * <p>Two things must not be lost on the way. JSON's null and JSONata's undefined are different, and the library has a
 * marker for the one and Java's null for the other. And JSONata has one kind of number: 10.0 is 10, and is written so.
 */
final class JsonataValues {

    private JsonataValues() {}

    static Object toJsonata(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL, MISSING -> Jsonata.NULL_VALUE;
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> whole(node.numberValue());
            case OBJECT -> toMap(node);
            case ARRAY -> toList(node);
            case STRING, BINARY, POJO -> node.asText();
        };
    }

    /** @throws IllegalArgumentException if the value is a function, or anything else that JSON lacks */
    static JsonNode fromJsonata(Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value) {
            case String text -> nodes.textNode(text);
            case Boolean flag -> nodes.booleanNode(flag);
            case Number number -> fromNumber(whole(number));
            case Map<?, ?> map -> fromMap(map);
            case List<?> list -> fromList(list);
            case Object other when other == Jsonata.NULL_VALUE -> nodes.nullNode();
            default -> throw new IllegalArgumentException("a function is no JSON value");
        };
    }

    private static Number whole(Number number) {
        if (number instanceof Integer) {
            return number;
        }
        Number converted = Utils.convertNumber(number);
        if (converted == null) {
            throw new IllegalArgumentException(number + " is no JSON value");
        }
        return converted;
    }

    private static Map<String, Object> toMap(JsonNode node) {
        Map<String, Object> map = new LinkedHashMap<>();
        node.properties().forEach(field -> map.put(field.getKey(), toJsonata(field.getValue())));
        return map;
    }

    private static List<Object> toList(JsonNode node) {
        List<Object> list = new ArrayList<>(node.size());
        node.forEach(item -> list.add(toJsonata(item)));
        return list;
    }

    private static JsonNode fromNumber(Number number) {
        return switch (number) {
            case Integer small -> JsonNodeFactory.instance.numberNode(small);
            case Long large -> JsonNodeFactory.instance.numberNode(large);
            default -> JsonNodeFactory.instance.numberNode(number.doubleValue());
        };
    }

    private static ObjectNode fromMap(Map<?, ?> map) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        map.forEach((key, value) -> object.set(String.valueOf(key), fromElement(value)));
        return object;
    }

    private static ArrayNode fromList(List<?> list) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(list.size());
        list.forEach(item -> array.add(fromElement(item)));
        return array;
    }

    /** Inside an array or an object nothing is undefined: the library leaves Java's null for a JSON null there. */
    private static JsonNode fromElement(@Nullable Object value) {
        return value == null ? JsonNodeFactory.instance.nullNode() : fromJsonata(value);
    }
}
