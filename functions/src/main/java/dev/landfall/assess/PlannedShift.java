package dev.landfall.assess;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.landfall.plan.ShiftSpec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a plan decides of one hostname's shift, and what a spec that names the plan must therefore agree with. Everything
 * else in a spec is its operator's, on the day.
 *
 * @param hostedZoneId null where the plan leaves it to be filled in
 * @param aws name of the load balancer; null where the plan leaves it to be filled in
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlannedShift(
        String hostname,
        @Nullable String hostedZoneId,
        @Nullable String aws,
        List<Step> steps) {

    public PlannedShift {
        steps = List.copyOf(steps);
    }

    /**
     * @param weight share of traffic for AWS in percent
     * @param bake least time at this weight
     */
    public record Step(int weight, Duration bake) {}

    public static PlannedShift of(ShiftSpec spec) {
        String aws = spec.aws().connectTo();
        return new PlannedShift(
                spec.hostname(),
                Blanks.isZone(spec.hostedZoneId()) ? null : spec.hostedZoneId(),
                Blanks.isAws(aws) ? null : aws,
                spec.steps().stream()
                        .map(step -> new Step(step.weight(), step.bake()))
                        .toList());
    }

    public List<Integer> weights() {
        return steps.stream().map(Step::weight).toList();
    }
}
