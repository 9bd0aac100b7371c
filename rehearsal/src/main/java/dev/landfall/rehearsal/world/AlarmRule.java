package dev.landfall.rehearsal.world;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.landfall.health.AlarmReading.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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

    /** How CloudWatch looks further back than the alarm's periods, for data that is late. */
    private static final int LOOKS_FURTHER_BACK = 2;

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
    public int evaluationRange() {
        return of + LOOKS_FURTHER_BACK;
    }

    Datum judge(double value) {
        boolean breaches = switch (comparison) {
            case OVER -> value > threshold;
            case UNDER -> value < threshold;
        };
        return breaches ? Datum.BREACHING : Datum.GOOD;
    }

    /**
     * The next state, by CloudWatch's documented rules: real data points fill the {@code of} as far as they go, back
     * to the start of the range, and only what is still lacking is filled in as the alarm treats missing data.
     *
     * @param range one for each period of the evaluation range, oldest first
     */
    public State evaluate(List<Datum> range, State present) {
        List<Datum> real = new ArrayList<>(range);
        real.removeIf(datum -> datum == Datum.NONE);
        if (real.size() >= of) {
            return stateOf(breaching(real.subList(real.size() - of, real.size())));
        }
        if (real.isEmpty()) {
            return withoutData(present);
        }
        int breaching = breaching(real);
        return switch (missing) {
            case BREACHING -> stateOf(breaching + of - real.size());
            case NOT_BREACHING -> stateOf(breaching);
            case IGNORE -> breaching < real.size() || breaching >= datapoints ? stateOf(breaching) : present;
            case MISSING ->
                breaching < real.size() || breaching >= datapoints
                        ? stateOf(breaching)
                        : nothingButBreaches(range, present);
        };
    }

    private State withoutData(State present) {
        return switch (missing) {
            case MISSING -> State.INSUFFICIENT_DATA;
            case BREACHING -> State.ALARM;
            case NOT_BREACHING -> State.OK;
            case IGNORE -> present;
        };
    }

    /** Too few data points, all of them bad: an alarm if the oldest is as old as the data points it takes. */
    private State nothingButBreaches(List<Datum> range, State present) {
        int age = range.size() - range.indexOf(Datum.BREACHING);
        return age >= datapoints ? State.ALARM : present;
    }

    private State stateOf(int breaching) {
        return breaching >= datapoints ? State.ALARM : State.OK;
    }

    private static int breaching(List<Datum> data) {
        return Collections.frequency(data, Datum.BREACHING);
    }
}
