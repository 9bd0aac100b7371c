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
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** Data points of many metrics in as few calls as GetMetricData allows. */
final class CloudWatchData {
    private static final int QUERIES_AT_ONCE = 500;

    private final CloudWatchClient client;

    CloudWatchData(CloudWatchClient client) {
        this.client = client;
    }

    /** @param at the beginning of the period that the value is of */
    record Point(Instant at, double value) {}

    /**
     * Points of each query, in the order of the queries, without NaN.
     *
     * @param queries whose identifiers are of no account: they get new ones
     * @throws UnavailableException if any of them could not be answered
     */
    List<List<Point>> read(List<MetricDataQuery> queries, Instant from, Instant to) {
        List<List<Point>> all = new ArrayList<>();
        for (int first = 0; first < queries.size(); first += QUERIES_AT_ONCE) {
            List<MetricDataQuery> some = queries.subList(first, Math.min(first + QUERIES_AT_ONCE, queries.size()));
            all.addAll(readSome(some, from, to));
        }
        return all;
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
        Map<String, List<Point>> points = new HashMap<>();
        SdkClients.answerOrUnavailable(
                        "CloudWatch",
                        () -> client.getMetricDataPaginator(request).stream().toList())
                .forEach(page -> page.metricDataResults().forEach(result -> {
                    requireAnswer(result);
                    points.computeIfAbsent(result.id(), id -> new ArrayList<>()).addAll(points(result));
                }));
        return IntStream.range(0, queries.size())
                .mapToObj(i -> List.copyOf(points.getOrDefault(id(i), List.of())))
                .toList();
    }

    private static String id(int index) {
        return "q" + index;
    }

    private static void requireAnswer(MetricDataResult result) {
        if (result.statusCode() == StatusCode.INTERNAL_ERROR || result.statusCode() == StatusCode.FORBIDDEN) {
            throw new UnavailableException("CloudWatch", "a metric is answered with " + result.statusCodeAsString());
        }
    }

    private static List<Point> points(MetricDataResult result) {
        return IntStream.range(0, result.values().size())
                .mapToObj(i ->
                        new Point(result.timestamps().get(i), result.values().get(i)))
                .filter(point -> !Double.isNaN(point.value()))
                .toList();
    }
}
