package dev.landfall.gate;

import dev.landfall.journal.Fence;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Parking in memory. Fencing is the journal's to test. */
public final class InMemoryParking implements Parking {
    private final Map<String, Slot> slots = new HashMap<>();

    @Override
    public void park(Fence fence, Slot slot) {
        slots.put(fence.migration(), slot);
    }

    @Override
    public Optional<Slot> find(String migration) {
        return Optional.ofNullable(slots.get(migration));
    }
}
