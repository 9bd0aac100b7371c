package dev.landfall.rehearsal.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.journal.Journal;
import dev.landfall.lambda.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The journal items of the table. Each event goes through JSON, as it would on its way into the table and back. */
public final class InMemoryJournal implements Journal {

    private final InstantSource clock;
    private final InMemoryLocks locks;
    private final List<Entry> entries = new ArrayList<>();

    /** Each migration's own, which several functions read each minute. */
    private final Map<String, List<Entry>> byMigration = new HashMap<>();

    private final List<Consumer<Entry>> listeners = new ArrayList<>();

    public InMemoryJournal(InstantSource clock, InMemoryLocks locks) {
        this.clock = clock;
        this.locks = locks;
    }

    /** Told of each entry, right after it was written. */
    public void onEntry(Consumer<Entry> listener) {
        listeners.add(listener);
    }

    /** Everything that was ever written, oldest first. */
    public List<Entry> all() {
        return List.copyOf(entries);
    }

    @Override
    public void append(Fence fence, Entry.Event event) {
        locks.check(fence);
        add(fence.migration(), fence.epoch(), event);
    }

    @Override
    public void note(String migration, Entry.Event event) {
        add(migration, 0, event);
    }

    @Override
    public List<Entry> read(String migration) {
        return List.copyOf(byMigration.getOrDefault(migration, List.of()));
    }

    private void add(String migration, long epoch, Entry.Event event) {
        Entry entry = new Entry(clock.instant(), migration, epoch, throughJson(event));
        entries.add(entry);
        byMigration.computeIfAbsent(migration, m -> new ArrayList<>()).add(entry);
        listeners.forEach(listener -> listener.accept(entry));
    }

    private static Entry.Event throughJson(Entry.Event event) {
        try {
            return Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(event), Entry.Event.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "a journal event cannot be stored: " + event.getClass().getSimpleName(), e);
        }
    }
}
