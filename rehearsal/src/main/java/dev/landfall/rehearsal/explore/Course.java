package dev.landfall.rehearsal.explore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.lambda.Json;
import dev.landfall.plan.SpecReader;
import dev.landfall.rehearsal.scenario.Scenario;
import dev.landfall.rehearsal.scenario.Scenarios;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A run without faults that leads into states. The first goes through all that goes well; the others are for the states
 * that only trouble leads into.
 *
 * @param simplify whether the records shall end as one simple record
 */
record Course(String name, Scenario scenario, boolean simplify) {

    private static final String SIMPLIFIED = "simplified";

    private static final List<String> SCENARIOS = List.of(
            "smooth",
            SIMPLIFIED,
            "errors-at-50",
            "records-edited-midway",
            "metrics-stop",
            "already-in-alarm",
            "two-operators",
            "operator-aborts",
            "operator-aborts-between-steps",
            "nobody-approves",
            "alarm-while-awaiting-approval",
            "schedule-advances");

    static List<Course> all() {
        return SCENARIOS.stream().map(Course::named).toList();
    }

    static Course named(String name) {
        if (!SCENARIOS.contains(name)) {
            throw new InvalidCaseException("course: \"" + name + "\" must be one of " + String.join(", ", SCENARIOS));
        }
        return name.equals(SIMPLIFIED)
                ? new Course(name, Scenarios.named("smooth"), true)
                : new Course(name, Scenarios.named(name), false);
    }

    byte[] spec(String given) {
        byte[] text = given.getBytes(StandardCharsets.UTF_8);
        if (!simplify) {
            return text;
        }
        ObjectNode tree = SpecReader.tree(text).deepCopy();
        try {
            return Json.MAPPER.writeValueAsBytes(tree.put("simplify", true));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
