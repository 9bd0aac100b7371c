package dev.landfall.health;

import dev.landfall.lambda.Environment;
import dev.landfall.lambda.SdkClients;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/** Counts from CloudWatch: Landfall's own probe metrics, and the load balancer's RequestCount. */
public final class CloudWatchSamples implements Samples {
    private final CloudWatchData data;
    private final ProbeNames names;
    private final InstantSource clock;

    CloudWatchSamples(CloudWatchClient client, ProbeNames names, InstantSource clock) {
        this.data = new CloudWatchData(client);
        this.names = names;
        this.clock = clock;
    }

    public static CloudWatchSamples fromEnvironment() {
        return new CloudWatchSamples(
                SdkClients.retrying(CloudWatchClient.builder()), ProbeNames.fromEnvironment(), Environment.clock());
    }

    static List<Dimension> dimensions(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> dimension(value.getKey(), value.getValue()))
                .toList();
    }

    @Override
    public ProbeSample probes(String migration, Side side, Instant from, Instant to) {
        int period = period(from);
        List<Double> sums = sums(
                List.of(
                        probe(migration, side, ProbeNames.AVAILABLE, "SampleCount", period),
                        probe(migration, side, ProbeNames.AVAILABLE, "Sum", period),
                        probe(migration, side, ProbeNames.LATENCY, "SampleCount", period),
                        probe(migration, side, ProbeNames.LATENCY, "Sum", period)),
                from,
                to);
        double timed = sums.get(2);
        return new ProbeSample(
                Math.round(sums.get(0)), Math.round(sums.get(1)), sums.get(0) == 0 ? 0 : sums.get(3) / timed);
    }

    @Override
    public long requests(String loadBalancer, Instant from, Instant to) {
        MetricDataQuery query = query(
                "AWS/ApplicationELB",
                "RequestCount",
                List.of(dimension("LoadBalancer", loadBalancer)),
                "Sum",
                period(from));
        return Math.round(sums(List.of(query), from, to).getFirst());
    }

    /** Of each query's points that begin within the time: CloudWatch rounds the start down, to before what is asked. */
    private List<Double> sums(List<MetricDataQuery> queries, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            // CloudWatch refuses to be asked for no time at all, as there is before a weight is served.
            return Collections.nCopies(queries.size(), 0.0);
        }
        return data.read(queries, from, to).stream()
                .map(points -> points.stream()
                        .filter(point ->
                                !point.at().isBefore(from) && point.at().isBefore(to))
                        .mapToDouble(CloudWatchData.Point::value)
                        .sum())
                .toList();
    }

    /** The shortest that CloudWatch still keeps for data so old, in seconds. */
    private int period(Instant from) {
        Duration age = Duration.between(from, clock.instant());
        if (age.toDays() < 15) {
            return 60;
        }
        return age.toDays() < 63 ? 300 : 3600;
    }

    private MetricDataQuery probe(String migration, Side side, String metric, String statistic, int period) {
        return query(ProbeNames.NAMESPACE, metric, dimensions(names.dimensions(migration, side)), statistic, period);
    }

    private static MetricDataQuery query(
            String namespace, String name, List<Dimension> dimensions, String statistic, int period) {
        Metric metric = Metric.builder()
                .namespace(namespace)
                .metricName(name)
                .dimensions(dimensions)
                .build();
        return MetricDataQuery.builder()
                .metricStat(stat -> stat.metric(metric).stat(statistic).period(period))
                .build();
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }
}
