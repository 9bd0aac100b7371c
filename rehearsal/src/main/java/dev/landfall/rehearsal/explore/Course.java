package dev.landfall.rehearsal.explore;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.lambda.Json;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.SpecReader;
import dev.landfall.rehearsal.scenario.Scenario;
import dev.landfall.rehearsal.scenario.Scenarios;
import dev.landfall.rehearsal.world.SimulatedPlans;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A run without faults that leads into states. The first goes through all that goes well; the others are for the states
 * that only trouble, or another spec, leads into.
 *
 * @param variation what is asked of the spec besides
 */
record Course(String name, Scenario scenario, Variation variation) {

    /** Changes a spec so that its shift comes by other states. */
    @FunctionalInterface
    interface Variation {
        void change(ObjectNode spec);
    }

    private static final String SMOOTH = "smooth";

    private static final Variation AS_GIVEN = spec -> {};

    /** One probe comes each minute, and a spec may ask for 10,000 of them at most, which is a week's. */
    private static final Duration A_DAY = Duration.ofDays(1);

    /** Smooth ones, each with a spec of its own. */
    private static final Map<String, Variation> VARIED = Map.of(
            "simplified",
            spec -> spec.put("simplify", true),
            "under-a-plan",
            spec -> spec.put("plan", SimulatedPlans.SOME_DIGEST),
            "held-for-probes",
            Course::askForMoreProbes);

    private static final List<String> NAMES = List.of(
            SMOOTH,
            "simplified",
            "under-a-plan",
            "errors-at-50",
            "records-edited-midway",
            "records-edited-while-restored",
            "stopped-unheard",
            "two-rollbacks",
            "rollback-too-early",
            "metrics-stop",
            "already-in-alarm",
            "two-operators",
            "operator-aborts",
            "operator-aborts-between-steps",
            "nobody-approves",
            "alarm-while-awaiting-approval",
            "schedule-advances",
            "held-for-probes");

    static List<Course> all() {
        return NAMES.stream().map(Course::named).toList();
    }

    static Course named(String name) {
        if (!NAMES.contains(name)) {
            throw new InvalidCaseException("course: \"" + name + "\" must be one of " + String.join(", ", NAMES));
        }
        return new Course(
                name, Scenarios.named(VARIED.containsKey(name) ? SMOOTH : name), VARIED.getOrDefault(name, AS_GIVEN));
    }

    byte[] spec(String given) {
        byte[] text = given.getBytes(StandardCharsets.UTF_8);
        if (variation == AS_GIVEN) {
            return text;
        }
        ObjectNode tree = SpecReader.tree(text).deepCopy();
        variation.change(tree);
        try {
            return Json.MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** More than come in a bake, and fewer than in a bake and its holds: nothing is wrong, and the shift is held. */
    private static void askForMoreProbes(ObjectNode spec) {
        List<ShiftSpec.Step> steps =
                SpecReader.read(spec).steps().stream().map(Course::withinADay).toList();
        Duration bake = steps.stream()
                .map(ShiftSpec.Step::bake)
                .min(Duration::compareTo)
                .orElseThrow();
        ArrayNode written = spec.putArray("steps");
        steps.forEach(step -> written.add(Json.MAPPER.<ObjectNode>valueToTree(step)));
        spec.withObject("/health").put("minimumProbes", bake.toMinutes() + 1).put("minimumRequests", 1_000_000_000);
    }

    private static ShiftSpec.Step withinADay(ShiftSpec.Step step) {
        Duration bake = step.bake().compareTo(A_DAY) < 0 ? step.bake() : A_DAY;
        return new ShiftSpec.Step(step.weight(), step.gate(), bake, step.deadline(), step.exemption());
    }
}
