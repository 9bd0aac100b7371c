package dev.landfall.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.health.ProbeNames;
import dev.landfall.health.Samples;
import dev.landfall.lambda.Json;
import dev.landfall.lambda.StandardOut;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.lambda.powertools.metrics.MetricsFactory;

class EmfProbeRecorderTest {

    private static List<JsonNode> recorded(boolean succeeded) {
        return recorded(recorder -> recorder.record("one", Samples.Side.AWS, succeeded, 123));
    }

    private static List<JsonNode> recorded(Consumer<ProbeRecorder> call) {
        ProbeRecorder recorder = new EmfProbeRecorder(MetricsFactory.getMetricsInstance(), new ProbeNames("landfall"));
        return StandardOut.during(() -> call.accept(recorder))
                .lines()
                .map(EmfProbeRecorderTest::json)
                .toList();
    }

    private static JsonNode json(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    @Test
    void record_success_isOneAvailableAndItsLatency() {
        assertThat(recorded(true))
                .hasSize(2)
                .anySatisfy(
                        line -> assertThat(line.path("Available").asDouble()).isEqualTo(1))
                .anySatisfy(line -> assertThat(line.path("Latency").asDouble()).isEqualTo(123));
    }

    @Test
    void record_failure_isZeroAvailable() {
        assertThat(recorded(false))
                .anySatisfy(
                        line -> assertThat(line.path("Available").asDouble(-1)).isZero());
    }

    @Test
    void weight_ofTheRecords_isOnePercentageOfTheMigration() {
        assertThat(recorded(recorder -> recorder.weight("one", 25)))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.path("AwsWeight").asDouble()).isEqualTo(25);
                    assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions").toString())
                            .isEqualTo("[[\"Stack\",\"Migration\"]]");
                });
    }

    /** An alarm finds a metric only by exactly its dimensions. */
    @Test
    void record_dimensions_areStackMigrationAndSideAlone() {
        assertThat(recorded(true)).allSatisfy(line -> {
            JsonNode metrics = line.at("/_aws/CloudWatchMetrics/0");
            assertThat(metrics.path("Namespace").asText()).isEqualTo("Landfall/Probe");
            assertThat(metrics.path("Dimensions").toString()).isEqualTo("[[\"Stack\",\"Migration\",\"Side\"]]");
            assertThat(line.path("Stack").asText()).isEqualTo("landfall");
            assertThat(line.path("Migration").asText()).isEqualTo("one");
            assertThat(line.path("Side").asText()).isEqualTo("AWS");
        });
    }
}
