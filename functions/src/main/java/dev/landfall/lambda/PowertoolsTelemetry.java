package dev.landfall.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.DimensionSet;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * One structured log line and one metric (CloudWatch embedded metric format) for each call. Of the input only the
 * fields in {@link #KEYS} are told: it may hold a task token, with which anybody could steer the execution.
 */
public final class PowertoolsTelemetry implements Telemetry {
    private static final Logger LOG = LoggerFactory.getLogger(PowertoolsTelemetry.class);
    private static final List<String> KEYS = List.of("migration", "hostname", "epoch");
    private static final String NAMESPACE = "Landfall";
    private static final int LONGEST_RESULT = 2_000;

    private final Metrics metrics;

    private PowertoolsTelemetry(Metrics metrics) {
        this.metrics = metrics;
    }

    public static PowertoolsTelemetry fromEnvironment() {
        return new PowertoolsTelemetry(MetricsFactory.getMetricsInstance());
    }

    @Override
    public <T> T observe(String action, Object input, Context context, Supplier<T> call) {
        return PowertoolsLogging.withLogging(context, () -> {
            MDC.put("action", action);
            tellOf(Json.MAPPER.valueToTree(input));
            return observe(action, call);
        });
    }

    private <T> T observe(String action, Supplier<T> call) {
        try {
            T result = call.get();
            LOG.atInfo().addKeyValue("result", summary(result)).log("done");
            count(action, "Done");
            return result;
        } catch (RuntimeException e) {
            tellOf(action, e);
            count(action, e.getClass().getSimpleName());
            throw e;
        }
    }

    /** A request to roll back has the fields one level down. */
    private static void tellOf(JsonNode input) {
        for (String key : KEYS) {
            JsonNode value = input.path(key).isValueNode()
                    ? input.path(key)
                    : input.path("request").path(key);
            if (value.isValueNode() && !value.isNull()) {
                MDC.put(key, value.asText());
            }
        }
    }

    /** Our own exceptions are answers that the machines know; of the others nobody has thought, so they bring a trace. */
    private static void tellOf(String action, RuntimeException e) {
        if (UnexpectedException.isOurs(e)) {
            LOG.warn("{} answered {}: {}", action, e.getClass().getSimpleName(), e.getMessage());
        } else {
            LOG.error("{} failed", action, e);
        }
    }

    private static String summary(@Nullable Object result) {
        try {
            String json = Json.MAPPER.writeValueAsString(result);
            return json.length() <= LONGEST_RESULT ? json : json.substring(0, LONGEST_RESULT) + "...";
        } catch (JsonProcessingException e) {
            return "a " + (result == null ? "null" : result.getClass().getSimpleName()) + " that has no JSON";
        }
    }

    private void count(String action, String outcome) {
        metrics.flushSingleMetric(
                "Calls", 1, MetricUnit.COUNT, NAMESPACE, DimensionSet.of("Action", action, "Outcome", outcome));
    }
}
