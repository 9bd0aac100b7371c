package dev.landfall.assess;

/** The plans of this account, for those who may add to them. */
public interface PlanRegistry extends RegisteredPlans {

    /** Of the same digest the first one stays, since it says the same. */
    void register(RegisteredPlan plan);
}
