package dev.landfall.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.landfall.lambda.AwsEmulator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

@ExtendWith(AwsEmulator.class)
class CloudWatchSamplesIT {
    private static final ProbeNames NAMES = new ProbeNames("landfall");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final String migration = "shop-" + UUID.randomUUID();
    private final Instant to = Instant.now().truncatedTo(ChronoUnit.MINUTES);
    private final Instant from = to.minus(MINUTE.multipliedBy(5));
    private CloudWatchClient client;
    private Samples samples;

    @BeforeEach
    void connect(AwsEmulator aws) {
        client = aws.client(CloudWatchClient.builder());
        samples = new CloudWatchSamples(client, NAMES, InstantSource.system());
    }

    @Test
    void probes_noneRecorded_isNone() {
        assertThat(samples.probes(migration, Samples.Side.AWS, from, to)).isEqualTo(Samples.ProbeSample.NONE);
    }

    @Test
    void probes_someFailed_areCountedWithTheirMeanLatency() {
        givenProbe(Samples.Side.AWS, from.plusSeconds(10), 1, 100);
        givenProbe(Samples.Side.AWS, from.plusSeconds(20), 1, 100);
        givenProbe(Samples.Side.AWS, from.plusSeconds(70), 0, 400);

        Samples.ProbeSample sample = samples.probes(migration, Samples.Side.AWS, from, to);

        assertThat(sample.asked()).isEqualTo(3);
        assertThat(sample.succeeded()).isEqualTo(2);
        assertThat(sample.meanMillis()).isCloseTo(200, within(0.001));
    }

    @Test
    void probes_otherSideAndOtherTime_areLeftOut() {
        givenProbe(Samples.Side.AWS, from.plusSeconds(10), 1, 100);
        givenProbe(Samples.Side.HEROKU, from.plusSeconds(10), 0, 100);
        givenProbe(Samples.Side.AWS, from.minusSeconds(10), 0, 100);
        givenProbe(Samples.Side.AWS, to.plusSeconds(1), 0, 100);

        assertThat(samples.probes(migration, Samples.Side.AWS, from, to)).isEqualTo(new Samples.ProbeSample(1, 1, 100));
    }

    @Test
    void requests_ofTheLoadBalancer_areSummed() {
        String loadBalancer = "app/shop/" + UUID.randomUUID();
        givenRequests(loadBalancer, from.plusSeconds(5), 40);
        givenRequests(loadBalancer, from.plusSeconds(130), 2);
        givenRequests("app/other/" + UUID.randomUUID(), from.plusSeconds(5), 1_000);

        assertThat(samples.requests(loadBalancer, from, to)).isEqualTo(42);
    }

    @Test
    void requests_noData_isZero() {
        assertThat(samples.requests("app/none/" + UUID.randomUUID(), from, to)).isZero();
    }

    private void givenProbe(Samples.Side side, Instant at, double available, double millis) {
        List<Dimension> dimensions = CloudWatchSamples.dimensions(NAMES.dimensions(migration, side));
        given("Landfall/Probe", "Available", dimensions, at, available);
        given("Landfall/Probe", "Latency", dimensions, at, millis);
    }

    private void givenRequests(String loadBalancer, Instant at, double count) {
        Dimension dimension =
                Dimension.builder().name("LoadBalancer").value(loadBalancer).build();
        given("AWS/ApplicationELB", "RequestCount", List.of(dimension), at, count);
    }

    private void given(String namespace, String metric, List<Dimension> dimensions, Instant at, double value) {
        MetricDatum datum = MetricDatum.builder()
                .metricName(metric)
                .dimensions(dimensions)
                .timestamp(at)
                .value(value)
                .build();
        client.putMetricData(request -> request.namespace(namespace).metricData(datum));
    }
}
