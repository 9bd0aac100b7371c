package dev.landfall.assess;

class InMemoryPlanRegistryTest extends PlanRegistryContract {
    private final PlanRegistry registry = new InMemoryPlanRegistry();

    @Override
    protected PlanRegistry registry() {
        return registry;
    }
}
