package dev.landfall.assess;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.lambda.Json;
import dev.landfall.plan.Echo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a Distributed Map's ResultWriter leaves: a manifest, and files that it names with an array of executions each, in
 * which input and output are JSON in a text.
 * https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
 */
final class FleetResults {
    private static final String NAMELESS = "(an item without app)";

    private final Artifacts artifacts;

    FleetResults(Artifacts artifacts) {
        this.artifacts = artifacts;
    }

    /** @throws PlanException if there is no such manifest, or it is none */
    List<FleetRow> read(String manifest) {
        JsonNode files = json(manifest, artifacts.result(manifest)).path("ResultFiles");
        if (!files.isObject()) {
            throw unusable(manifest);
        }
        return Stream.of("SUCCEEDED", "FAILED", "PENDING")
                .flatMap(status -> files.path(status).valueStream())
                .map(file -> file.path("Key").asText())
                .flatMap(this::rows)
                .toList();
    }

    private Stream<FleetRow> rows(String key) {
        JsonNode executions = json(key, artifacts.result(key));
        if (!executions.isArray()) {
            throw unusable(key);
        }
        return executions.valueStream().map(execution -> row(key, execution));
    }

    private static FleetRow row(String key, JsonNode execution) {
        if (execution.has("Output")) {
            return clean(told(key, execution.get("Output").asText()));
        }
        // The item's own Catch turns an error into an output, so this one ended in a way that nothing catches.
        return clean(FleetRow.failed(
                app(key, execution.path("Input").asText()),
                execution.path("Error").asText(execution.path("Status").asText("unknown")),
                execution.path("Cause").asText("no cause given")));
    }

    private static FleetRow told(String key, String output) {
        try {
            return Json.MAPPER.readValue(output, FleetRow.class);
        } catch (JsonProcessingException e) {
            throw unusable(key);
        }
    }

    private static String app(String key, String input) {
        JsonNode name = json(key, input.getBytes(StandardCharsets.UTF_8)).path("app");
        return name.isTextual() ? name.asText() : NAMELESS;
    }

    /** Names and causes stand in one line each, whatever the list said. */
    private static FleetRow clean(FleetRow row) {
        return new FleetRow(
                Echo.plain(row.app()),
                row.plan(),
                row.page(),
                row.digest(),
                row.blockers(),
                row.warnings(),
                line(row.error()),
                line(row.cause()));
    }

    private static @Nullable String line(@Nullable String text) {
        return text == null ? null : Echo.line(text);
    }

    private static JsonNode json(String key, byte[] content) {
        try {
            return Objects.requireNonNull(Json.MAPPER.readTree(content));
        } catch (IOException e) {
            throw unusable(key);
        }
    }

    private static PlanException unusable(String key) {
        return new PlanException("artifact " + Echo.plain(key) + ": is not what a Distributed Map writes");
    }
}
