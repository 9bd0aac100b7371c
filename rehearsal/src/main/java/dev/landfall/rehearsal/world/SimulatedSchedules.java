package dev.landfall.rehearsal.world;

import dev.landfall.plan.ScheduleExpression;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.rehearsal.time.Scheduled;
import dev.landfall.rehearsal.time.Simulation;
import dev.landfall.sweep.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** EventBridge Scheduler: fires at the times of the expression, within its window. */
final class SimulatedSchedules implements Schedules {

    private final Simulation simulation;
    private final Chance chance;
    private final Consumer<String> target;
    private final Map<String, Scheduled> schedules = new TreeMap<>();

    /** @param target gets the migration whose schedule fires */
    SimulatedSchedules(Simulation simulation, Consumer<String> target) {
        this.simulation = simulation;
        this.chance = new Chance(simulation.random("schedules"));
        this.target = target;
    }

    @Override
    public void create(String migration, ShiftSpec.GateSchedule schedule) {
        if (!schedules.containsKey(migration)) {
            arm(migration, schedule, simulation.instant());
        }
    }

    @Override
    public void delete(String migration) {
        Scheduled next = schedules.remove(migration);
        if (next != null) {
            next.cancel();
        }
    }

    @Override
    public List<String> migrations() {
        return List.copyOf(schedules.keySet());
    }

    private void arm(String migration, ShiftSpec.GateSchedule schedule, Instant after) {
        ScheduleExpression.parse(schedule.expression())
                .next(after, ZoneId.of(schedule.timezone()))
                .ifPresent(due -> {
                    Duration late = schedule.window() == null
                            ? Duration.ZERO
                            : chance.between(Duration.ZERO, schedule.window());
                    Scheduled next = simulation.schedule(
                            due.plus(late), "schedule of " + migration, () -> fire(migration, schedule, due));
                    schedules.put(migration, next);
                });
    }

    private void fire(String migration, ShiftSpec.GateSchedule schedule, Instant due) {
        arm(migration, schedule, due);
        target.accept(migration);
    }
}
