package dev.landfall.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.landfall.lambda.AwsEmulator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

@ExtendWith(AwsEmulator.class)
class CloudWatchAlarmsIT {
    private static final Duration RECENT = Duration.ofMinutes(5);

    /** Alarms and metrics that no other test has. */
    private final String unique = UUID.randomUUID().toString();

    private CloudWatchClient client;
    private Alarms alarms;

    @BeforeEach
    void connect(AwsEmulator aws) {
        client = aws.client(CloudWatchClient.builder());
        alarms = new CloudWatchAlarms(client, new ProbeNames("landfall"), InstantSource.system());
    }

    @Test
    void read_noSuchAlarm_isMissing() {
        assertThat(alarms.read(List.of(unique), RECENT)).containsExactly(AlarmReading.missing(unique));
    }

    @Test
    void read_metricWithData_isPresent() {
        givenData("Latency", Instant.now().minusSeconds(60));
        givenAlarm("Latency", 60);

        assertThat(read("Latency")).satisfies(reading -> {
            assertThat(reading.data()).isEqualTo(AlarmReading.Data.PRESENT);
            assertThat(reading.enabled()).isTrue();
            assertThat(reading.sparse()).isFalse();
            assertThat(reading.periodSeconds()).isEqualTo(60);
        });
    }

    @Test
    void read_misnamedMetric_isAbsentWhateverItsState() {
        givenAlarm("Latensy", 60);
        client.setAlarmState(request -> request.alarmName(name("Latensy"))
                .stateValue(StateValue.OK)
                .stateReason("missing data is not breaching"));

        assertThat(read("Latensy")).satisfies(reading -> {
            assertThat(reading.state()).isEqualTo(AlarmReading.State.OK);
            assertThat(reading.data()).isEqualTo(AlarmReading.Data.ABSENT);
        });
    }

    @Test
    void read_metricThatStopped_isAbsent() {
        givenData("Latency", Instant.now().minus(Duration.ofMinutes(30)));
        givenAlarm("Latency", 60);

        assertThat(read("Latency").data()).isEqualTo(AlarmReading.Data.ABSENT);
    }

    @Test
    void read_periodLongerThanRecent_looksBackTwoPeriods() {
        givenData("Slow", Instant.now().minus(Duration.ofMinutes(20)));
        givenAlarm("Slow", 900);

        assertThat(read("Slow")).satisfies(reading -> {
            assertThat(reading.data()).isEqualTo(AlarmReading.Data.PRESENT);
            assertThat(reading.periodSeconds()).isEqualTo(900);
        });
    }

    @Test
    void read_metricMath_isPresentOnlyWithAllInputs() {
        givenData("Requests", Instant.now().minusSeconds(60));
        givenMathAlarm("share", "Errors", "Requests");
        assertThat(read("share").data()).isEqualTo(AlarmReading.Data.ABSENT);

        givenData("Errors", Instant.now().minusSeconds(60));
        assertThat(read("share").data()).isEqualTo(AlarmReading.Data.PRESENT);
    }

    @Test
    void read_errorCountOfALoadBalancer_isSparse() {
        client.putMetricAlarm(alarm -> alarm.alarmName(name("5xx"))
                .namespace("AWS/ApplicationELB")
                .metricName("HTTPCode_Target_5XX_Count")
                .dimensions(Dimension.builder()
                        .name("LoadBalancer")
                        .value("app/shop/" + unique)
                        .build())
                .statistic(Statistic.SUM)
                .period(60)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));

        assertThat(read("5xx")).satisfies(reading -> {
            assertThat(reading.sparse()).isTrue();
            assertThat(reading.data()).isEqualTo(AlarmReading.Data.ABSENT);
        });
    }

    @Test
    void read_alarming_isAlarm() {
        givenAlarm("Latency", 60);
        client.setAlarmState(request ->
                request.alarmName(name("Latency")).stateValue(StateValue.ALARM).stateReason("test"));

        assertThat(read("Latency").state()).isEqualTo(AlarmReading.State.ALARM);
    }

    @Test
    void read_actionsSwitchedOff_isNotEnabled() {
        givenAlarm("Latency", 60);
        client.disableAlarmActions(request -> request.alarmNames(name("Latency")));

        assertThat(read("Latency").enabled()).isFalse();
    }

    @Test
    void read_nameThatBeginsAnother_isExact() {
        givenAlarm("Latency", 60);

        assertThat(alarms.read(List.of(unique), RECENT)).containsExactly(AlarmReading.missing(unique));
    }

    @Test
    void read_moreThanOneCallTakes_givesAllInTheOrderAsked() {
        List<String> all = IntStream.range(0, 120).mapToObj(i -> "alarm " + i).toList();
        all.forEach(alarm -> givenAlarm(alarm, 60));

        assertThat(alarms.read(all.stream().map(this::name).toList(), RECENT))
                .extracting(AlarmReading::name)
                .containsExactlyElementsOf(all.stream().map(this::name).toList());
    }

    @Test
    void createProbeAlarm_once_breachesWithoutData() {
        alarms.createProbeAlarm(unique);

        MetricAlarm made = client.describeAlarms(request -> request.alarmNames("landfall/probe/" + unique))
                .metricAlarms()
                .getFirst();
        assertThat(made.treatMissingData()).isEqualTo("breaching");
        assertThat(made.namespace()).isEqualTo("Landfall/Probe");
        assertThat(made.metricName()).isEqualTo("Available");
        assertThat(made.dimensions())
                .extracting(dimension -> dimension.name() + "=" + dimension.value())
                .containsExactlyInAnyOrder("Stack=landfall", "Migration=" + unique, "Side=AWS");
        assertThat(Stream.of(made.datapointsToAlarm(), made.evaluationPeriods()))
                .containsExactly(2, 3);
    }

    @Test
    void migrationsWithProbeAlarm_createdAndDeleted_givesTheOthers() {
        alarms.createProbeAlarm(unique);
        alarms.createProbeAlarm(unique + "-2");
        alarms.createProbeAlarm(unique + "-2");

        alarms.deleteProbeAlarm(unique);

        assertThat(alarms.migrationsWithProbeAlarm()).contains(unique + "-2").doesNotContain(unique);
    }

    /** The name of one stack begins that of the other. */
    @Test
    void migrationsWithProbeAlarm_ofAnotherStack_areNotGiven() {
        new CloudWatchAlarms(client, new ProbeNames("landfall-probe"), InstantSource.system()).createProbeAlarm(unique);
        new CloudWatchAlarms(client, new ProbeNames("land"), InstantSource.system()).createProbeAlarm(unique);

        assertThat(alarms.migrationsWithProbeAlarm()).noneMatch(migration -> migration.contains(unique));
    }

    @Test
    void deleteProbeAlarm_none_isHarmless() {
        assertThatCode(() -> alarms.deleteProbeAlarm(unique)).doesNotThrowAnyException();
    }

    private String name(String alarm) {
        return unique + " " + alarm;
    }

    private AlarmReading read(String alarm) {
        return alarms.read(List.of(name(alarm)), RECENT).getFirst();
    }

    private void givenAlarm(String metric, int period) {
        client.putMetricAlarm(alarm -> alarm.alarmName(name(metric))
                .namespace(unique)
                .metricName(metric)
                .statistic(Statistic.AVERAGE)
                .period(period)
                .evaluationPeriods(1)
                .threshold(1.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .actionsEnabled(true));
    }

    private void givenMathAlarm(String alarmName, String errors, String requests) {
        client.putMetricAlarm(alarm -> alarm.alarmName(name(alarmName))
                .metrics(
                        input("errors", errors),
                        input("requests", requests),
                        MetricDataQuery.builder()
                                .id("share")
                                .expression("errors / requests")
                                .returnData(true)
                                .build())
                .evaluationPeriods(1)
                .threshold(0.1)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));
    }

    private MetricDataQuery input(String id, String metric) {
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(stat -> stat.period(60)
                        .stat("Sum")
                        .metric(source -> source.namespace(unique).metricName(metric)))
                .returnData(false)
                .build();
    }

    private void givenData(String metric, Instant at) {
        client.putMetricData(request -> request.namespace(unique)
                .metricData(MetricDatum.builder()
                        .metricName(metric)
                        .value(1.0)
                        .timestamp(at)
                        .build()));
    }
}
