package dev.landfall.assess;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A registry in memory. */
public final class InMemoryPlanRegistry implements PlanRegistry {
    private final Map<String, RegisteredPlan> plans = new TreeMap<>();

    @Override
    public void register(RegisteredPlan plan) {
        plans.putIfAbsent(plan.digest(), plan);
    }

    @Override
    public Optional<RegisteredPlan> find(String digest) {
        return Optional.ofNullable(plans.get(digest));
    }

    int size() {
        return plans.size();
    }

    Collection<RegisteredPlan> all() {
        return plans.values();
    }
}
