package dev.landfall.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.lambda.Json;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.SpecReader;
import dev.landfall.rehearsal.scenario.GateOverride;
import dev.landfall.rehearsal.scenario.Scenario;
import dev.landfall.rehearsal.world.SimulatedPlans;
import dev.landfall.rehearsal.world.WorldSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The input of the shift machine: the operator's spec, with the gates, and with the plan, that a scenario needs. */
final class SpecOverrides {

    private SpecOverrides() {}

    /** @throws dev.landfall.plan.InvalidSpecException if the spec is not allowed */
    static JsonNode input(byte[] spec, Scenario scenario) {
        JsonNode input = SpecReader.tree(spec);
        ShiftSpec read = SpecReader.read(input);
        if (scenario.world().plans() != WorldSettings.Plans.OPEN && read.plan() == null) {
            ((ObjectNode) input).put("plan", SimulatedPlans.SOME_DIGEST);
        }
        if (!scenario.gates().isEmpty()) {
            override((ObjectNode) input, read, scenario);
        }
        return input;
    }

    private static void override(ObjectNode input, ShiftSpec spec, Scenario scenario) {
        List<ShiftSpec.Step> steps = new ArrayList<>(spec.steps());
        for (GateOverride override : scenario.gates()) {
            apply(override, steps);
        }
        ArrayNode written = input.putArray("steps");
        steps.forEach(step -> written.add(json(step)));
        ShiftSpec.GateSchedule schedule = scenario.schedule() == null ? spec.schedule() : scenario.schedule();
        boolean waits = steps.stream().anyMatch(step -> step.gate() == ShiftSpec.Gate.SCHEDULE);
        input.remove("schedule");
        if (waits && schedule != null) {
            input.set("schedule", Json.MAPPER.valueToTree(schedule));
        }
    }

    private static void apply(GateOverride override, List<ShiftSpec.Step> steps) {
        Integer weight = override.weight();
        for (int i = 0; i < steps.size(); i++) {
            if (weight == null) {
                steps.set(i, with(steps.get(i), override));
            } else if (steps.get(i).weight() >= weight) {
                steps.set(i, with(steps.get(i), override));
                return;
            }
        }
    }

    private static ShiftSpec.Step with(ShiftSpec.Step step, GateOverride override) {
        return new ShiftSpec.Step(
                step.weight(), override.gate(), step.bake(), deadline(step, override.deadline()), step.exemption());
    }

    /** A scenario is made for bakes of minutes. After a longer one its gate is overdue as late. */
    private static Duration deadline(ShiftSpec.Step step, @Nullable Duration override) {
        if (override == null) {
            return step.deadline();
        }
        return override.compareTo(step.bake()) > 0 ? override : step.bake().plus(override);
    }

    private static ObjectNode json(ShiftSpec.Step step) {
        return Json.MAPPER.valueToTree(step);
    }
}
