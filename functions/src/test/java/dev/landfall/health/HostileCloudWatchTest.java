package dev.landfall.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.AMigration;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.lambda.UnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
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

/**
 * CloudWatch answers as it never should, from the SDK's response to the verdict: PASS only if every watched alarm was
 * read whole and is well, and every answer ends.
 */
class HostileCloudWatchTest {
    private static final String WATCHED = "api-5xx";
    private static final String PROBE = AMigration.PROBE.alarm(AMigration.NAME);

    private final AMigration given = new AMigration();
    private final FakeCloudWatch cloudWatch = new FakeCloudWatch();

    private Instant now() {
        return given.clock.instant();
    }

    private CloudWatchAlarms alarms() {
        return new CloudWatchAlarms(cloudWatch, AMigration.PROBE, given.clock);
    }

    private Verdict verdict() {
        Fence fence = given.locks.find(AMigration.HOSTNAME).isEmpty() ? served() : fence();
        CloudWatchSamples samples = new CloudWatchSamples(cloudWatch, AMigration.PROBE, given.clock);
        return new HealthCheck(alarms(), samples, AMigration.PROBE, given.clock)
                .judge(
                        given.journal.migration(fence.migration()),
                        given.journal.read(fence.migration()),
                        0,
                        HealthCheck.Purpose.ADVANCE)
                .verdict();
    }

    private Fence fence() {
        return given.locks.find(AMigration.HOSTNAME).orElseThrow().fence();
    }

    private Fence served() {
        Fence fence = given.atTen();
        given.journal.append(fence, new Entry.Verified(Entry.Purpose.SET_WEIGHT, "as weighted"));
        given.clock.pass(Duration.ofMinutes(30));
        return fence;
    }

    @Example
    void judge_allWell_passes() {
        assertThat(verdict()).isEqualTo(Verdict.PASS);
    }

    /** Spoils one alarm, and says nothing of what the others are. */
    @Property(tries = 300, seed = "54", edgeCases = EdgeCasesMode.NONE)
    void judge_oneAlarmNotKnownToBeWell_neverPasses(
            @ForAll("spoiltAlarms") Function<MetricAlarm, List<MetricAlarm>> spoil, @ForAll boolean probe) {
        String name = probe ? PROBE : WATCHED;
        cloudWatch.spoilAlarms = alarm -> name.equals(alarm.alarmName()) ? spoil.apply(alarm) : List.of(alarm);

        assertThat(verdict()).isNotEqualTo(Verdict.PASS);
    }

    @Property(tries = 300, seed = "55", edgeCases = EdgeCasesMode.NONE)
    void judge_oneMetricNotAnsweredWell_neverPasses(
            @ForAll("spoiltResults") Spoilt spoilt, @ForAll("metrics") String metric) {
        cloudWatch.spoilResults =
                (query, result) -> metricOf(query).startsWith(metric) ? spoilt.of(result, now()) : List.of(result);

        assertThat(verdict()).isNotEqualTo(Verdict.PASS);
    }

    /** What one result becomes: none, or several. */
    private interface Spoilt {
        List<MetricDataResult> of(MetricDataResult result, Instant now);
    }

    @Example
    void judge_pagesOfAlarmsThatNeverEnd_isNoData() {
        cloudWatch.endlessAlarms = true;

        assertThat(verdict()).isEqualTo(Verdict.NO_DATA);
        assertThatThrownBy(() -> alarms().migrationsWithProbeAlarm())
                .isInstanceOf(UnavailableException.class)
                .hasMessage("CloudWatch did not answer: more than 100 pages of alarms");
    }

    @Example
    void judge_pagesOfDataThatNeverEnd_isNoData() {
        cloudWatch.endlessData = true;

        assertThat(verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(cloudWatch.calls).isLessThan(150);
    }

    @Example
    void read_tenThousandAlarms_readsEachInTheOrderAsked() {
        List<String> names =
                IntStream.range(0, 10_000).mapToObj(i -> "alarm-" + i).toList();
        cloudWatch.existing.addAll(names.subList(0, 9_999));

        List<AlarmReading> readings = alarms().read(names, Duration.ofMinutes(5));

        assertThat(readings).extracting(AlarmReading::name).isEqualTo(names);
        assertThat(readings.getLast().state()).isEqualTo(AlarmReading.State.MISSING);
        assertThat(readings.subList(0, 9_999)).allMatch(reading -> reading.state() == AlarmReading.State.OK);
    }

    @Example
    void read_alarmsNamedAlmostAlike_areNotTakenForEachOther() {
        cloudWatch.existing.remove(WATCHED);
        cloudWatch.existing.addAll(List.of("api-5xx-canary", "API-5XX", "api-5x", "api-5xx ", "api-5\u0445\u0445"));
        cloudWatch.answersWithAll = true;

        assertThat(alarms().read(List.of(WATCHED), Duration.ofMinutes(5)))
                .containsExactly(AlarmReading.missing(WATCHED));
        assertThat(verdict()).isEqualTo(Verdict.NO_DATA);
    }

    /** Its name was cut by the length of the prefix, and the sweeper deleted the alarm of whatever was left. */
    @Example
    void migrationsWithProbeAlarm_alarmsOfOthers_areLeftOut() {
        cloudWatch.existing.addAll(List.of("x", "landfall-staging/probe/other", "LANDFALL/PROBE/loud"));
        cloudWatch.answersWithAll = true;

        assertThat(alarms().migrationsWithProbeAlarm()).containsExactly(AMigration.NAME);
    }

    @Example
    void read_compositeWithoutStateOrActions_isNotBelieved() {
        cloudWatch.composites.add(CompositeAlarm.builder().alarmName("both").build());

        assertThat(alarms().read(List.of("both"), Duration.ofMinutes(5)))
                .containsExactly(new AlarmReading(
                        "both",
                        AlarmReading.State.INSUFFICIENT_DATA,
                        false,
                        AlarmReading.Data.NOT_APPLICABLE,
                        false,
                        60));
    }

    @Provide
    Arbitrary<Function<MetricAlarm, List<MetricAlarm>>> spoiltAlarms() {
        return Arbitraries.of(
                alarm -> List.of(),
                alarm -> List.of(with(alarm, a -> a.stateValue((String) null))),
                alarm -> List.of(with(alarm, a -> a.stateValue("ok"))),
                alarm -> List.of(with(alarm, a -> a.stateValue("DREAMING"))),
                alarm -> List.of(with(alarm, a -> a.stateValue(StateValue.INSUFFICIENT_DATA))),
                alarm -> List.of(with(alarm, a -> a.stateValue(StateValue.ALARM))),
                alarm -> List.of(with(alarm, a -> a.stateValue(StateValue.ALARM)), alarm),
                alarm -> List.of(alarm, with(alarm, a -> a.stateValue(StateValue.ALARM))),
                alarm -> List.of(alarm, with(alarm, a -> a.stateValue(StateValue.INSUFFICIENT_DATA))),
                alarm -> List.of(with(alarm, a -> a.actionsEnabled(null))),
                alarm -> List.of(with(alarm, a -> a.actionsEnabled(false))),
                alarm -> List.of(with(alarm, a -> a.alarmName(null))),
                alarm -> List.of(with(alarm, a -> a.alarmName(alarm.alarmName() + "-canary"))),
                alarm -> List.of(with(alarm, a -> a.alarmName(alarm.alarmName().toUpperCase(Locale.ROOT)))),
                alarm -> List.of(with(alarm, a -> a.metricName(null))),
                alarm -> List.of(with(
                        alarm,
                        a -> a.metricName(null)
                                .metrics(MetricDataQuery.builder()
                                        .id("m")
                                        .expression("1 + 1")
                                        .build()))));
    }

    private static MetricAlarm with(MetricAlarm alarm, Consumer<MetricAlarm.Builder> change) {
        return alarm.toBuilder().applyMutation(change).build();
    }

    @Provide
    Arbitrary<String> metrics() {
        return Arbitraries.of("Errors", "Available", "Latency");
    }

    @Provide
    Arbitrary<Spoilt> spoiltResults() {
        Arbitrary<Spoilt> values = Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)
                .map(value -> (result, now) ->
                        List.of(with(result, Collections.nCopies(result.values().size(), value), result.timestamps())));
        Arbitrary<Spoilt> statuses = Arbitraries.of("InternalError", "Forbidden", "PartialData", "Dreaming")
                .map(status -> (result, now) ->
                        List.of(result.toBuilder().statusCode(status).build()));
        Arbitrary<Spoilt> times = Arbitraries.of(
                (result, now) -> List.of(at(result, now.plusSeconds(600))),
                (result, now) -> List.of(at(result, now.minusSeconds(86_400))),
                (result, now) -> List.of(with(result, result.values(), List.of())),
                (result, now) -> List.of(with(result, List.of(), List.of())),
                (result, now) -> List.of(result.toBuilder().id("q999").build()),
                (result, now) -> List.of());
        return Arbitraries.oneOf(values, statuses, times);
    }

    private static MetricDataResult at(MetricDataResult result, Instant time) {
        return with(result, result.values(), Collections.nCopies(result.values().size(), time));
    }

    private static MetricDataResult with(MetricDataResult result, List<Double> values, List<Instant> times) {
        return result.toBuilder().values(values).timestamps(times).build();
    }

    private static String metricOf(MetricDataQuery query) {
        return query.metricStat().metric().metricName();
    }

    @Test
    void probes_ofNoTimeAtAll_areNoneAndCloudWatchIsNotAsked() {
        CloudWatchSamples samples = new CloudWatchSamples(cloudWatch, AMigration.PROBE, given.clock);

        assertThat(samples.probes(AMigration.NAME, Samples.Side.AWS, now(), now()))
                .isEqualTo(Samples.ProbeSample.NONE);
        assertThat(samples.requests("app/shop/1", now(), now().minusSeconds(1))).isZero();
    }

    private interface SpoilResults {
        List<MetricDataResult> of(MetricDataQuery query, MetricDataResult result);
    }

    /** All is well in it until a test spoils something. */
    private final class FakeCloudWatch implements CloudWatchClient {
        private final List<String> existing = new ArrayList<>(List.of(WATCHED, PROBE));
        private final List<CompositeAlarm> composites = new ArrayList<>();
        private Function<MetricAlarm, List<MetricAlarm>> spoilAlarms = List::of;
        private SpoilResults spoilResults = (query, result) -> List.of(result);
        private boolean answersWithAll;
        private boolean endlessAlarms;
        private boolean endlessData;
        private int calls;

        @Override
        public DescribeAlarmsResponse describeAlarms(DescribeAlarmsRequest request) {
            calls++;
            return DescribeAlarmsResponse.builder()
                    .metricAlarms(existing.stream()
                            .filter(name -> answersWithAll || isAskedFor(request, name))
                            .map(FakeCloudWatch::alarm)
                            .flatMap(alarm -> spoilAlarms.apply(alarm).stream())
                            .toList())
                    .compositeAlarms(composites)
                    .nextToken(nextToken(endlessAlarms))
                    .build();
        }

        private static boolean isAskedFor(DescribeAlarmsRequest request, String name) {
            return request.alarmNames().contains(name)
                    || (request.alarmNamePrefix() != null && name.startsWith(request.alarmNamePrefix()));
        }

        private static MetricAlarm alarm(String name) {
            return MetricAlarm.builder()
                    .alarmName(name)
                    .namespace("App")
                    .metricName("Errors of " + name)
                    .statistic("Sum")
                    .period(60)
                    .stateValue(StateValue.OK)
                    .actionsEnabled(true)
                    .build();
        }

        private static @Nullable String nextToken(boolean endless) {
            return endless ? "more" : null;
        }

        @Override
        public GetMetricDataResponse getMetricData(GetMetricDataRequest request) {
            calls++;
            if (!request.startTime().isBefore(request.endTime())) {
                throw CloudWatchException.builder()
                        .message("StartTime must be before EndTime")
                        .statusCode(400)
                        .build();
            }
            return GetMetricDataResponse.builder()
                    .metricDataResults(request.metricDataQueries().stream()
                            .flatMap(query -> spoilResults.of(query, result(query)).stream())
                            .toList())
                    .nextToken(nextToken(endlessData))
                    .build();
        }

        /** Five good probes of 80 ms, no request, and one value for each alarm's metric. */
        private MetricDataResult result(MetricDataQuery query) {
            boolean latencies = metricOf(query).equals(ProbeNames.LATENCY)
                    && query.metricStat().stat().equals("Sum");
            boolean requests = metricOf(query).equals("RequestCount");
            int minutes = metricOf(query).startsWith("Errors") ? 1 : 20;
            return MetricDataResult.builder()
                    .id(query.id())
                    .statusCode(StatusCode.COMPLETE)
                    .timestamps(IntStream.rangeClosed(1, minutes)
                            .mapToObj(minute -> now().minusSeconds(60L * minute))
                            .toList())
                    .values(Collections.nCopies(minutes, requests ? 0.0 : latencies ? 80.0 : 1.0))
                    .build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
