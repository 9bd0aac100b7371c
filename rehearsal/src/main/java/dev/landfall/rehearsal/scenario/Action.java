package dev.landfall.rehearsal.scenario;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.landfall.health.Samples.Side;
import java.util.List;

/** What happens. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Action.Fail.class, name = "fail"),
    @JsonSubTypes.Type(value = Action.SlowDown.class, name = "slow-down"),
    @JsonSubTypes.Type(value = Action.GoDown.class, name = "go-down"),
    @JsonSubTypes.Type(value = Action.StopMetrics.class, name = "stop-metrics"),
    @JsonSubTypes.Type(value = Action.LoseSnapshots.class, name = "lose-snapshots"),
    @JsonSubTypes.Type(value = Action.Events.class, name = "events"),
    @JsonSubTypes.Type(value = Action.Throttle.class, name = "throttle"),
    @JsonSubTypes.Type(value = Action.StopServing.class, name = "stop-serving"),
    @JsonSubTypes.Type(value = Action.EditRecords.class, name = "edit-records"),
    @JsonSubTypes.Type(value = Action.StopExecution.class, name = "stop-execution"),
    @JsonSubTypes.Type(value = Action.RollBack.class, name = "roll-back"),
    @JsonSubTypes.Type(value = Action.StartAnother.class, name = "start-another"),
    @JsonSubTypes.Type(value = Action.Approve.class, name = "approve"),
    @JsonSubTypes.Type(value = Action.Abort.class, name = "abort")
})
public sealed interface Action {

    /**
     * Some requests fail.
     *
     * @param share of all requests, above 0 and at most 1
     */
    record Fail(List<Side> sides, double share) implements Action {
        public Fail {
            sides = List.copyOf(sides);
            require(share > 0 && share <= 1, "share", share, "above 0 and at most 1");
        }
    }

    /** @param factor on the latency, above 1 */
    record SlowDown(List<Side> sides, double factor) implements Action {
        public SlowDown {
            sides = List.copyOf(sides);
            require(factor > 1, "factor", factor, "above 1");
        }
    }

    /** Nothing answers. */
    record GoDown(List<Side> sides) implements Action {
        public GoDown {
            sides = List.copyOf(sides);
        }
    }

    /** No data point reaches CloudWatch. */
    record StopMetrics() implements Action {}

    /** As after weeks without a call: Lambda makes each function's snapshot again, and refuses its calls meanwhile. */
    record LoseSnapshots() implements Action {}

    /** Events of a kind are not delivered as they should. */
    record Events(Kind kind, Fate fate) implements Action {}

    enum Kind {
        @JsonProperty("alarm")
        ALARM,
        @JsonProperty("execution")
        EXECUTION
    }

    enum Fate {
        @JsonProperty("lost")
        LOST,
        @JsonProperty("late")
        LATE,
        @JsonProperty("doubled")
        DOUBLED
    }

    /**
     * Calls are refused.
     *
     * @param calls as {@code Port.method}, or {@code Port.*}
     */
    record Throttle(String calls) implements Action {}

    /** Route 53 takes changes and calls them INSYNC, but its name servers keep what they have. */
    record StopServing() implements Action {}

    /**
     * Somebody changes the hostname's records in the console.
     *
     * @param ttl the new one, in seconds
     */
    record EditRecords(int ttl) implements Action {}

    record StopExecution() implements Action {}

    /** An operator starts the rollback machine for the hostname. */
    record RollBack() implements Action {}

    /** A second operator starts a shift of the same hostname. */
    record StartAnother() implements Action {}

    record Approve(String by, String reason) implements Action {}

    record Abort(String by, String reason) implements Action {}

    private static void require(boolean holds, String field, double value, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(field + ": " + value + " must be " + allowed);
        }
    }
}
