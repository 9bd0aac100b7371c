package dev.landfall.traffic;

import dev.landfall.records.HostedZone;
import dev.landfall.records.RecordSet;
import dev.landfall.records.TrafficRouter;
import java.util.List;

/** A router whose records somebody edits right after they were read for the first time. */
record EditedAfterRead(TrafficRouter router, Once edit) implements TrafficRouter {

    EditedAfterRead(TrafficRouter router, Runnable edit) {
        this(router, new Once(edit));
    }

    static final class Once {
        private final Runnable edit;
        private boolean done;

        Once(Runnable edit) {
            this.edit = edit;
        }

        void run() {
            if (!done) {
                done = true;
                edit.run();
            }
        }
    }

    @Override
    public HostedZone zone(String hostedZoneId) {
        return router.zone(hostedZoneId);
    }

    @Override
    public List<RecordSet> read(String hostedZoneId, String name) {
        List<RecordSet> found = router.read(hostedZoneId, name);
        edit.run();
        return found;
    }

    @Override
    public String replace(String hostedZoneId, List<RecordSet> expected, List<RecordSet> wanted) {
        return router.replace(hostedZoneId, expected, wanted);
    }

    @Override
    public boolean isInSync(String changeId) {
        return router.isInSync(changeId);
    }
}
