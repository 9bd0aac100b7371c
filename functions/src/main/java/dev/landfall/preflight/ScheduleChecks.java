package dev.landfall.preflight;

import dev.landfall.plan.InvalidSpecException;
import dev.landfall.plan.ScheduleExpression;
import dev.landfall.plan.ShiftSpec.GateSchedule;
import dev.landfall.plan.ShiftSpec.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * Whether the schedule fires while a gate waits for it. A gate opens only between its bake and its deadline; one whose
 * schedule fires at no such time would send traffic back for nothing.
 */
final class ScheduleChecks {
    private final GateSchedule schedule;
    private final ScheduleExpression expression;
    private final ZoneId zone;

    ScheduleChecks(GateSchedule schedule) {
        this.schedule = schedule;
        this.expression = ScheduleExpression.parse(schedule.expression());
        this.zone = ZoneId.of(schedule.timezone());
    }

    /**
     * Goes through the steps as they pass when nothing holds them up, as far as the first approval, whose time nobody
     * knows.
     *
     * @param start of the shift
     * @throws InvalidSpecException at the first gate that its schedule would not open
     */
    void check(List<Step> steps, Instant start) {
        Instant at = start;
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            switch (step.gate()) {
                case TIMER -> at = at.plus(step.bake());
                case SCHEDULE -> at = opens(i, step, at);
                case APPROVAL -> {
                    return;
                }
            }
        }
    }

    private Instant opens(int index, Step step, Instant parked) {
        Instant baked = parked.plus(step.bake());
        Instant fires = expression.next(baked, zone).orElseThrow(this::neverAgain);
        Instant latest = fires.plus(Objects.requireNonNullElse(schedule.window(), Duration.ZERO));
        Instant deadline = parked.plus(step.deadline());
        if (!latest.isBefore(deadline)) {
            throw refused("one that fires between bake and deadline of each step it opens; steps[" + index
                    + "] would wait from " + baked + " until " + deadline + ", and it may not fire before " + latest);
        }
        return latest;
    }

    private InvalidSpecException neverAgain() {
        return refused("one that fires when a step waits for it; its last time will have passed");
    }

    private InvalidSpecException refused(String allowed) {
        return InvalidSpecException.refusing("schedule.expression", schedule.expression(), allowed);
    }
}
