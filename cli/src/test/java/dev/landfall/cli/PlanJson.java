package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.landfall.assess.MigrationPlan;
import dev.landfall.lambda.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** plan.json as a program of somebody else's sees it. */
final class PlanJson {
    private static final Schema SCHEMA = schema();

    private PlanJson() {}

    static JsonNode valid(String text) throws IOException {
        assertThat(SCHEMA.validate(text, InputFormat.JSON)).isEmpty();
        return Json.MAPPER.readTree(text);
    }

    private static Schema schema() {
        try (InputStream file = Objects.requireNonNull(MigrationPlan.class.getResourceAsStream("/plan.schema.json"))) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(new String(file.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
