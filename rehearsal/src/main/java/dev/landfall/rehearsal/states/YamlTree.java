package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
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
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;

/**
 * A definition's text as a JSON tree, with its substitutions made.
 *
 * <p>Read by the YAML library itself, which finds keys that stand twice and tells an alias from a text.
 */
final class YamlTree {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9_.]+)}");
    private static final int LARGEST_DEFINITION = 1024 * 1024;

    private final Map<String, String> substitutions;
    private final TreeSet<String> missing = new TreeSet<>();
    private final TreeSet<String> unused;

    private YamlTree(Map<String, String> substitutions) {
        this.substitutions = substitutions;
        this.unused = new TreeSet<>(substitutions.keySet());
    }

    /** @throws DefinitionRefused if it is no YAML, no mapping, too large, or does not fit its substitutions */
    static ObjectNode read(String text, Map<String, String> substitutions) {
        YamlTree reader = new YamlTree(substitutions);
        JsonNode tree = reader.node(load(text));
        reader.checkSubstitutions();
        if (!(tree instanceof ObjectNode machine)) {
            throw new DefinitionRefused(List.of("definition: must be an object with StartAt and States"));
        }
        if (Json.size(machine) > LARGEST_DEFINITION) {
            throw new DefinitionRefused(List.of("definition: larger than 1 MiB"));
        }
        return machine;
    }

    /** One that nothing uses is a reference that was renamed on one side only, or wiring left behind. */
    private void checkSubstitutions() {
        List<String> problems = new ArrayList<>();
        missing.forEach(name -> problems.add("definition: no substitution for ${" + name + "}"));
        unused.forEach(name -> problems.add("definition: nothing uses the substitution " + name));
        if (!problems.isEmpty()) {
            throw new DefinitionRefused(problems);
        }
    }

    private static @Nullable Object load(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            refuseAliases(text);
            return new Yaml(new SafeConstructor(options)).load(text);
        } catch (YAMLException e) {
            throw new DefinitionRefused(List.of("definition: " + oneLine(String.valueOf(e.getMessage()))));
        }
    }

    /** CloudFormation's reader, through which a definition goes, takes an alias for a string. */
    private static void refuseAliases(String text) {
        List<String> aliases = new ArrayList<>();
        for (Event event : new Yaml().parse(new StringReader(text))) {
            if (event instanceof AliasEvent alias) {
                int line = alias.getStartMark().getLine() + 1;
                aliases.add("definition: line " + line + ": YAML alias *" + alias.getAnchor()
                        + ", which CloudFormation does not follow");
            }
        }
        if (!aliases.isEmpty()) {
            throw new DefinitionRefused(aliases);
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
            unused.remove(found.group(1));
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
