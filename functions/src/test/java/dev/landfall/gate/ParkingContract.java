package dev.landfall.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.journal.Fence;
import dev.landfall.journal.FencedException;
import dev.landfall.journal.Lock;
import dev.landfall.journal.Locks;
import dev.landfall.plan.ShiftSpec;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Parking} keeps, together with the {@link Locks} that fence it. */
public abstract class ParkingContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final String hostname = UUID.randomUUID() + ".example.com";
    private final String migration = "shop-" + UUID.randomUUID();

    protected abstract Parking parking();

    protected abstract Locks locks();

    @Test
    void find_neverParked_isEmpty() {
        assertThat(parking().find(migration)).isEmpty();
    }

    @Test
    void park_byTheHolder_isFound() {
        Parking.Slot slot = slot("token", 25);

        parking().park(locks().take(hostname, migration, "shift").fence(), slot);

        assertThat(parking().find(migration)).contains(slot);
    }

    @Test
    void park_again_replacesTheSlot() {
        Fence fence = locks().take(hostname, migration, "shift").fence();
        parking().park(fence, slot("first", 10));

        parking().park(fence, slot("second", 25));

        assertThat(parking().find(migration)).contains(slot("second", 25));
    }

    @Test
    void park_staleEpoch_isFencedAndKeepsTheSlot() {
        Fence stale = locks().take(hostname, migration, "shift").fence();
        parking().park(stale, slot("first", 10));
        locks().rollBack(hostname, migration, "rollback");

        assertThatThrownBy(() -> parking().park(stale, slot("late", 25))).isInstanceOf(FencedException.class);
        assertThat(parking().find(migration)).contains(slot("first", 10));
    }

    @Test
    void park_afterRelease_isFenced() {
        Fence fence = locks().take(hostname, migration, "shift").fence();
        locks().release(fence, Lock.Phase.FREE);

        assertThatThrownBy(() -> parking().park(fence, slot("late", 25))).isInstanceOf(FencedException.class);
    }

    private static Parking.Slot slot(String token, int awsWeight) {
        return new Parking.Slot(token, awsWeight, ShiftSpec.Gate.APPROVAL, NOON, NOON.plusSeconds(3600));
    }
}
