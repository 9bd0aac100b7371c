package dev.landfall.plan;

import dev.landfall.plan.ShiftSpec.Exemption;
import dev.landfall.plan.ShiftSpec.Gate;
import dev.landfall.plan.ShiftSpec.Step;
import java.time.Duration;
import java.util.List;

/**
 * Reads the steps. Each takes its gate, bake and deadline from the spec unless it names its own.
 */
final class StepReader {
    private static final List<Integer> USUAL_WEIGHTS = List.of(10, 25, 50, 100);
    private static final Duration USUAL_BAKE = Duration.ofMinutes(30);
    private static final Duration USUAL_DEADLINE = Duration.ofDays(3);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    /** Each takes its share of the 25,000 events that the history of one execution holds. */
    private static final int MOST_STEPS = 20;

    private final Gate gate;
    private final Duration bake;
    private final Duration deadline;

    private StepReader(Field root) {
        gate = gate(root.at("gate"), Gate.TIMER);
        bake = root.at("bake").duration(USUAL_BAKE, SHORTEST, SpecReader.LONGEST);
        deadline = root.at("deadline").duration(USUAL_DEADLINE, SHORTEST, SpecReader.LONGEST);
    }

    static List<Step> read(Field root) {
        StepReader reader = new StepReader(root);
        Field steps = root.at("steps");
        if (!steps.isGiven()) {
            return USUAL_WEIGHTS.stream().map(reader::plain).toList();
        }
        return steps.items(1, MOST_STEPS, "a list of 1 to " + MOST_STEPS + " rising weights").stream()
                .map(reader::step)
                .toList();
    }

    private Step plain(int weight) {
        return new Step(weight, gate, bake, deadline, null);
    }

    private Step step(Field item) {
        if (item.isNumber()) {
            return plain(item.whole(1, 100));
        }
        if (item.isText()) {
            throw item.refused("a whole number from 1 to 100, or a mapping with weight");
        }
        item.mapping("weight", "gate", "bake", "deadline", "exemption");
        Field exemption = item.at("exemption");
        return new Step(
                item.at("weight").whole(1, 100),
                gate(item.at("gate"), gate),
                item.at("bake").duration(bake, SHORTEST, SpecReader.LONGEST),
                item.at("deadline").duration(deadline, SHORTEST, SpecReader.LONGEST),
                exemption.isGiven() ? exemption(exemption) : null);
    }

    private static Gate gate(Field field, Gate otherwise) {
        String allowed = "timer, schedule or approval";
        if (!field.isGiven()) {
            return otherwise;
        }
        return switch (field.text(allowed)) {
            case "timer" -> Gate.TIMER;
            case "schedule" -> Gate.SCHEDULE;
            case "approval" -> Gate.APPROVAL;
            default -> throw field.refused(allowed);
        };
    }

    private static Exemption exemption(Field field) {
        field.mapping("ignoreAlarms", "minimumRequests", "reason");
        Field ignored = field.at("ignoreAlarms");
        Field requests = field.at("minimumRequests");
        if (!ignored.isGiven() && !requests.isGiven()) {
            throw field.refused("a mapping with ignoreAlarms or minimumRequests, and reason");
        }
        return new Exemption(
                ignored.isGiven() ? names(ignored) : List.of(),
                requests.isGiven() ? requests.whole(0, 1_000_000_000) : null,
                SpecReader.reason(field.at("reason")));
    }

    private static List<String> names(Field field) {
        List<Field> items = field.items(0, 50, "a list of the spec's alarms");
        List<String> names = items.stream().map(SpecReader::alarmName).toList();
        Field.requireDistinct(items, names);
        return names;
    }
}
