package dev.landfall.heroku;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Heroku's own description of its API: what may be asked, what is answered, and an example of each thing. */
final class HerokuSchema {
    private static final String FILE = "/contracts/heroku-platform-3.sdk.schema.json";
    private static final Pattern VARIABLE = Pattern.compile("\\{\\([^)]*\\)\\}");
    private static final String TIME = "2026-11-01T12:00:00Z";
    private static final int DEEPEST = 6;

    private final JsonNode root = read();
    private final List<Link> links = links();
    private final Map<Link, Schema> schemas = new ConcurrentHashMap<>();

    /** @param answer the schema of what is answered */
    record Link(Pattern path, JsonNode answer) {}

    private static JsonNode read() {
        try (InputStream file = Objects.requireNonNull(HerokuSchema.class.getResourceAsStream(FILE))) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Link> links() {
        return root.path("definitions")
                .valueStream()
                .flatMap(definition -> definition.path("links").valueStream())
                .filter(link -> link.path("method").asText().equals("GET") && link.has("targetSchema"))
                .map(link -> new Link(path(link.path("href").asText()), link.path("targetSchema")))
                .toList();
    }

    /** An href is a path with {@code {(%23%2Fdefinitions%2F…)}} where a name stands. */
    private static Pattern path(String href) {
        return Pattern.compile(VARIABLE.matcher(href).replaceAll("[^/]+"));
    }

    /** Those that describe what is answered to GET here; empty if it may not be asked. Some paths have two. */
    List<Link> links(String path) {
        return links.stream()
                .filter(link -> link.path().matcher(path).matches())
                .toList();
    }

    /** What is wrong with an answer; empty if nothing is. */
    List<String> problems(String path, String body) {
        List<Link> possible = links(path);
        if (possible.isEmpty()) {
            return List.of("GET " + path + " is not in the schema");
        }
        return possible.stream()
                .map(link -> problems(link, body))
                .filter(List::isEmpty)
                .findFirst()
                .orElseGet(() -> problems(possible.getFirst(), body));
    }

    private List<String> problems(Link link, String body) {
        return schemas.computeIfAbsent(link, this::schema).validate(body, InputFormat.JSON).stream()
                .map(problem -> problem.getInstanceLocation() + ": " + problem.getMessage())
                .toList();
    }

    /** The hyper-schema's own dialect is draft 4 with words that do not validate. */
    private Schema schema(Link link) {
        ObjectNode schema = link.answer().deepCopy();
        schema.set("definitions", root.path("definitions").deepCopy());
        makeStandard(schema);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                .getSchema(schema.toString(), InputFormat.JSON);
    }

    /** Without its dialect, and without a slip: it calls host names URIs, its own examples among them. */
    private static void makeStandard(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("$schema");
            if (object.path("format").asText().equals("uri")) {
                object.remove("format");
            }
        }
        node.forEach(HerokuSchema::makeStandard);
    }

    /**
     * Whether the answer at this path has such a field, however deep: {@code addon.app.name}. A dyno size's cost has
     * definitions and forgets to call them its properties.
     */
    boolean hasField(String path, String field) {
        return links(path).stream().anyMatch(link -> has(item(resolve(link.answer())), field.split("\\.")));
    }

    private JsonNode item(JsonNode schema) {
        return schema.has("items") ? resolve(schema.path("items")) : schema;
    }

    private boolean has(JsonNode schema, String... fields) {
        JsonNode at = schema;
        for (String field : fields) {
            JsonNode next =
                    at.path(at.has("properties") ? "properties" : "definitions").path(field);
            at = item(resolve(next));
            if (next.isMissingNode()) {
                return false;
            }
        }
        return true;
    }

    /** One with all its fields, as the schema gives an example of each. */
    ObjectNode example(String definition) {
        return (ObjectNode) example(root.path("definitions").path(definition), 0);
    }

    private JsonNode example(JsonNode unresolved, int depth) {
        JsonNode schema = resolve(unresolved);
        if (depth > DEEPEST) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (schema.has("properties") && !isList(schema)) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            schema.path("properties")
                    .propertyStream()
                    .forEach(property -> object.set(property.getKey(), example(property.getValue(), depth + 1)));
            return object;
        }
        return Optional.ofNullable(schema.get("example"))
                .filter(example -> isList(schema) == example.isArray())
                .orElseGet(() -> ofType(schema, depth));
    }

    private JsonNode ofType(JsonNode schema, int depth) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (schema.path("type").path(0).asText()) {
            case "boolean" -> make.booleanNode(false);
            case "integer", "number" -> make.numberNode(0);
            case "array" -> {
                JsonNode items = schema.path("items");
                yield items.isMissingNode()
                        ? make.arrayNode()
                        : make.arrayNode().add(example(items, depth + 1));
            }
            case "object" -> make.objectNode();
            case "null" -> make.nullNode();
            default -> make.textNode(text(schema));
        };
    }

    private static String text(JsonNode schema) {
        if (schema.has("enum")) {
            return schema.path("enum").path(0).asText();
        }
        return schema.path("format").asText().equals("date-time") ? TIME : "example";
    }

    private static boolean isList(JsonNode schema) {
        return schema.path("type").path(0).asText().equals("array");
    }

    private JsonNode resolve(JsonNode schema) {
        JsonNode at = schema;
        while (at.has("$ref")) {
            at = root.at(at.path("$ref").asText().substring(1));
        }
        return at.has("anyOf") && !at.has("properties")
                ? resolve(at.path("anyOf").path(0))
                : at;
    }
}
