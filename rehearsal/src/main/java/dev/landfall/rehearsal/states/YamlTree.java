package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A definition's text as a JSON tree, with its substitutions made.
 *
 * <p>Read by the YAML library itself: Jackson's tree of a YAML document does not follow aliases.
 */
final class YamlTree {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_.]+)}");
    private static final int LARGEST_DEFINITION = 1024 * 1024;

    private final Map<String, String> substitutions;
    private final TreeSet<String> missing = new TreeSet<>();

    private YamlTree(Map<String, String> substitutions) {
        this.substitutions = substitutions;
    }

    /** @throws DefinitionRefused if it is no YAML, no mapping, too large, or a substitution is missing */
    static ObjectNode read(String text, Map<String, String> substitutions) {
        YamlTree reader = new YamlTree(substitutions);
        JsonNode tree = reader.node(load(text));
        if (!reader.missing.isEmpty()) {
            throw new DefinitionRefused(reader.missing.stream()
                    .map(name -> "definition: no substitution for ${" + name + "}")
                    .toList());
        }
        if (!(tree instanceof ObjectNode machine)) {
            throw new DefinitionRefused(List.of("definition: must be an object with StartAt and States"));
        }
        if (Json.size(machine) > LARGEST_DEFINITION) {
            throw new DefinitionRefused(List.of("definition: larger than 1 MiB"));
        }
        return machine;
    }

    private static @Nullable Object load(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            return new Yaml(new SafeConstructor(options)).load(text);
        } catch (YAMLException e) {
            throw new DefinitionRefused(List.of("definition: " + oneLine(String.valueOf(e.getMessage()))));
        }
    }

    private JsonNode node(@Nullable Object value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (value) {
            case null -> nodes.nullNode();
            case Map<?, ?> map -> object(map);
            case List<?> list -> array(list);
            case String text -> nodes.textNode(substitute(text));
            case Boolean flag -> nodes.booleanNode(flag);
            case Integer number -> nodes.numberNode(number);
            case Long number -> nodes.numberNode(number);
            case BigInteger number -> nodes.numberNode(number);
            case Double number -> nodes.numberNode(number);
            default ->
                throw new DefinitionRefused(List.of("definition: YAML reads an unquoted value as a "
                        + value.getClass().getSimpleName() + ", which JSON lacks: " + value));
        };
    }

    private ObjectNode object(Map<?, ?> map) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        map.forEach((key, value) -> object.set(substitute(String.valueOf(key)), node(value)));
        return object;
    }

    private ArrayNode array(List<?> list) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(list.size());
        list.forEach(item -> array.add(node(item)));
        return array;
    }

    private String substitute(String text) {
        Matcher placeholder = PLACEHOLDER.matcher(text);
        return placeholder.replaceAll(found -> {
            String value = substitutions.get(found.group(1));
            if (value == null) {
                missing.add(found.group(1));
                return Matcher.quoteReplacement(found.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static String oneLine(String message) {
        List<String> lines = new ArrayList<>(message.lines().map(String::strip).toList());
        lines.removeIf(String::isEmpty);
        return String.join("; ", lines);
    }
}
