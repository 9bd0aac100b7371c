package dev.landfall.rehearsal.explore;

import dev.landfall.rehearsal.world.World;

/** The machines' short names, without the stack's. */
final class Machine {

    static final String SHIFT = "shift";
    static final String ROLLBACK = "rollback";

    private Machine() {}

    static String named(String inTheWorld) {
        return inTheWorld.equals(World.ROLLBACK_MACHINE) ? ROLLBACK : SHIFT;
    }
}
