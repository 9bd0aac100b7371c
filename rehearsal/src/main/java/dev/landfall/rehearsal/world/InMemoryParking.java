package dev.landfall.rehearsal.world;

import dev.landfall.gate.Parking;
import dev.landfall.journal.Fence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The parking items of the table. */
public final class InMemoryParking implements Parking {

    private final InMemoryLocks locks;
    private final Map<String, Slot> slots = new HashMap<>();
    private final List<BiConsumer<String, Slot>> listeners = new ArrayList<>();

    public InMemoryParking(InMemoryLocks locks) {
        this.locks = locks;
    }

    /** Told of each migration that parks, right after its token was stored. */
    public void onPark(BiConsumer<String, Slot> listener) {
        listeners.add(listener);
    }

    @Override
    public void park(Fence fence, Slot slot) {
        locks.check(fence);
        slots.put(fence.migration(), slot);
        listeners.forEach(listener -> listener.accept(fence.migration(), slot));
    }

    @Override
    public Optional<Slot> find(String migration) {
        return Optional.ofNullable(slots.get(migration));
    }
}
