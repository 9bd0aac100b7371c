package dev.landfall.rehearsal.states;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.landfall.rehearsal.world.Deployment;
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

    private static final Deployment DEPLOYMENT = Deployment.fromClassPath();

    @ParameterizedTest
    @ValueSource(strings = {Deployment.SHIFT, Deployment.ROLLBACK})
    void machine_everyFeatureOfIt_isInAVector(String file) throws JsonProcessingException {
        Set<String> untried = new TreeSet<>(Features.of(new YAMLMapper().readTree(DEPLOYMENT.text(file))));

        untried.removeAll(tried());

        assertThat(untried).isEmpty();
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
