package dev.landfall.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.AMigration;
import dev.landfall.journal.Entry;
import dev.landfall.journal.LockHeldException;
import dev.landfall.lambda.Json;
import dev.landfall.lambda.SomeContext;
import dev.landfall.lambda.Telemetry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TakeLockHandlerTest {
    private final AMigration given = new AMigration();
    private final TakeLockHandler handler =
            new TakeLockHandler(new Admission(given.journal, given.locks), Telemetry.silent());

    @Test
    void handleRequest_freeHostname_answersWithTheFence() throws IOException {
        assertThat(answer("one")).isEqualTo(Json.MAPPER.readTree("""
                {"hostname": "api.example.com", "migration": "one", "epoch": 1}"""));
    }

    /** The machine hands on what the operator wrote; the journal keeps it with every default filled in. */
    @Test
    void handleRequest_smallestSpec_isJournalledWhole() throws IOException {
        answer("one");

        assertThat(given.journal.events("one")).singleElement().isInstanceOfSatisfying(Entry.Started.class, started -> {
            assertThat(started.execution()).isEqualTo("arn:one");
            assertThat(started.spec().steps()).hasSize(4);
        });
    }

    @Test
    void handleRequest_heldHostname_throwsWhatTheMachineRefusesBy() throws IOException {
        answer("one");

        assertThatThrownBy(() -> answer("two")).isInstanceOf(LockHeldException.class);
    }

    private JsonNode answer(String migration) throws IOException {
        ObjectNode input =
                Json.MAPPER.createObjectNode().put("migration", migration).put("execution", "arn:" + migration);
        input.set("spec", Json.MAPPER.readTree(Path.of("../events/shift.json").toFile()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(Json.MAPPER.writeValueAsBytes(input)), out, new SomeContext());
        return Json.MAPPER.readTree(out.toByteArray());
    }
}
