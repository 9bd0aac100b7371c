package dev.landfall.rehearsal.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads an alarm of the template. */
final class OwnAlarmReader {

    private static final Set<String> ALARM_PROPERTIES = Set.of(
            "AlarmName",
            "AlarmDescription",
            "Metrics",
            "Namespace",
            "MetricName",
            "Dimensions",
            "Statistic",
            "Period",
            "EvaluationPeriods",
            "DatapointsToAlarm",
            "Threshold",
            "ComparisonOperator",
            "TreatMissingData",
            "ActionsEnabled",
            "AlarmActions",
            "OKActions");

    /** As in {@code SUM([failed, timedOut])}. */
    private static final Pattern SUM = Pattern.compile("SUM\\(\\[([^]]+)]\\)");

    private final String id;
    private final JsonNode properties;
    private final BiFunction<String, JsonNode, String> resolve;

    /** @param resolve gives the text of what stands at a place of the template */
    OwnAlarmReader(String id, JsonNode properties, BiFunction<String, JsonNode, String> resolve) {
        this.id = id;
        this.properties = properties;
        this.resolve = resolve;
    }

    /** @throws TemplateRefused if it says what is not known here */
    SamTemplate.Alarm read() {
        SamTemplate.requireKnown(id, properties, ALARM_PROPERTIES);
        int of = whole("EvaluationPeriods", properties);
        return new SamTemplate.Alarm(
                resolve.apply(id + ".AlarmName", properties.path("AlarmName")),
                properties.path("AlarmDescription").asText(),
                terms(),
                Duration.ofSeconds(period()),
                properties.path("ComparisonOperator").asText(),
                properties.path("Threshold").asDouble(),
                new Periods(properties.path("DatapointsToAlarm").asInt(of), of, missing()));
    }

    private AlarmRule.MissingData missing() {
        String given = properties.path("TreatMissingData").asText("missing");
        return switch (given) {
            case "missing" -> AlarmRule.MissingData.MISSING;
            case "ignore" -> AlarmRule.MissingData.IGNORE;
            case "breaching" -> AlarmRule.MissingData.BREACHING;
            case "notBreaching" -> AlarmRule.MissingData.NOT_BREACHING;
            default -> throw new TemplateRefused(id, "TreatMissingData: " + given + " is not known here");
        };
    }

    private List<SamTemplate.Term> terms() {
        if (!properties.has("Metrics")) {
            return List.of(term(properties, properties.path("Statistic"), 1));
        }
        String expression = properties.path("Metrics").findPath("Expression").asText();
        Matcher sum = SUM.matcher(expression);
        return sum.matches()
                ? Stream.of(sum.group(1).split(",")).map(name -> term(name, 1)).toList()
                : difference(expression.split(" - "));
    }

    private List<SamTemplate.Term> difference(String[] names) {
        List<SamTemplate.Term> terms = new ArrayList<>();
        for (String name : names) {
            terms.add(term(name, terms.isEmpty() ? 1 : -1));
        }
        return terms;
    }

    private SamTemplate.Term term(String name, int factor) {
        return metrics()
                .filter(metric -> metric.path("Id").asText().equals(name.strip()))
                .map(metric -> metric.path("MetricStat"))
                .map(stat -> term(stat.path("Metric"), stat.path("Stat"), factor))
                .findFirst()
                .orElseThrow(() -> new TemplateRefused(id, "Expression: " + name + " is not known here"));
    }

    private SamTemplate.Term term(JsonNode metric, JsonNode statistic, int factor) {
        JsonNode of = metric.at("/Dimensions/0/Value");
        return new SamTemplate.Term(
                metric.path("Namespace").asText() + " "
                        + metric.path("MetricName").asText(),
                of.has("Fn::GetAtt") ? "" : resolve.apply(id + ".Dimensions", of),
                statistic.asText(),
                factor);
    }

    private Stream<JsonNode> metrics() {
        return properties.path("Metrics").valueStream().filter(metric -> metric.has("MetricStat"));
    }

    /** Of all metrics alike, in seconds: CloudWatch, too, takes expressions of one period only. */
    private int period() {
        List<Integer> periods = properties.has("Metrics")
                ? metrics()
                        .map(metric -> whole("Period", metric.path("MetricStat")))
                        .distinct()
                        .toList()
                : List.of(whole("Period", properties));
        if (periods.size() != 1 || periods.getFirst() % 60 != 0) {
            throw new TemplateRefused(id, "periods of " + periods + " seconds are not known here");
        }
        return periods.getFirst();
    }

    private int whole(String name, JsonNode given) {
        int value = given.path(name).asInt();
        if (value < 1) {
            throw new TemplateRefused(id, name + " must be a whole number of at least 1");
        }
        return value;
    }
}
