package dev.landfall.gate;

import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.journal.Journal;
import dev.landfall.plan.ShiftSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Leaves the task token where an alarm, a schedule, an approval or an abort finds it. */
public final class Park {
    private final Journal journal;
    private final Parking parking;
    private final Watch watch;
    private final InstantSource clock;

    public Park(Journal journal, Parking parking, Watch watch, InstantSource clock) {
        this.journal = journal;
        this.parking = parking;
        this.watch = watch;
        this.clock = clock;
    }

    /**
     * @param gate what may open it; {@code TIMER} for a hold, whatever the step's gate
     * @param stay the state's own time-out
     */
    public void park(Fence fence, int step, ShiftSpec.Gate gate, Duration stay, String taskToken) {
        ShiftSpec.Step current = journal.migration(fence.migration()).spec().step(step);
        Instant now = clock.instant();
        Instant until = now.plus(stay);
        Instant bakedAt = gate == ShiftSpec.Gate.TIMER ? until : now.plus(current.bake());
        parking.park(fence, new Parking.Slot(taskToken, current.weight(), gate, bakedAt, until));
        journal.append(fence, new Entry.Parked(current.weight(), gate, bakedAt, until));
        watch.look(fence.migration());
    }
}
