package dev.landfall.assess;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.landfall.addons.Stall;
import dev.landfall.inventory.SomeInventory;
import dev.landfall.lambda.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** plan.schema.json is made from the records, so that it cannot say another thing than they do. */
class PlanSchemaTest {
    private static final Path FILE = Path.of("src/main/resources/plan.schema.json");

    /** Writes the file anew: {@code mvnw -pl functions test -Dtest=PlanSchemaTest -Dplan.schema=write}. */
    private static final boolean WRITE = "write".equals(System.getProperty("plan.schema"));

    private static JsonNode generated() {
        var builder = new SchemaGeneratorConfigBuilder(
                        Json.MAPPER, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
                .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES);
        builder.forFields()
                .withRequiredCheck(field -> field.getAnnotation(Nullable.class) == null
                        && !field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class));
        builder.forTypesInGeneral().withCustomDefinitionProvider((type, context) -> special(type.getErasedType()));
        ObjectNode schema = new SchemaGenerator(builder.build()).generateSchema(MigrationPlan.class);
        schema.put("title", "Landfall plan, version " + MigrationPlan.VERSION);
        ((ObjectNode) schema.get("properties"))
                .putObject(Digest.FIELD)
                .put("type", "string")
                .put("pattern", "^sha256:[0-9a-f]{64}$");
        schema.withArray("required").add(Digest.FIELD);
        return schema;
    }

    private static @Nullable CustomDefinition special(Class<?> type) {
        if (type == Stall.class) {
            return definition("string", "none, unknown, or two ISO-8601 durations with a slash between");
        }
        return type == JsonNode.class ? definition("object", "a spec as the shift machine takes it") : null;
    }

    private static CustomDefinition definition(String type, String description) {
        return new CustomDefinition(
                Json.MAPPER.createObjectNode().put("type", type).put("description", description),
                // Its fields are another document's, and would be forbidden as additional ones.
                DefinitionType.INLINE,
                AttributeInclusion.NO);
    }

    @Test
    void schema_inTheJar_isThatOfTheRecords() throws IOException {
        String wanted = generated().toPrettyString() + "\n";
        if (WRITE) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, wanted);
        }

        assertThat(Files.readString(FILE)).isEqualTo(wanted);
    }

    @Test
    void plan_asItIsWritten_isValid() throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(FILE), InputFormat.JSON);
        SomeInventory app = SomeInventory.withWeb()
                .addOn("heroku-postgresql", "standard-0", "DATABASE")
                .addOn("no-such-service", "x", "X")
                .configVar("RACK_ENV")
                .domain("shop.example.com", "cert issued", "2027-06-01T00:00:00Z");
        var options = new AssessmentOptions(
                "eu-west-1", "/up", null, null, null, null, Instant.parse("2026-11-21T10:00:00Z"));
        String plan = Assessor.listed().assess(app.build(), null, options).json();

        assertThat(schema.validate(plan, InputFormat.JSON)).isEmpty();
        assertThat(schema.validate(plan.replaceFirst("\"region\"", "\"rgion\""), InputFormat.JSON))
                .isNotEmpty();
    }
}
