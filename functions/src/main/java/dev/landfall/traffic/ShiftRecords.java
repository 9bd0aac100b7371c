package dev.landfall.traffic;

import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.RecordSet;
import dev.landfall.records.TrafficRouter;
import java.util.List;

/** The record sets that a shift works on: of its hostname, and of its type only. */
record ShiftRecords(TrafficRouter router, ShiftSpec spec) {
    List<RecordSet> read() {
        return router.read(spec.hostedZoneId(), spec.hostname()).stream()
                .filter(record -> record.type().equals(spec.recordType()))
                .toList();
    }
}
