package dev.landfall.rehearsal.states;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No machine uses what no vector has tried on both engines. */
class FeaturesTest {

    @ParameterizedTest
    @ValueSource(strings = {"shift", "rollback", "assess", "fleet"})
    void machine_everyFeatureOfIt_isInAVector(String machine) throws IOException {
        Set<String> untried = new TreeSet<>(Features.of(definition(machine)));

        untried.removeAll(tried());

        assertThat(untried).isEmpty();
    }

    private static JsonNode definition(String machine) throws IOException {
        try (InputStream file = FeaturesTest.class.getResourceAsStream("/statemachine/" + machine + ".asl.yaml")) {
            return new YAMLMapper().readTree(file);
        }
    }

    private static Set<String> tried() {
        return Vector.all()
                .map(Map.Entry::getValue)
                .flatMap(Collection::stream)
                .filter(vector -> vector.refused() == null)
                .flatMap(FeaturesTest::machines)
                .flatMap(machine -> Features.of(machine).stream())
                .collect(Collectors.toSet());
    }

    private static Stream<JsonNode> machines(Vector vector) {
        return Stream.concat(
                Stream.of(Vector.inJsonata(vector.definition())),
                Objects.requireNonNullElse(vector.machines(), Map.<String, JsonNode>of()).values().stream());
    }
}
