package dev.landfall.rehearsal;

import dev.landfall.rehearsal.world.Deployment;
import dev.landfall.rehearsal.world.StandIn;
import java.util.List;

/** For tests of other packages: what lies behind a port is part of no deployment, so nobody else may change it. */
public final class BrokenRehearsal {

    private BrokenRehearsal() {}

    public static Rehearsal of(Deployment deployment, List<StandIn<?>> standIns) {
        return new Rehearsal(deployment, standIns);
    }
}
