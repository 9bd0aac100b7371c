package dev.landfall.heroku;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.landfall.heroku.HerokuStub.Asked;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of Heroku and what is read of its answers, against Heroku's own schema. */
class HerokuSchemaTest {
    private static final HerokuSchema SCHEMA = new HerokuSchema();

    private static final Map<Class<?>, String> ANSWERS = Map.ofEntries(
            Map.entry(Resources.App.class, "/apps/shop"),
            Map.entry(Resources.Formation.class, "/apps/shop/formation"),
            Map.entry(Resources.AddOn.class, "/apps/shop/addons"),
            Map.entry(Resources.Attachment.class, "/apps/shop/addon-attachments"),
            Map.entry(Resources.Plan.class, "/plans/plan"),
            Map.entry(Resources.ConfigVarSettings.class, "/apps/shop/config-vars-settings"),
            Map.entry(Resources.Domain.class, "/apps/shop/domains"),
            Map.entry(Resources.SniEndpoint.class, "/apps/shop/sni-endpoints"),
            Map.entry(Resources.BuildpackInstallation.class, "/apps/shop/buildpack-installations"),
            Map.entry(Resources.Release.class, "/apps/shop/releases"),
            Map.entry(Resources.LogDrain.class, "/apps/shop/log-drains"),
            Map.entry(Resources.TelemetryDrain.class, "/apps/shop/telemetry-drains"),
            Map.entry(Resources.Pipeline.class, "/pipelines/pipeline"),
            Map.entry(Resources.PipelineCoupling.class, "/apps/shop/pipeline-couplings"),
            Map.entry(Resources.Feature.class, "/apps/shop/features"),
            Map.entry(Resources.Space.class, "/spaces/space"),
            Map.entry(Resources.SpaceNat.class, "/spaces/space/nat"),
            Map.entry(Resources.Collaborator.class, "/apps/shop/collaborators"));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void read_app_asksAndIsAnsweredAsTheSchemaSays(boolean fir) {
        HerokuStub.Builder builder =
                HerokuStub.builder().processTypes(3).addOns(5).configVars(20);
        try (HerokuStub stub = (fir ? builder.fir() : builder).build();
                PlatformApi api = stub.client(Patience.USUAL, ReadingListener.NONE)) {
            Fingerprints fingerprints = new Fingerprints("a key for tests only".getBytes(StandardCharsets.UTF_8));
            new PlatformInventory(api, fingerprints, stub.hurry(), ReadingListener.NONE).read("shop");

            assertThat(stub.asked()).hasSizeGreaterThan(20).allSatisfy(HerokuSchemaTest::isAsTheSchemaSays);
        }
    }

    private static void isAsTheSchemaSays(Asked asked) {
        assertThat(asked.method()).isEqualTo("GET");
        assertThat(asked.headers()).containsEntry("Accept", "application/vnd.heroku+json; version=3");
        assertThat(asked.status()).isEqualTo(200);
        assertThat(SCHEMA.problems(asked.path(), asked.answered()))
                .as(asked.path())
                .isEmpty();
    }

    static Stream<Class<?>> answers() {
        return ANSWERS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("answers")
    void resource_fields_areThoseOfTheSchema(Class<?> resource) {
        assertThat(fields(resource, ""))
                .allSatisfy(field -> assertThat(SCHEMA.hasField(String.valueOf(ANSWERS.get(resource)), field))
                        .as(field)
                        .isTrue());
    }

    /** Its cost is read into the same record as an add-on's price, which has more. */
    @Test
    void dynoSize_fields_areThoseOfTheSchema() {
        assertThat(fields(Resources.DynoSize.class, ""))
                .contains("architecture", "cost.cents", "cost.unit")
                .filteredOn(field -> !Set.of("cost.contract", "cost.metered").contains(field))
                .allSatisfy(field -> assertThat(SCHEMA.hasField("/dyno-sizes", field))
                        .as(field)
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "cost.dollars", "architecture.name"})
    void hasField_thatIsNone_isFalse(String field) {
        assertThat(SCHEMA.hasField("/dyno-sizes", field)).isFalse();
    }

    @Test
    void problems_anotherAnswer_areFound() {
        assertThat(SCHEMA.problems("/apps/shop", "{\"name\": 5}")).isNotEmpty();
        assertThat(SCHEMA.problems("/apps/shop/formation", "{}")).isNotEmpty();
        assertThat(SCHEMA.problems("/apps/shop/elsewhere", "{}")).isNotEmpty();
    }

    private static List<String> fields(Class<?> resource, String before) {
        return Arrays.stream(resource.getRecordComponents())
                .flatMap(component -> fields(component, before))
                .toList();
    }

    private static Stream<String> fields(RecordComponent component, String before) {
        String name = before + name(component);
        return component.getType().isRecord()
                ? Stream.concat(Stream.of(name), fields(component.getType(), name + ".").stream())
                        .filter(field -> !isPartOfAReference(component, field))
                : Stream.of(name);
    }

    /** A reference is read for its id or its name; not everything has both. */
    private static boolean isPartOfAReference(RecordComponent component, String field) {
        return component.getType() == Resources.Reference.class && field.endsWith(".name");
    }

    private static String name(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .orElse(component.getName());
    }
}
