package dev.landfall.probe;

import dev.landfall.health.Samples;

/** Where a probe's result goes, and the weight under which it was asked. */
public interface ProbeRecorder {
    /** One data point of availability (0 or 1) and one of latency, by migration and side. */
    void record(String migration, Samples.Side side, boolean succeeded, long millis);

    /** @param aws percent of the traffic that the records give to AWS, as the journal has it */
    void weight(String migration, int aws);
}
