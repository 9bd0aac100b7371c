package dev.landfall.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class PowertoolsTelemetryTest {
    private record Input(String hostname, String migration, long epoch, String taskToken) {}

    private record Output(String change) {}

    private static final Input INPUT = new Input("shop.example.com", "one", 7, "a token that steers the execution");

    private final Telemetry telemetry = PowertoolsTelemetry.fromEnvironment();

    private List<JsonNode> lines(Supplier<Output> call) {
        String out = StandardOut.during(() -> {
            try {
                telemetry.observe("SetWeightHandler", INPUT, new SomeContext(), call);
            } catch (IllegalStateException | MalformedCall expected) {
                // What is logged of it is what counts here.
            }
        });
        assertThat(out).doesNotContain(INPUT.taskToken());
        return out.lines().map(PowertoolsTelemetryTest::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    /** One of ours: known to the machines. */
    private static final class MalformedCall extends RuntimeException {
        MalformedCall() {
            super("epoch 7 is stale");
        }
    }

    @Test
    void observe_result_isLoggedWithMigrationAndEpoch() {
        assertThat(lines(() -> new Output("C123"))).anySatisfy(line -> {
            assertThat(line.path("level").asText()).isEqualTo("INFO");
            assertThat(line.path("migration").asText()).isEqualTo("one");
            assertThat(line.path("hostname").asText()).isEqualTo("shop.example.com");
            assertThat(line.path("epoch").asText()).isEqualTo("7");
            assertThat(line.path("action").asText()).isEqualTo("SetWeightHandler");
            assertThat(line.path("result").toString()).contains("C123");
        });
    }

    @Test
    void observe_result_isCounted() {
        assertThat(lines(() -> new Output("C123"))).anySatisfy(line -> {
            assertThat(line.path("Calls").asInt()).isEqualTo(1);
            assertThat(line.path("Action").asText()).isEqualTo("SetWeightHandler");
            assertThat(line.path("Outcome").asText()).isEqualTo("Done");
            assertThat(line.at("/_aws/CloudWatchMetrics/0/Namespace").asText()).isEqualTo("Landfall");
        });
    }

    @Test
    void observe_ownException_isLoggedAsAnAnswer() {
        assertThat(lines(() -> {
                    throw new MalformedCall();
                }))
                .anySatisfy(line -> {
                    assertThat(line.path("level").asText()).isEqualTo("WARN");
                    assertThat(line.path("message").asText()).contains("MalformedCall", "epoch 7 is stale");
                    assertThat(line.path("migration").asText()).isEqualTo("one");
                })
                .anySatisfy(line -> assertThat(line.path("Outcome").asText()).isEqualTo("MalformedCall"));
    }

    @Test
    void observe_otherException_isLoggedAsAnErrorWithItsTrace() {
        assertThat(lines(() -> {
                    throw new IllegalStateException("nobody thought of it");
                }))
                .anySatisfy(line -> {
                    assertThat(line.path("level").asText()).isEqualTo("ERROR");
                    assertThat(line.at("/error/name").asText()).isEqualTo("java.lang.IllegalStateException");
                    assertThat(line.at("/error/message").asText()).isEqualTo("nobody thought of it");
                });
    }

    @Test
    void observe_exception_isThrownUnchanged() {
        MalformedCall thrown = new MalformedCall();

        StandardOut.during(() -> assertThatThrownBy(
                        () -> telemetry.observe("SetWeightHandler", INPUT, new SomeContext(), () -> {
                            throw thrown;
                        }))
                .isSameAs(thrown));
    }
}
