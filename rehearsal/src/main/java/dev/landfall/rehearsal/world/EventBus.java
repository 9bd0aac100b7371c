package dev.landfall.rehearsal.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.rehearsal.time.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** EventBridge: delivers each event to the rules that match it, at least once, after a moment; its Scheduler too. */
public final class EventBus {

    private static final Duration SOONEST = Duration.ofMillis(300);
    private static final Duration LATEST = Duration.ofSeconds(1);
    private static final Duration LATE = Duration.ofMinutes(3);
    private static final Duration SECOND_COPY = Duration.ofSeconds(20);

    /** What an event tells of. */
    public enum Kind {
        ALARM,
        EXECUTION,
        /** The time of a gate's schedule. */
        SCHEDULE;

        private static Kind of(JsonNode event) {
            String source = event.path("source").asText();
            return switch (source) {
                case "aws.cloudwatch" -> ALARM;
                case "aws.states" -> EXECUTION;
                default -> throw new IllegalArgumentException("nothing here sends events as " + source);
            };
        }
    }

    /** What becomes of events. */
    public enum Delivery {
        NORMAL,
        LOST,
        LATE,
        DOUBLED,
        /** Every second one is late, so that the next overtakes it. */
        OUT_OF_ORDER
    }

    private record Rule(EventPattern pattern, Consumer<JsonNode> target) {}

    private final Simulation simulation;
    private final Chance chance;
    private final List<Rule> rules = new ArrayList<>();
    private final Map<Kind, Delivery> deliveries = new EnumMap<>(Kind.class);
    private final Map<Kind, Delivery> nextDelivery = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> troubled = new EnumMap<>(Kind.class);

    EventBus(Simulation simulation) {
        this.simulation = simulation;
        this.chance = new Chance(simulation.random("events"));
    }

    /** From now on, events of this kind fare like this. */
    public void deliver(Kind kind, Delivery delivery) {
        deliveries.put(kind, delivery);
    }

    /** What becomes of the next event of this kind alone. */
    public void deliverNext(Kind kind, Delivery delivery) {
        nextDelivery.put(kind, delivery);
    }

    /** How many events of this kind were not delivered once and in time. */
    public int troubled(Kind kind) {
        return troubled.getOrDefault(kind, 0);
    }

    void rule(EventPattern pattern, Consumer<JsonNode> target) {
        rules.add(new Rule(pattern, target));
    }

    void publish(JsonNode event) {
        for (Rule rule : rules) {
            if (rule.pattern().matches(event)) {
                deliver(Kind.of(event), event, rule.target());
            }
        }
    }

    private void deliver(Kind kind, JsonNode event, Consumer<JsonNode> target) {
        deliver(kind, chance.between(SOONEST, LATEST), () -> target.accept(event));
    }

    /** @param delay if all goes well */
    void deliver(Kind kind, Duration delay, Runnable arrival) {
        Delivery alone = nextDelivery.remove(kind);
        Delivery delivery = alone != null ? alone : deliveries.getOrDefault(kind, Delivery.NORMAL);
        if (delivery != Delivery.NORMAL) {
            troubled.merge(kind, 1, Integer::sum);
        }
        switch (delivery) {
            case NORMAL -> arrive(delay, arrival);
            case LOST -> {}
            case LATE -> arrive(delay.plus(LATE), arrival);
            case DOUBLED -> {
                arrive(delay, arrival);
                arrive(delay.plus(SECOND_COPY), arrival);
            }
            case OUT_OF_ORDER -> arrive(troubled(kind) % 2 == 1 ? delay.plus(LATE) : delay, arrival);
        }
    }

    private void arrive(Duration delay, Runnable arrival) {
        simulation.schedule(delay, "event", arrival);
    }
}
