package dev.landfall.assess;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A registry in memory. */
public final class InMemoryPlanRegistry implements PlanRegistry {
    private final Map<String, Entry> entries = new HashMap<>();

    @Override
    public void register(Entry entry) {
        entries.putIfAbsent(entry.digest(), entry);
    }

    @Override
    public Optional<Entry> find(String digest) {
        return Optional.ofNullable(entries.get(digest));
    }

    int size() {
        return entries.size();
    }
}
