package dev.landfall.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.AMigration;
import dev.landfall.health.AlarmReading.State;
import dev.landfall.journal.Fence;
import dev.landfall.lambda.Json;
import dev.landfall.lambda.SomeContext;
import dev.landfall.lambda.Telemetry;
import dev.landfall.probe.FakeOrigins;
import dev.landfall.records.Target;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CheckReadinessHandlerTest {
    private static final Instant NEXT_YEAR = Instant.parse("2027-01-01T00:00:00Z");

    private final AMigration given = new AMigration();
    private final Fence fence = given.begun();
    private final FakeOrigins origins = new FakeOrigins()
            .with(new Target.Cname(AMigration.HEROKU), 200, NEXT_YEAR)
            .with(new Target.Cname(AMigration.AWS), 200, NEXT_YEAR);
    private final CheckReadinessHandler handler = new CheckReadinessHandler(
            new Readiness(given.journal, given.alarms, origins, AMigration.PROBE, given.clock), Telemetry.silent());

    @Test
    void handleRequest_allInOrder_answersWithTheEvidence() throws IOException {
        given.alarms.with("api-5xx", State.OK).with(AMigration.PROBE.alarm(AMigration.NAME), State.OK);

        assertThat(answer().path("evidence")).hasSize(4);
    }

    @Test
    void handleRequest_firingAlarm_throwsWhatTheMachineRefusesBy() {
        given.alarms.with("api-5xx", State.ALARM).with(AMigration.PROBE.alarm(AMigration.NAME), State.OK);

        assertThatThrownBy(this::answer)
                .isInstanceOf(NotReadyException.class)
                .hasMessageContaining("alarm api-5xx is in ALARM");
    }

    @Test
    void handleRequest_noDataYet_throwsWhatTheMachineAsksAgainBy() {
        given.alarms.with("api-5xx", State.INSUFFICIENT_DATA).with(AMigration.PROBE.alarm(AMigration.NAME), State.OK);

        assertThatThrownBy(this::answer).isInstanceOf(NotYetReadyException.class);
    }

    private JsonNode answer() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(Json.MAPPER.writeValueAsBytes(fence)), out, new SomeContext());
        return Json.MAPPER.readTree(out.toByteArray());
    }
}
