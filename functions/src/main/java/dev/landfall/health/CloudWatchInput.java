package dev.landfall.health;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/**
 * One metric that a metric alarm looks at: the alarm's own, or an input of its metric math or anomaly band.
 *
 * @param query without an identifier
 */
record CloudWatchInput(MetricDataQuery query, Duration period, boolean sparse) {
    private static final int DEFAULT_PERIOD = 60;

    /**
     * Counts of errors that Application Load Balancers report only while they are not zero, by the reporting criteria in
     * <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html">
     * CloudWatch metrics for your Application Load Balancer</a>. Counts of what is normal, such as RequestCount, are
     * reported so too, but an alarm on those has nothing to judge without them.
     */
    private static final Set<String> SPARSE_OF_LOAD_BALANCERS = Set.of(
            "ClientTLSNegotiationErrorCount",
            "DesyncMitigationMode_NonCompliant_Request_Count",
            "DroppedInvalidHeaderRequestCount",
            "ELBAuthError",
            "ELBAuthFailure",
            "ForwardedInvalidHeaderRequestCount",
            "HTTPCode_ELB_4XX_Count",
            "HTTPCode_ELB_5XX_Count",
            "HTTPCode_ELB_500_Count",
            "HTTPCode_ELB_502_Count",
            "HTTPCode_ELB_503_Count",
            "HTTPCode_ELB_504_Count",
            "HTTPCode_Target_4XX_Count",
            "HTTPCode_Target_5XX_Count",
            "HTTP_Redirect_Url_Limit_Exceeded_Count",
            "LambdaInternalError",
            "LambdaUserError",
            "RejectedConnectionCount",
            "TargetConnectionErrorCount",
            "TargetTLSNegotiationErrorCount");

    static List<CloudWatchInput> of(MetricAlarm alarm) {
        if (alarm.metricName() != null) {
            return List.of(ofOwnMetric(alarm));
        }
        return alarm.metrics().stream()
                .filter(query -> query.metricStat() != null || isMetricsInsights(query))
                .map(CloudWatchInput::ofQuery)
                .toList();
    }

    private static CloudWatchInput ofOwnMetric(MetricAlarm alarm) {
        Metric metric = Metric.builder()
                .namespace(alarm.namespace())
                .metricName(alarm.metricName())
                .dimensions(alarm.dimensions())
                .build();
        MetricDataQuery query = MetricDataQuery.builder()
                .metricStat(stat -> stat.metric(metric)
                        .period(alarm.period())
                        .stat(alarm.extendedStatistic() == null ? alarm.statisticAsString() : alarm.extendedStatistic())
                        .unit(alarm.unit()))
                .build();
        return ofQuery(query);
    }

    private static CloudWatchInput ofQuery(MetricDataQuery query) {
        boolean isExpression = query.metricStat() == null;
        Integer seconds = isExpression ? query.period() : query.metricStat().period();
        return new CloudWatchInput(
                query,
                Duration.ofSeconds(Objects.requireNonNullElse(seconds, DEFAULT_PERIOD)),
                !isExpression && isSparse(query.metricStat().metric()));
    }

    /** An expression that queries by itself, where metric math only computes with other queries. */
    static boolean isMetricsInsights(MetricDataQuery query) {
        return query.expression() != null
                && query.expression().strip().toUpperCase(Locale.ROOT).startsWith("SELECT");
    }

    private static boolean isSparse(Metric metric) {
        return metric.namespace().equals("AWS/ApplicationELB")
                && SPARSE_OF_LOAD_BALANCERS.contains(metric.metricName());
    }

    /** From when on a data point counts as recent: CloudWatch is still at work on the period that runs. */
    Instant since(Instant now, Duration recent) {
        Duration twoPeriods = period.multipliedBy(2);
        return now.minus(recent.compareTo(twoPeriods) > 0 ? recent : twoPeriods);
    }
}
