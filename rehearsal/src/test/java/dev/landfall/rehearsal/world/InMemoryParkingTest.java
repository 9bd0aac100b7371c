package dev.landfall.rehearsal.world;

import dev.landfall.gate.Parking;
import dev.landfall.gate.ParkingContract;
import dev.landfall.journal.Locks;
import java.time.InstantSource;

final class InMemoryParkingTest extends ParkingContract {

    private final InMemoryLocks locks = new InMemoryLocks(InstantSource.system());
    private final InMemoryParking parking = new InMemoryParking(locks);

    @Override
    protected Parking parking() {
        return parking;
    }

    @Override
    protected Locks locks() {
        return locks;
    }
}
