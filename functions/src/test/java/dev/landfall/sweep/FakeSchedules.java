package dev.landfall.sweep;

import dev.landfall.plan.ShiftSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Schedules by the name of their migration. */
public final class FakeSchedules implements Schedules {
    public final Set<String> names = new TreeSet<>();
    private final Set<String> refused = new TreeSet<>();
    private boolean listingRefused;

    @Override
    public void create(String migration, ShiftSpec.GateSchedule schedule) {
        names.add(migration);
    }

    /** Its deletion fails, now and later. */
    public void refuse(String migration) {
        refused.add(migration);
    }

    /** Nobody is told which there are, now and later. */
    public void refuseListing() {
        listingRefused = true;
    }

    @Override
    public void delete(String migration) {
        if (refused.contains(migration)) {
            throw new IllegalStateException("403");
        }
        names.remove(migration);
    }

    @Override
    public List<String> migrations() {
        if (listingRefused) {
            throw new IllegalStateException("403");
        }
        return new ArrayList<>(names);
    }
}
