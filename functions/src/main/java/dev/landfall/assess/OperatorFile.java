package dev.landfall.assess;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.landfall.lambda.Json;
import dev.landfall.plan.InvalidSpecException;
import dev.landfall.plan.SpecReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What an operator wrote by hand for an assessment, YAML or JSON. A mistake is told with its field and without its text. */
final class OperatorFile {
    private static final ObjectReader STRICT =
            Json.MAPPER.reader().with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private OperatorFile() {}

    /** @param name as the operator knows the file */
    static <T> T read(String name, byte[] file, Class<T> type) {
        return read(name, tree(name, file), type);
    }

    static <T> List<T> readList(String name, byte[] file, Class<T> type) {
        JsonNode tree = tree(name, file);
        if (!tree.isArray()) {
            throw new PlanException(name + ": the document must be a list; see docs/assess.md");
        }
        List<T> items = new ArrayList<>();
        tree.forEach(item -> items.add(read(name + "[" + items.size() + "]", item, type)));
        return items;
    }

    private static JsonNode tree(String name, byte[] file) {
        if (new String(file, StandardCharsets.UTF_8).isBlank()) {
            throw empty(name);
        }
        try {
            return SpecReader.tree(file);
        } catch (InvalidSpecException e) {
            // It takes the document for a spec.
            throw new PlanException(name + ": " + String.valueOf(e.getMessage()).replaceFirst("^spec: ", ""));
        }
    }

    private static <T> T read(String name, JsonNode tree, Class<T> type) {
        requireItems(name, tree);
        try {
            return STRICT.readValue(tree, type);
        } catch (JsonMappingException e) {
            throw new PlanException(name + ": " + place(e) + ": " + what(e) + "; see docs/assess.md");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Jackson asks for fields, and takes an item that is null, as a dash with nothing after it is. */
    private static void requireItems(String name, JsonNode tree) {
        if (tree.isNull()) {
            throw empty(name);
        }
        tree.properties().stream()
                .filter(field -> !field.getValue().isNull())
                .forEach(field -> requireItems(name + ": " + field.getKey(), field.getValue()));
        for (int i = 0; tree.isArray() && i < tree.size(); i++) {
            requireItems(name + "[" + i + "]", tree.get(i));
        }
    }

    private static PlanException empty(String name) {
        return new PlanException(name + ": is empty; see docs/assess.md");
    }

    private static String place(JsonMappingException e) {
        String path = e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return path.isEmpty() ? "the document" : path.startsWith(".") ? path.substring(1) : path;
    }

    /** Jackson's own message quotes the input. */
    private static String what(JsonMappingException e) {
        return e instanceof UnrecognizedPropertyException ? "an unknown field" : "missing, or of another kind";
    }
}
