package dev.landfall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A YAML file as people read it: aliases spelled out, and of CloudFormation's short functions only the argument. */
record Template(JsonNode root) {

    static Template read(Path file) {
        Node document = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text(file)));
        return new Template(json(document));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode properties(String resource) {
        return root.get("Resources").get(resource).get("Properties");
    }

    Map<String, JsonNode> ofType(String type) {
        return root.get("Resources").properties().stream()
                .filter(resource -> resource.getValue().get("Type").asText().equals(type))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static JsonNode json(Node node) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        return switch (node) {
            case MappingNode mapping -> {
                ObjectNode object = factory.objectNode();
                for (NodeTuple pair : mapping.getValue()) {
                    object.set(((ScalarNode) pair.getKeyNode()).getValue(), json(pair.getValueNode()));
                }
                yield object;
            }
            case SequenceNode sequence -> {
                ArrayNode array = factory.arrayNode();
                sequence.getValue().forEach(item -> array.add(json(item)));
                yield array;
            }
            case ScalarNode scalar
            when scalar.getTag().equals(Tag.INT) -> factory.numberNode(Integer.parseInt(scalar.getValue()));
            case ScalarNode scalar
            when scalar.getTag().equals(Tag.FLOAT) -> factory.numberNode(Double.parseDouble(scalar.getValue()));
            case ScalarNode scalar
            when scalar.getTag().equals(Tag.BOOL) -> factory.booleanNode(Boolean.parseBoolean(scalar.getValue()));
            case ScalarNode scalar -> factory.textNode(scalar.getValue());
            default -> throw new IllegalArgumentException("a YAML node of kind " + node.getNodeId());
        };
    }
}
