package dev.landfall.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.assess.InMemoryPlanRegistry;
import dev.landfall.health.AlarmReading;
import dev.landfall.health.FakeAlarms;
import dev.landfall.lambda.Json;
import dev.landfall.lambda.Telemetry;
import dev.landfall.plan.InvalidSpecException;
import dev.landfall.records.FakeNameServers;
import dev.landfall.records.HostedZone;
import dev.landfall.records.InMemoryRouter;
import dev.landfall.records.RecordSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

class ValidateHandlerTest {
    private static final String ZONE_ID = "Z0123456789ABCDEFGHIJ";

    private final InMemoryRouter router = new InMemoryRouter()
            .with(
                    new HostedZone(ZONE_ID, "example.com", List.of()),
                    new RecordSet(
                            "api.example.com.",
                            "CNAME",
                            300L,
                            List.of("polar-dawn-1234.herokudns.com"),
                            null,
                            null,
                            null));
    private final ValidateHandler handler = new ValidateHandler(
            new PlanChecks(new InMemoryPlanRegistry(), InstantSource.fixed(Instant.EPOCH)),
            new SpecChecks(
                    router,
                    new FakeNameServers(router, ZONE_ID)
                            .resolving("polar-dawn-1234.herokudns.com", "192.0.2.1")
                            .resolving("api-1234567890.eu-west-1.elb.amazonaws.com", "192.0.2.2"),
                    new FakeAlarms().with("api-5xx", AlarmReading.State.OK).with("api-latency", AlarmReading.State.OK),
                    InstantSource.fixed(Instant.EPOCH)),
            Telemetry.silent());

    @Test
    void handleRequest_smallestEvent_givesTheMachineItsSteps() throws IOException {
        assertThat(Json.MAPPER.readTree(answer(smallestEvent()))).isEqualTo(Json.MAPPER.readTree("""
                                {
                                  "hostname": "api.example.com",
                                  "steps": [
                                    {"weight": 10, "gate": "timer", "parkSeconds": 1800},
                                    {"weight": 25, "gate": "timer", "parkSeconds": 1800},
                                    {"weight": 50, "gate": "timer", "parkSeconds": 1800},
                                    {"weight": 100, "gate": "timer", "parkSeconds": 1800}
                                  ],
                                  "simplify": false
                                }
                                """));
    }

    @Test
    void handleRequest_approvalGate_parksUntilItsDeadline() throws IOException {
        ObjectNode spec = smallestEvent();
        spec.put("gate", "approval").put("deadline", "PT2H");

        assertThat(Json.MAPPER.readTree(answer(spec)).at("/steps/0/parkSeconds").asLong())
                .isEqualTo(7200);
    }

    @Test
    void handleRequest_badSpec_throwsTheSameLineAsTheReader() throws IOException {
        ObjectNode spec = smallestEvent();
        spec.put("bakes", "PT1H");

        assertThatThrownBy(() -> answer(spec))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageStartingWith("bakes: an unknown field must be one of ")
                .hasMessageEndingWith("; the nearest is bake");
    }

    @Test
    void handleRequest_nameThatNoMetricCouldCarry_isRefused() throws IOException {
        ObjectNode spec = smallestEvent();

        assertThatThrownBy(() -> answer("Umzug-März", spec))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessage("name: \"Umzug-März\" must be 1 to 64 ASCII letters, digits, dots, hyphens and"
                        + " underscores");
    }

    @Test
    void handleRequest_planThatNobodyRegistered_isRefused() throws IOException {
        ObjectNode spec = smallestEvent();
        spec.put("plan", "sha256:" + "0".repeat(64));

        assertThatThrownBy(() -> answer(spec))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageStartingWith("plan: \"sha256:0000");
    }

    @Test
    void handleRequest_noPlanWhereTheStackRequiresOne_isRefused() throws IOException {
        ObjectNode input = input("m", smallestEvent()).put("requirePlan", true);

        assertThatThrownBy(() -> handle(input))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageStartingWith("plan: (missing) must be");
    }

    private static ObjectNode smallestEvent() throws IOException {
        return (ObjectNode) Json.MAPPER.readTree(Path.of("../events/shift.json").toFile());
    }

    private static ObjectNode input(String migration, ObjectNode spec) {
        return Json.MAPPER
                .createObjectNode()
                .put("migration", migration)
                .put("execution", "arn:m")
                .put("requirePlan", false)
                .set("spec", spec);
    }

    private byte[] answer(ObjectNode spec) throws IOException {
        return answer("m", spec);
    }

    private byte[] answer(String migration, ObjectNode spec) throws IOException {
        return handle(input(migration, spec));
    }

    @NullUnmarked // no handler of ours looks at the context but its telemetry, which is silent here
    private byte[] handle(ObjectNode input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(Json.MAPPER.writeValueAsBytes(input)), out, null);
        return out.toByteArray();
    }
}
