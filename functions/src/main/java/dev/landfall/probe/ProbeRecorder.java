package dev.landfall.probe;

import dev.landfall.health.Samples;

/** Where a probe's result goes: one data point of availability (0 or 1) and one of latency, by migration and side. */
public interface ProbeRecorder {
    void record(String migration, Samples.Side side, boolean succeeded, long millis);
}
