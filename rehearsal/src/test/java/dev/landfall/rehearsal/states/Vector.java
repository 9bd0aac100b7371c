package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A machine, what its tasks do, and what must come of it. vectors/README.md describes the files, which say nothing of
 * this interpreter: another engine can be held to them.
 *
 * @param stop stops the execution from outside
 * @param refused what the definition is refused for; then nothing else is expected
 */
record Vector(
        String name,
        @Nullable Map<String, String> substitutions,
        JsonNode definition,
        @Nullable JsonNode input,
        @Nullable Map<String, List<Behaviour>> tasks,
        @Nullable Map<String, JsonNode> machines,
        @Nullable Stop stop,
        @Nullable List<String> refused,
        @Nullable Expectation expect) {

    /**
     * What a task does when it is called; the last behaviour of a list stays for all further calls.
     *
     * @param times how many calls do so; 1 if absent
     * @param takes seconds from the call to its return
     * @param succeed the result; echo returns the payload
     * @param answers what becomes of the task token
     */
    record Behaviour(
            int times,
            double takes,
            boolean hang,
            boolean echo,
            @Nullable JsonNode succeed,
            @Nullable Failure fail,
            @Nullable List<Answer> answers) {}

    /**
     * A failure of a task, or the answer to a token.
     *
     * @param message of a function's exception
     * @param cause of any other failure
     */
    record Failure(
            String error,
            @Nullable String message,
            @Nullable String cause) {

        String causeText() {
            return message == null
                    ? Objects.requireNonNullElse(cause, "")
                    : Json.write(Json.object().put("errorMessage", message).put("errorType", error));
        }
    }

    /**
     * A call with the token that the task was given.
     *
     * @param after seconds from the task's call
     * @param refused the API's error code, if the call must be refused
     */
    record Answer(
            double after,
            @Nullable JsonNode success,
            @Nullable Failure failure,
            boolean heartbeat,
            @Nullable String token,
            @Nullable String refused) {}

    /** @param after seconds from the start */
    record Stop(double after, String error, String cause) {}

    /**
     * What must come of it; what is absent is not looked at.
     *
     * @param causeContains a part of the cause
     * @param states their names, in the order in which they were entered
     * @param calls for each task, seconds from the start to each call
     * @param seconds from the start to the end
     */
    record Expectation(
            String status,
            @Nullable JsonNode output,
            @Nullable String error,
            @Nullable String cause,
            @Nullable String causeContains,
            @Nullable List<String> events,
            @Nullable List<String> states,
            @Nullable Map<String, List<Double>> calls,
            @Nullable Map<String, List<JsonNode>> arguments,
            @Nullable Double seconds,
            @Nullable Integer transitions) {}

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** All vectors of all files, by file. */
    static Stream<Map.Entry<String, List<Vector>>> all() {
        try (Stream<Path> files = Files.list(Path.of(
                Objects.requireNonNull(Vector.class.getResource("/vectors")).toURI()))) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(file -> Map.entry(String.valueOf(file.getFileName()), read(file)))
                    .toList()
                    .stream();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Vector> read(Path file) {
        try (MappingIterator<Vector> vectors = YAML.readerFor(Vector.class).readValues(file.toFile())) {
            return vectors.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    StateMachineDefinition parse() {
        return StateMachineDefinition.parse(
                definition.isTextual()
                        ? definition.textValue()
                        : inJsonata(definition).toString(),
                Objects.requireNonNullElse(substitutions, Map.of()));
    }

    /** The language need not be repeated in each vector. */
    static JsonNode inJsonata(JsonNode definition) {
        return definition instanceof ObjectNode object && !object.has("QueryLanguage")
                ? object.deepCopy().put("QueryLanguage", "JSONata")
                : definition;
    }

    JsonNode inputOrEmpty() {
        return Optional.ofNullable(input).orElseGet(Json::object);
    }

    static JsonNode orNull(@Nullable JsonNode node) {
        return node == null ? NullNode.instance : node;
    }
}
