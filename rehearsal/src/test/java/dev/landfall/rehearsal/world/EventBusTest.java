package dev.landfall.rehearsal.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.rehearsal.time.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventBusTest {

    private static final Instant START = Instant.parse("2025-06-03T09:00:00Z");
    private static final JsonNode BAD = event("aws.cloudwatch", "ALARM");
    private static final JsonNode GOOD = event("aws.cloudwatch", "OK");
    private static final JsonNode OTHER = event("aws.states", "ALARM");

    private final Simulation simulation = new Simulation(START, 7);
    private final EventBus events = new EventBus(simulation);
    private final List<Instant> arrived = new ArrayList<>();

    EventBusTest() {
        ObjectNode pattern = JsonNodeFactory.instance.objectNode();
        pattern.putArray("source").add("aws.cloudwatch");
        pattern.putArray("state").add("ALARM");
        events.rule(EventPattern.parse("test", pattern), event -> arrived.add(simulation.instant()));
    }

    @Test
    void publish_matchingEvent_arrivesWithinASecond() {
        events.publish(BAD);
        simulation.runUntilIdle();

        assertThat(arrived)
                .singleElement()
                .satisfies(at -> assertThat(Duration.between(START, at))
                        .isBetween(Duration.ofMillis(300), Duration.ofSeconds(1)));
    }

    @Test
    void publish_otherEvents_matchNoRule() {
        events.publish(GOOD);
        events.publish(OTHER);
        simulation.runUntilIdle();

        assertThat(arrived).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LOST, 0", "LATE, 1", "DOUBLED, 2"})
    void publish_troubledDelivery_arrivesAsOften(EventBus.Delivery delivery, int times) {
        events.deliver(EventBus.Kind.ALARM, delivery);
        events.publish(BAD);
        simulation.runUntilIdle();

        assertThat(arrived).hasSize(times);
        assertThat(events.troubled(EventBus.Kind.ALARM)).isEqualTo(1);
    }

    @Test
    void deliver_callsOfTheScheduler_fareApartFromEvents() {
        events.deliver(EventBus.Kind.SCHEDULE, EventBus.Delivery.LOST);

        events.deliver(EventBus.Kind.SCHEDULE, Duration.ZERO, () -> arrived.add(simulation.instant()));
        simulation.runUntilIdle();
        assertThat(arrived).isEmpty();

        events.publish(BAD);
        simulation.runUntilIdle();
        assertThat(arrived).hasSize(1);
    }

    private static JsonNode event(String source, String state) {
        return JsonNodeFactory.instance.objectNode().put("source", source).put("state", state);
    }
}
