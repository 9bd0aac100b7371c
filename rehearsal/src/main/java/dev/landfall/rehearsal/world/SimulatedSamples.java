package dev.landfall.rehearsal.world;

import dev.landfall.health.Samples;
import dev.landfall.probe.ProbeRecorder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** What CloudWatch can tell of both sides, and how the probe's part of it comes there. */
final class SimulatedSamples implements Samples, ProbeRecorder {

    private final Metrics metrics;
    private final InstantSource looked;

    /** @param looked when somebody looks: what is not visible by then is not there */
    SimulatedSamples(Metrics metrics, InstantSource looked) {
        this.metrics = metrics;
        this.looked = looked;
    }

    @Override
    public void record(String migration, Side side, boolean succeeded, long millis) {
        metrics.put(series(Metric.PROBE_AVAILABLE, migration, side), 1, succeeded ? 1 : 0);
        metrics.put(series(Metric.PROBE_LATENCY, migration, side), 1, (double) millis);
    }

    /** Only the dashboard reads it. */
    @Override
    public void weight(String migration, int aws) {}

    @Override
    public ProbeSample probes(String migration, Side side, Instant from, Instant to) {
        List<Metrics.Point> available = visible(series(Metric.PROBE_AVAILABLE, migration, side), from, to);
        List<Metrics.Point> latency = visible(series(Metric.PROBE_LATENCY, migration, side), from, to);
        long asked = available.stream().mapToLong(Metrics.Point::count).sum();
        if (asked == 0) {
            return ProbeSample.NONE;
        }
        double succeeded = available.stream().mapToDouble(Metrics.Point::sum).sum();
        double millis = latency.stream().mapToDouble(Metrics.Point::sum).sum();
        return new ProbeSample(asked, Math.round(succeeded), millis / asked);
    }

    @Override
    public long requests(String loadBalancer, Instant from, Instant to) {
        Metrics.Series requests = new Metrics.Series(Metric.REQUESTS, new Metrics.Source.LoadBalancer(), Side.AWS);
        return Math.round(visible(requests, from, to).stream()
                .mapToDouble(Metrics.Point::sum)
                .sum());
    }

    private List<Metrics.Point> visible(Metrics.Series series, Instant from, Instant to) {
        return metrics.visible(series, from, to, looked.instant());
    }

    private static Metrics.Series series(Metric metric, String migration, Side side) {
        return new Metrics.Series(metric, new Metrics.Source.Probe(migration), side);
    }
}
