package dev.landfall.sweep;

import dev.landfall.plan.ShiftSpec;
import java.util.List;

/** EventBridge Scheduler schedules that Landfall made, one per migration, in its own schedule group. */
public interface Schedules {

    /** Makes the migration's schedule, or leaves it as it is. */
    void create(String migration, ShiftSpec.GateSchedule schedule);

    /** Deletes it; none is fine. */
    void delete(String migration);

    /** Migrations that have one. */
    List<String> migrations();
}
