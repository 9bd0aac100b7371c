package dev.landfall.gate;

import dev.landfall.journal.Fence;
import dev.landfall.plan.ShiftSpec;
import java.time.Instant;
import java.util.Optional;

/** Where a parked execution leaves its task token. One slot per migration; a later park replaces it. */
public interface Parking {

    /** @throws dev.landfall.journal.FencedException if the epoch has moved on */
    void park(Fence fence, Slot slot);

    Optional<Slot> find(String migration);

    /**
     * @param bakedAt before this nothing but an alarm or an abort wakes it
     * @param until the state's own time-out
     */
    record Slot(String taskToken, int awsWeight, ShiftSpec.Gate gate, Instant bakedAt, Instant until) {

        /** A token lets its holder steer the execution, so it stays out of logs. */
        @Override
        public String toString() {
            return "Slot[awsWeight=" + awsWeight + ", gate=" + gate + ", until=" + until + "]";
        }
    }
}
