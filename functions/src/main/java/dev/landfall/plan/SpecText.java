package dev.landfall.plan;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * One YAML or JSON document as a tree, without what makes YAML surprising or expensive: no anchors, aliases, tags,
 * duplicate fields or further documents. Everything is refused before it is expanded.
 */
final class SpecText {
    /** Step Functions takes no larger input, so a larger file could never be started. */
    private static final int MOST_BYTES = 256 * 1024;
    /** A spec needs five levels. */
    private static final int DEEPEST = 12;

    private static final JsonFactory JSON = new JsonFactory();
    private static final JsonFactory YAML = YAMLFactory.builder()
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SpecText() {}

    static JsonNode parse(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            throw new InvalidSpecException("spec: " + bytes.length + " bytes must be at most " + MOST_BYTES
                    + ", the largest input of Step Functions");
        }
        String text = decode(bytes);
        if (text.isBlank()) {
            throw new InvalidSpecException("spec: an empty file must be a YAML or JSON mapping with hostname,"
                    + " hostedZoneId, heroku, aws and alarms");
        }
        JsonNode json = text.stripLeading().startsWith("{") ? parseAsJson(text) : null;
        return json != null ? json : parseAsYaml(text);
    }

    private static String decode(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new InvalidSpecException("spec: the file must be UTF-8 text");
        }
    }

    /** Null if it is none: YAML in its flow style starts with a brace too. */
    private static @Nullable JsonNode parseAsJson(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            return document(parser);
        } catch (JacksonException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parseAsYaml(String text) {
        try (JsonParser parser = YAML.createParser(text)) {
            return document(parser);
        } catch (JacksonException e) {
            throw new InvalidSpecException("spec: " + place(e) + " must be YAML or JSON" + problem(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode document(JsonParser parser) throws IOException {
        if (parser.nextToken() == null) {
            throw new InvalidSpecException("spec: an empty document must be a mapping");
        }
        JsonNode root = value(parser, "", 0);
        if (parser.nextToken() != null) {
            throw new InvalidSpecException("spec: a second document must be left out; a file holds one spec");
        }
        return root;
    }

    private static JsonNode value(JsonParser parser, String path, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new InvalidSpecException(path + ": must not be nested deeper than " + DEEPEST + " levels");
        }
        refuseReferences(parser, path);
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(parser, path, depth);
            case START_ARRAY -> list(parser, path, depth);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> NODES.numberNode(parser.getBigIntegerValue());
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE, FIELD_NAME, END_OBJECT, END_ARRAY ->
                NODES.nullNode();
        };
    }

    private static ObjectNode mapping(JsonParser parser, String path, int depth) throws IOException {
        ObjectNode mapping = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String inner = Field.child(path, name);
            refuseReferences(parser, inner);
            if (mapping.has(name)) {
                throw new InvalidSpecException(inner + ": a field must be given only once");
            }
            parser.nextToken();
            mapping.set(name, value(parser, inner, depth + 1));
        }
        return mapping;
    }

    private static ArrayNode list(JsonParser parser, String path, int depth) throws IOException {
        ArrayNode list = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser, Field.item(path, list.size()), depth + 1));
        }
        return list;
    }

    private static void refuseReferences(JsonParser parser, String path) throws IOException {
        boolean alias = parser instanceof YAMLParser yaml && yaml.isCurrentAlias();
        if (alias || parser.getObjectId() != null) {
            throw new InvalidSpecException(
                    Field.orSpec(path) + ": a YAML anchor or alias must be replaced by the value itself");
        }
        if (parser.getTypeId() != null) {
            throw new InvalidSpecException(Field.orSpec(path) + ": a YAML tag must be left out");
        }
    }

    @SuppressWarnings("NullAway") // Jackson has no nullness annotations; a location may be absent
    private static String place(JacksonException e) {
        JsonLocation location = e.getLocation();
        return location == null
                ? "the file"
                : "line " + location.getLineNr() + ", column " + location.getColumnNr() + ",";
    }

    /** Only the parser's own words, which quote at most one character of the file. */
    private static String problem(JacksonException e) {
        return e.getCause() instanceof MarkedYAMLException marked && marked.getProblem() != null
                ? ": " + Echo.plain(marked.getProblem())
                : "";
    }
}
