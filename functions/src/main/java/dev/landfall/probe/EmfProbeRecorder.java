package dev.landfall.probe;

import dev.landfall.health.ProbeNames;
import dev.landfall.health.Samples;
import java.util.Map;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/** Results as metrics in the function's log (CloudWatch embedded metric format): no call, so nothing that may fail. */
public final class EmfProbeRecorder implements ProbeRecorder {
    private final Metrics metrics;
    private final ProbeNames names;

    EmfProbeRecorder(Metrics metrics, ProbeNames names) {
        this.metrics = metrics;
        this.names = names;
    }

    public static EmfProbeRecorder fromEnvironment() {
        return new EmfProbeRecorder(MetricsFactory.getMetricsInstance(), ProbeNames.fromEnvironment());
    }

    @Override
    public void record(String migration, Samples.Side side, boolean succeeded, long millis) {
        DimensionSet dimensions = set(names.dimensions(migration, side));
        flush(ProbeNames.AVAILABLE, succeeded ? 1 : 0, MetricUnit.COUNT, dimensions);
        flush(ProbeNames.LATENCY, millis, MetricUnit.MILLISECONDS, dimensions);
    }

    @Override
    public void weight(String migration, int aws) {
        flush(ProbeNames.AWS_WEIGHT, aws, MetricUnit.PERCENT, set(names.dimensions(migration)));
    }

    private void flush(String name, long value, MetricUnit unit, DimensionSet dimensions) {
        metrics.flushSingleMetric(name, (double) value, unit, ProbeNames.NAMESPACE, dimensions);
    }

    private static DimensionSet set(Map<String, String> values) {
        DimensionSet dimensions = new DimensionSet();
        values.forEach(dimensions::addDimension);
        return dimensions;
    }
}
