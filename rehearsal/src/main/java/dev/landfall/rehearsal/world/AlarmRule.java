package dev.landfall.rehearsal.world;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.landfall.health.AlarmReading.State;
import java.time.Duration;
import java.util.List;

/**
 * When a metric alarm goes into ALARM.
 *
 * @param datapoints how many of the last {@code of} data points must breach
 */
public record AlarmRule(
        Metric metric,
        Statistic statistic,
        Comparison comparison,
        double threshold,
        Duration period,
        int datapoints,
        int of,
        MissingData missing)
        implements AlarmDefinition {

    public enum Statistic {
        @JsonProperty("sum")
        SUM,
        @JsonProperty("average")
        AVERAGE,
        @JsonProperty("minimum")
        MINIMUM,
        @JsonProperty("maximum")
        MAXIMUM
    }

    public enum Comparison {
        @JsonProperty("over")
        OVER,
        @JsonProperty("under")
        UNDER
    }

    public enum MissingData {
        @JsonProperty("missing")
        MISSING,
        @JsonProperty("breaching")
        BREACHING,
        @JsonProperty("notBreaching")
        NOT_BREACHING,
        @JsonProperty("ignore")
        IGNORE
    }

    /** One period, as the alarm sees it. */
    public enum Datum {
        GOOD,
        BREACHING,
        NONE
    }

    /** How many periods {@link #evaluate} wants. */
    int evaluationRange() {
        return periods().range();
    }

    Datum judge(double value) {
        boolean breaches = switch (comparison) {
            case OVER -> value > threshold;
            case UNDER -> value < threshold;
        };
        return breaches ? Datum.BREACHING : Datum.GOOD;
    }

    State evaluate(List<Datum> range, State present) {
        return periods().evaluate(range, present);
    }

    private Periods periods() {
        return new Periods(datapoints, of, missing);
    }
}
