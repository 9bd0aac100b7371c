package dev.landfall.health;

import dev.landfall.lambda.SdkClients;
import dev.landfall.lambda.UnavailableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** Data points of many metrics in as few calls as GetMetricData allows. */
final class CloudWatchData {
    private static final String DEPENDENCY = "CloudWatch";

    private static final int QUERIES_AT_ONCE = 500;

    /** A day of one-minute data of 500 metrics is eight; more is no answer, whatever it says. */
    private static final int MOST_PAGES = 100;

    private final CloudWatchClient client;

    CloudWatchData(CloudWatchClient client) {
        this.client = client;
    }

    /** @param at the beginning of the period that the value is of */
    record Point(Instant at, double value) {}

    /**
     * Points of each query, in the order of the queries, without those that are no number.
     *
     * @param queries whose identifiers are of no account: they get new ones
     * @throws UnavailableException if any of them could not be answered
     */
    List<List<Point>> read(List<MetricDataQuery> queries, Instant from, Instant to) {
        return batches(queries).stream()
                .flatMap(batch -> readSome(batch, from, to).stream())
                .toList();
    }

    /** GetMetricData takes one query of Metrics Insights at a time, beside metrics. */
    private static List<List<MetricDataQuery>> batches(List<MetricDataQuery> queries) {
        List<List<MetricDataQuery>> batches = new ArrayList<>();
        List<MetricDataQuery> last = new ArrayList<>();
        for (MetricDataQuery query : queries) {
            boolean second = CloudWatchInput.isMetricsInsights(query)
                    && last.stream().anyMatch(CloudWatchInput::isMetricsInsights);
            if (last.isEmpty() || last.size() == QUERIES_AT_ONCE || second) {
                last = new ArrayList<>();
                batches.add(last);
            }
            last.add(query);
        }
        return batches;
    }

    private List<List<Point>> readSome(List<MetricDataQuery> queries, Instant from, Instant to) {
        GetMetricDataRequest request = GetMetricDataRequest.builder()
                .metricDataQueries(IntStream.range(0, queries.size())
                        .mapToObj(i -> queries.get(i).toBuilder()
                                .id(id(i))
                                .returnData(true)
                                .build())
                        .toList())
                .startTime(from)
                .endTime(to)
                .build();
        List<MetricDataResult> results = pages(request).stream()
                .flatMap(page -> page.metricDataResults().stream())
                .toList();
        requireWhole(queries, results);
        Map<String, List<Point>> points = new HashMap<>();
        results.forEach(result ->
                points.computeIfAbsent(result.id(), id -> new ArrayList<>()).addAll(points(result)));
        return IntStream.range(0, queries.size())
                .mapToObj(i -> List.copyOf(points.getOrDefault(id(i), List.of())))
                .toList();
    }

    private static String id(int index) {
        return "q" + index;
    }

    private List<GetMetricDataResponse> pages(GetMetricDataRequest request) {
        List<GetMetricDataResponse> pages = SdkClients.answerOrUnavailable(
                DEPENDENCY,
                () -> client.getMetricDataPaginator(request).stream()
                        .limit(MOST_PAGES + 1L)
                        .toList());
        if (pages.size() > MOST_PAGES) {
            throw new UnavailableException(DEPENDENCY, "more than " + MOST_PAGES + " pages of data");
        }
        return pages;
    }

    /**
     * Each metric has a result, if only an empty one, and the last page of it is complete. Half of a metric beside the
     * whole of another would make up failures, or hide them.
     */
    private static void requireWhole(List<MetricDataQuery> queries, List<MetricDataResult> results) {
        Map<String, StatusCode> statuses = new HashMap<>();
        results.forEach(result -> statuses.merge(result.id(), status(result), CloudWatchData::later));
        for (int i = 0; i < queries.size(); i++) {
            // An expression that finds no metric has no result either.
            boolean found = queries.get(i).metricStat() == null || statuses.containsKey(id(i));
            StatusCode status = statuses.getOrDefault(id(i), StatusCode.COMPLETE);
            if (!found || status != StatusCode.COMPLETE) {
                throw new UnavailableException(
                        DEPENDENCY, "a metric is answered with " + (found ? status : "nothing at all"));
            }
        }
    }

    /** What emulators leave out, and newer versions may add, is no reason to doubt the data. */
    private static StatusCode status(MetricDataResult result) {
        StatusCode status = result.statusCode();
        return status == null ? StatusCode.COMPLETE : status;
    }

    /** A refusal stays one, whatever comes after it. */
    private static StatusCode later(StatusCode before, StatusCode after) {
        return before == StatusCode.COMPLETE || before == StatusCode.PARTIAL_DATA ? after : before;
    }

    private static List<Point> points(MetricDataResult result) {
        if (result.values().size() != result.timestamps().size()) {
            throw new UnavailableException(DEPENDENCY, "a metric is answered with values that have no times");
        }
        return IntStream.range(0, result.values().size())
                .mapToObj(i ->
                        new Point(result.timestamps().get(i), result.values().get(i)))
                .filter(point -> Double.isFinite(point.value()))
                .toList();
    }
}
