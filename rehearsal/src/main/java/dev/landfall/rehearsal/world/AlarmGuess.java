package dev.landfall.rehearsal.world;

import dev.landfall.plan.ShiftSpec;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an alarm of the spec probably watches. A rehearsal asks no AWS account, so it goes by the alarm's name and by
 * what the spec says of it.
 */
final class AlarmGuess {

    private static final Pattern OF_LATENCY = Pattern.compile("latency|slow|response.?time|duration|p9\\d");

    private AlarmGuess() {}

    static AlarmRule of(ShiftSpec.WatchedAlarm alarm) {
        if (OF_LATENCY.matcher(alarm.name().toLowerCase(Locale.ROOT)).find()) {
            return rule(Metric.LATENCY, AlarmRule.Statistic.AVERAGE, 1, AlarmRule.MissingData.MISSING);
        }
        return alarm.sparse() == null
                ? rule(Metric.ERROR_SHARE, AlarmRule.Statistic.AVERAGE, 0.02, AlarmRule.MissingData.MISSING)
                : rule(Metric.ERRORS, AlarmRule.Statistic.SUM, 10, AlarmRule.MissingData.NOT_BREACHING);
    }

    private static AlarmRule rule(
            Metric metric, AlarmRule.Statistic statistic, double threshold, AlarmRule.MissingData missing) {
        return new AlarmRule(
                metric, statistic, AlarmRule.Comparison.OVER, threshold, Duration.ofMinutes(1), 2, 3, missing);
    }
}
