package dev.landfall.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.lambda.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** What emulators of CloudWatch do not have: composite alarms, NaN, Metrics Insights and metrics that may not be read. */
class CloudWatchAlarmsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final MetricDataQuery INSIGHTS = MetricDataQuery.builder()
            .id("m1")
            .expression("SELECT AVG(CPUUtilization) FROM SCHEMA(\"AWS/ECS\", ServiceName)")
            .period(60)
            .build();

    private static DescribeAlarmsResponse insightsAlarm() {
        return insightsAlarm(StateValue.OK.toString());
    }

    private static DescribeAlarmsResponse insightsAlarm(String state) {
        MetricAlarm alarm = MetricAlarm.builder()
                .alarmName("cpu")
                .stateValue(state)
                .actionsEnabled(true)
                .metrics(INSIGHTS)
                .build();
        return DescribeAlarmsResponse.builder().metricAlarms(alarm).build();
    }

    private static MetricDataResult result(StatusCode status, double value) {
        return MetricDataResult.builder()
                .id("q0")
                .statusCode(status)
                .timestamps(NOW.minusSeconds(60))
                .values(value)
                .build();
    }

    private static AlarmReading read(DescribeAlarmsResponse alarms, MetricDataResult... data) {
        CloudWatchClient client = new CannedCloudWatch(
                alarms, GetMetricDataResponse.builder().metricDataResults(data).build());
        String name = alarms.hasMetricAlarms() ? "cpu" : "both";
        return new CloudWatchAlarms(client, new ProbeNames("landfall"), InstantSource.fixed(NOW))
                .read(List.of(name), Duration.ofMinutes(5))
                .getFirst();
    }

    @Test
    void read_compositeAlarm_hasNoDataOfItsOwn() {
        CompositeAlarm alarm = CompositeAlarm.builder()
                .alarmName("both")
                .stateValue(StateValue.ALARM)
                .actionsEnabled(true)
                .build();

        AlarmReading reading =
                read(DescribeAlarmsResponse.builder().compositeAlarms(alarm).build());

        assertThat(reading)
                .isEqualTo(new AlarmReading(
                        "both", AlarmReading.State.ALARM, true, AlarmReading.Data.NOT_APPLICABLE, false, 60));
    }

    @Test
    void read_metricsInsights_isPresentWithData() {
        assertThat(read(insightsAlarm(), result(StatusCode.COMPLETE, 12.5)).data())
                .isEqualTo(AlarmReading.Data.PRESENT);
    }

    @Test
    void read_onlyNaN_isAbsent() {
        assertThat(read(insightsAlarm(), result(StatusCode.COMPLETE, Double.NaN))
                        .data())
                .isEqualTo(AlarmReading.Data.ABSENT);
    }

    @Test
    void read_stateOfANewerApi_isInsufficientData() {
        assertThat(read(insightsAlarm("DREAMING")).state()).isEqualTo(AlarmReading.State.INSUFFICIENT_DATA);
    }

    @Test
    void read_metricThatMayNotBeRead_isUnavailable() {
        assertThatThrownBy(() -> read(insightsAlarm(), result(StatusCode.FORBIDDEN, 12.5)))
                .isInstanceOf(UnavailableException.class);
    }

    @Test
    void read_accessDenied_isUnavailable() {
        CloudWatchClient client = new CannedCloudWatch(
                insightsAlarm(), GetMetricDataResponse.builder().build()) {
            @Override
            public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
                throw CloudWatchException.builder()
                        .statusCode(403)
                        .message("not authorized")
                        .build();
            }
        };

        assertThatThrownBy(() -> new CloudWatchAlarms(client, new ProbeNames("landfall"), InstantSource.fixed(NOW))
                        .read(List.of("cpu"), Duration.ofMinutes(5)))
                .isInstanceOf(UnavailableException.class);
    }

    /** "Each GetMetricData operation can include only one" such query, says CloudWatch's reference. */
    @Test
    void read_twoOnMetricsInsights_asksForOneAtATime() {
        MetricAlarm requests = onInsights("requests", "SELECT SUM(Requests) FROM App");
        List<GetMetricDataRequest> asked = asked(onInsights("cpu", INSIGHTS.expression()), requests);

        assertThat(asked)
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.metricDataQueries()).hasSize(1));
    }

    /** CloudWatch has no minutes of sixteen days ago, and answers with nothing where the time begins so early. */
    @Test
    void read_longPeriodBesideAShortOne_asksForEachFromItsOwnTime() {
        List<GetMetricDataRequest> asked = asked(onMetric("weekly", 604_800), onMetric("each minute", 60));

        assertThat(asked)
                .extracting(GetMetricDataRequest::startTime)
                .containsExactlyInAnyOrder(NOW.minus(Duration.ofDays(21)), NOW.minus(Duration.ofMinutes(6)));
    }

    private static MetricAlarm onInsights(String name, String expression) {
        return alarm(name)
                .metrics(INSIGHTS.toBuilder().expression(expression).build())
                .build();
    }

    private static MetricAlarm onMetric(String name, int period) {
        return alarm(name)
                .namespace("App")
                .metricName("Errors")
                .statistic("Sum")
                .period(period)
                .build();
    }

    private static MetricAlarm.Builder alarm(String name) {
        return MetricAlarm.builder().alarmName(name).stateValue(StateValue.OK).actionsEnabled(true);
    }

    /** What is asked of CloudWatch for the data of these alarms. */
    private static List<GetMetricDataRequest> asked(MetricAlarm... alarms) {
        List<GetMetricDataRequest> asked = new ArrayList<>();
        CloudWatchClient client =
                new CannedCloudWatch(
                        DescribeAlarmsResponse.builder().metricAlarms(alarms).build(),
                        GetMetricDataResponse.builder().build()) {
                    @Override
                    public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
                        asked.add(request);
                        return GetMetricDataResponse.builder()
                                .metricDataResults(result(StatusCode.COMPLETE, 1))
                                .build();
                    }
                };
        new CloudWatchAlarms(client, new ProbeNames("landfall"), InstantSource.fixed(NOW))
                .read(Stream.of(alarms).map(MetricAlarm::alarmName).toList(), Duration.ofMinutes(5));
        return asked;
    }

    /** Answers as it was told. */
    private static class CannedCloudWatch implements CloudWatchClient {
        private final DescribeAlarmsResponse alarms;
        private final GetMetricDataResponse data;

        CannedCloudWatch(DescribeAlarmsResponse alarms, GetMetricDataResponse data) {
            this.alarms = alarms;
            this.data = data;
        }

        @Override
        public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
            return alarms;
        }

        @Override
        public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
            return data;
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
