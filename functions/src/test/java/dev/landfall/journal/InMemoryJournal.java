package dev.landfall.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.lambda.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** A journal in memory that checks fences, and passes each event through JSON as a real one does. */
public final class InMemoryJournal implements Journal {
    private final InMemoryLocks locks;
    private final InstantSource time;
    private final List<Entry> entries = new ArrayList<>();

    public InMemoryJournal(InMemoryLocks locks, InstantSource time) {
        this.locks = locks;
        this.time = time;
    }

    @Override
    public synchronized void append(Fence fence, Entry.Event event) {
        locks.require(fence);
        add(fence.migration(), fence.epoch(), event);
    }

    @Override
    public synchronized void note(String migration, Entry.Event event) {
        add(migration, 0, event);
    }

    @Override
    public synchronized List<Entry> read(String migration) {
        return entries.stream()
                .filter(entry -> entry.migration().equals(migration))
                .toList();
    }

    /** The events of the migration, oldest first. */
    public List<Entry.Event> events(String migration) {
        return read(migration).stream().map(Entry::event).toList();
    }

    private void add(String migration, long epoch, Entry.Event event) {
        entries.add(new Entry(time.instant(), migration, epoch, throughJson(event)));
    }

    private static Entry.Event throughJson(Entry.Event event) {
        try {
            return Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(event), Entry.Event.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError("the event does not survive JSON: " + event, e);
        }
    }
}
