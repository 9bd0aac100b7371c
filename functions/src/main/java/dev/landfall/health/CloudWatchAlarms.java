package dev.landfall.health;

import dev.landfall.lambda.Environment;
import dev.landfall.lambda.SdkClients;
import dev.landfall.lambda.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/**
 * CloudWatch alarms, and whether there is data behind them: an alarm on a mis-named metric that treats missing data as
 * not breaching is OK for ever.
 */
public final class CloudWatchAlarms implements Alarms {
    private static final String DEPENDENCY = "CloudWatch";

    /** The most that DescribeAlarms takes. */
    private static final int NAMES_AT_ONCE = 100;

    /** 10,000 alarms; an answer that goes on after them never ends. */
    private static final int MOST_PAGES = 100;

    private static final int COMPOSITE_PERIOD = 60;

    private final CloudWatchClient client;
    private final CloudWatchData data;
    private final ProbeNames names;
    private final InstantSource clock;

    CloudWatchAlarms(CloudWatchClient client, ProbeNames names, InstantSource clock) {
        this.client = client;
        this.data = new CloudWatchData(client);
        this.names = names;
        this.clock = clock;
    }

    public static CloudWatchAlarms fromEnvironment() {
        return new CloudWatchAlarms(
                SdkClients.retrying(CloudWatchClient.builder()), ProbeNames.fromEnvironment(), Environment.clock());
    }

    @Override
    public List<AlarmReading> read(List<String> names, Duration recent) {
        List<DescribeAlarmsResponse> pages = describe(names.stream().distinct().toList());
        List<MetricAlarm> metricAlarms =
                pages.stream().flatMap(page -> page.metricAlarms().stream()).toList();
        Map<String, AlarmReading> readings = new HashMap<>();
        pages.stream()
                .flatMap(page -> page.compositeAlarms().stream())
                .forEach(alarm -> readings.merge(alarm.alarmName(), reading(alarm), CloudWatchAlarms::worse));
        Map<CloudWatchInput, Boolean> present = present(metricAlarms, recent);
        metricAlarms.forEach(
                alarm -> readings.merge(alarm.alarmName(), reading(alarm, present), CloudWatchAlarms::worse));
        return names.stream()
                .map(name -> readings.getOrDefault(name, AlarmReading.missing(name)))
                .toList();
    }

    /** An alarm that changes between two pages stands on both. */
    private static AlarmReading worse(AlarmReading one, AlarmReading other) {
        return one.state() == AlarmReading.State.ALARM || other.state() == AlarmReading.State.OK ? one : other;
    }

    private List<DescribeAlarmsResponse> describe(List<String> names) {
        List<DescribeAlarmsResponse> pages = new ArrayList<>();
        for (int first = 0; first < names.size(); first += NAMES_AT_ONCE) {
            List<String> some = names.subList(first, Math.min(first + NAMES_AT_ONCE, names.size()));
            pages.addAll(describe(request -> request.alarmNames(some)));
        }
        return pages;
    }

    private List<DescribeAlarmsResponse> describe(Consumer<DescribeAlarmsRequest.Builder> selection) {
        DescribeAlarmsRequest request = DescribeAlarmsRequest.builder()
                .applyMutation(selection)
                .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                .maxRecords(NAMES_AT_ONCE)
                .build();
        List<DescribeAlarmsResponse> pages = SdkClients.answerOrUnavailable(
                DEPENDENCY,
                () -> client.describeAlarmsPaginator(request).stream()
                        .limit(MOST_PAGES + 1L)
                        .toList());
        if (pages.size() > MOST_PAGES) {
            throw new UnavailableException(DEPENDENCY, "more than " + MOST_PAGES + " pages of alarms");
        }
        return pages;
    }

    /** For each input of the alarms, whether it had data within {@code recent}, or its last two periods if longer. */
    private Map<CloudWatchInput, Boolean> present(List<MetricAlarm> alarms, Duration recent) {
        Instant now = clock.instant();
        Map<CloudWatchInput, Boolean> present = new HashMap<>();
        alarms.stream()
                .flatMap(alarm -> CloudWatchInput.of(alarm).stream())
                .distinct()
                .collect(Collectors.groupingBy(CloudWatchInput::period))
                .forEach((period, inputs) -> present.putAll(presentOfOnePeriod(inputs, now, recent)));
        return present;
    }

    /**
     * Apart by period: CloudWatch keeps short periods for hours or days only, and gives nothing of them for a time that
     * begins before, as long ones make it.
     */
    private Map<CloudWatchInput, Boolean> presentOfOnePeriod(
            List<CloudWatchInput> inputs, Instant now, Duration recent) {
        CloudWatchInput any = inputs.getFirst();
        Instant since = any.since(now, recent);
        List<List<CloudWatchData.Point>> points =
                data.read(inputs.stream().map(CloudWatchInput::query).toList(), since.minus(any.period()), now);
        Map<CloudWatchInput, Boolean> present = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            present.put(
                    inputs.get(i),
                    points.get(i).stream()
                            .filter(point -> !point.at().isAfter(now))
                            .anyMatch(point -> point.at().plus(any.period()).isAfter(since)));
        }
        return present;
    }

    private static AlarmReading reading(CompositeAlarm alarm) {
        return new AlarmReading(
                alarm.alarmName(),
                state(alarm.stateValue()),
                Boolean.TRUE.equals(alarm.actionsEnabled()),
                AlarmReading.Data.NOT_APPLICABLE,
                false,
                COMPOSITE_PERIOD);
    }

    private static AlarmReading reading(MetricAlarm alarm, Map<CloudWatchInput, Boolean> present) {
        List<CloudWatchInput> inputs = CloudWatchInput.of(alarm);
        List<CloudWatchInput> steady =
                inputs.stream().filter(input -> !input.sparse()).toList();
        boolean sparse = steady.isEmpty() && !inputs.isEmpty();
        // Metric math is only as good as each of its inputs; those that are sparse by nature may be absent.
        boolean hasData = sparse
                ? inputs.stream().anyMatch(present::get)
                : !steady.isEmpty() && steady.stream().allMatch(present::get);
        return new AlarmReading(
                alarm.alarmName(),
                state(alarm.stateValue()),
                Boolean.TRUE.equals(alarm.actionsEnabled()),
                hasData ? AlarmReading.Data.PRESENT : AlarmReading.Data.ABSENT,
                sparse,
                inputs.stream()
                        .mapToInt(input -> Math.toIntExact(input.period().toSeconds()))
                        .max()
                        .orElse(COMPOSITE_PERIOD));
    }

    private static AlarmReading.State state(@Nullable StateValue state) {
        return switch (state) {
            case null -> AlarmReading.State.INSUFFICIENT_DATA;
            case OK -> AlarmReading.State.OK;
            case ALARM -> AlarmReading.State.ALARM;
            case INSUFFICIENT_DATA, UNKNOWN_TO_SDK_VERSION -> AlarmReading.State.INSUFFICIENT_DATA;
        };
    }

    @Override
    public void createProbeAlarm(String migration) {
        PutMetricAlarmRequest request = PutMetricAlarmRequest.builder()
                .alarmName(names.alarm(migration))
                .alarmDescription("Landfall migration " + migration
                        + ": most probes of the AWS side failed, or none came, in two of three minutes.")
                .namespace(ProbeNames.NAMESPACE)
                .metricName(ProbeNames.AVAILABLE)
                .dimensions(CloudWatchSamples.dimensions(names.dimensions(migration, Samples.Side.AWS)))
                .statistic(Statistic.AVERAGE)
                .period(60)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .threshold(0.5)
                // One lost or late probe in three minutes is no outage; two are.
                .evaluationPeriods(3)
                .datapointsToAlarm(2)
                .treatMissingData("breaching")
                .build();
        SdkClients.answer(DEPENDENCY, () -> client.putMetricAlarm(request));
    }

    @Override
    public void deleteProbeAlarm(String migration) {
        SdkClients.answer(DEPENDENCY, () -> {
            try {
                return client.deleteAlarms(request -> request.alarmNames(names.alarm(migration)))
                        .responseMetadata();
            } catch (ResourceNotFoundException alreadyGone) {
                return alreadyGone;
            }
        });
    }

    @Override
    public List<String> migrationsWithProbeAlarm() {
        String prefix = names.alarmPrefix();
        return describe(request -> request.alarmNamePrefix(prefix)).stream()
                .flatMap(page -> page.metricAlarms().stream())
                .map(MetricAlarm::alarmName)
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }
}
