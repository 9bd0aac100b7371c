package dev.landfall.probe;

import dev.landfall.health.Samples;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/** Results as metrics in the function's log (CloudWatch embedded metric format): no call, so nothing that may fail. */
public final class EmfProbeRecorder implements ProbeRecorder {
    private static final String NAMESPACE = "Landfall/Probe";

    private final Metrics metrics;

    private EmfProbeRecorder(Metrics metrics) {
        this.metrics = metrics;
    }

    public static EmfProbeRecorder fromEnvironment() {
        return new EmfProbeRecorder(MetricsFactory.getMetricsInstance());
    }

    @Override
    public void record(String migration, Samples.Side side, boolean succeeded, long millis) {
        DimensionSet dimensions = DimensionSet.of("Migration", migration, "Side", side.name());
        metrics.flushSingleMetric("Available", succeeded ? 1 : 0, MetricUnit.COUNT, NAMESPACE, dimensions);
        metrics.flushSingleMetric("Latency", (double) millis, MetricUnit.MILLISECONDS, NAMESPACE, dimensions);
    }
}
