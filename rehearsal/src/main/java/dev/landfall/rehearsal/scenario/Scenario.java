package dev.landfall.rehearsal.scenario;

import dev.landfall.journal.Entry;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.rehearsal.world.WorldSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A world and what happens in it.
 *
 * @param description one or two sentences for an operator
 * @param approvedBelow an operator opens each gate that asks for it at a smaller weight, soon after its bake
 * @param schedule in place of the spec's; null to leave it
 */
public record Scenario(
        String name,
        String description,
        Expectation expect,
        List<GateOverride> gates,
        ShiftSpec.@Nullable GateSchedule schedule,
        int approvedBelow,
        WorldSettings world,
        List<Incident> incidents) {

    public Scenario {
        gates = List.copyOf(gates);
        incidents = List.copyOf(incidents);
    }

    /**
     * How it ends with a spec that has steps at 25, 50 and 100 percent.
     *
     * @param awsWeight the share in percent that the records give AWS at the end
     */
    public record Expectation(Entry.Outcome outcome, int awsWeight) {}
}
