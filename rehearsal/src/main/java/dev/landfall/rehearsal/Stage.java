package dev.landfall.rehearsal;

import dev.landfall.rehearsal.scenario.Action;
import dev.landfall.rehearsal.time.Simulation;
import dev.landfall.rehearsal.world.World;

/** A rehearsal's world, for an {@link Intervention}. */
public final class Stage {

    private final Simulation simulation;
    private final World world;
    private final String migration;
    private final Script script;
    private final Observer observer;

    Stage(Simulation simulation, World world, String migration, Script script, Observer observer) {
        this.simulation = simulation;
        this.world = world;
        this.migration = migration;
        this.script = script;
        this.observer = observer;
    }

    public Simulation simulation() {
        return simulation;
    }

    public World world() {
        return world;
    }

    /** Name of the migration that is rehearsed. */
    public String migration() {
        return migration;
    }

    /** Does what a scenario may do, and tells of it. @return what ends it, if it is something that lasts */
    public Runnable perform(Action action) {
        return script.act(action);
    }

    /** Tells the one who follows the rehearsal. */
    public void tell(String what) {
        observer.happened(simulation.instant(), what);
    }
}
