package dev.landfall.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.RecordSet;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of the journal.
 *
 * @param epoch of the writer; 0 where nobody held the lock
 */
public record Entry(Instant at, String migration, long epoch, Event event) {

    /** What happened or was decided. A kind that a newer version wrote reads as {@link Unknown}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind", defaultImpl = Unknown.class)
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Started.class, name = "started"),
        @JsonSubTypes.Type(value = Snapshotted.class, name = "snapshotted"),
        @JsonSubTypes.Type(value = Ready.class, name = "ready"),
        @JsonSubTypes.Type(value = Intended.class, name = "intended"),
        @JsonSubTypes.Type(value = Written.class, name = "written"),
        @JsonSubTypes.Type(value = Verified.class, name = "verified"),
        @JsonSubTypes.Type(value = Judged.class, name = "judged"),
        @JsonSubTypes.Type(value = Parked.class, name = "parked"),
        @JsonSubTypes.Type(value = Woken.class, name = "woken"),
        @JsonSubTypes.Type(value = RollbackStarted.class, name = "rollback-started"),
        @JsonSubTypes.Type(value = LeftBehind.class, name = "left-behind"),
        @JsonSubTypes.Type(value = Ended.class, name = "ended")
    })
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public sealed interface Event {}

    /** @param execution ARN of the shift execution */
    public record Started(ShiftSpec spec, String execution) implements Event {}

    /** The record sets of the hostname as they were found; what a rollback restores. */
    public record Snapshotted(List<RecordSet> records) implements Event {
        public Snapshotted {
            records = List.copyOf(records);
            if (records.isEmpty()) {
                throw new IllegalArgumentException("a snapshot without records would be restored by deleting all");
            }
        }
    }

    /** Alarms and origins were in order before the first write. */
    public record Ready(List<String> evidence) implements Event {
        public Ready {
            evidence = List.copyOf(evidence);
        }
    }

    /** Written before a change is sent, so that a write whose answer was lost is known to be ours. */
    public record Intended(Purpose purpose, @Nullable Integer awsWeight, List<RecordSet> records) implements Event {
        public Intended {
            records = List.copyOf(records);
        }
    }

    public enum Purpose {
        LOWER_TTL,
        MAKE_WEIGHTED,
        SET_WEIGHT,
        SIMPLIFY,
        RESTORE
    }

    public record Written(Purpose purpose, String changeId) implements Event {}

    /** The records were served in the stated proportion. */
    public record Verified(Purpose purpose, String served) implements Event {}

    /**
     * @param verdict PASS, FAIL, NO_DATA or HOLD
     * @param reasons the inputs that decided it, in words
     */
    public record Judged(int awsWeight, String verdict, String decision, List<String> reasons) implements Event {
        public Judged {
            reasons = List.copyOf(reasons);
        }
    }

    /** @param until the state's own time-out */
    public record Parked(int awsWeight, ShiftSpec.Gate gate, Instant bakedAt, Instant until) implements Event {}

    /**
     * Somebody or something asked the parked execution to go on or to go back.
     *
     * @param by who or what: an operator's name, {@code schedule}, {@code alarm}
     * @param took whether it was in time and first; otherwise it changed nothing
     */
    public record Woken(Waker waker, String by, @Nullable String reason, boolean took) implements Event {}

    public enum Waker {
        SCHEDULE,
        APPROVAL,
        ABORT,
        ALARM
    }

    /** @param trigger what started it, see {@code dev.landfall.rollback} */
    public record RollbackStarted(String trigger, @Nullable String by, String reason) implements Event {}

    /** Probe alarm or schedule could not be removed at the end; the sweeper does it. */
    public record LeftBehind(String why) implements Event {}

    public record Ended(Outcome outcome, String reason) implements Event {}

    public enum Outcome {
        COMPLETED,
        ROLLED_BACK,
        ROLLBACK_UNVERIFIED,
        REFUSED
    }

    /** Written by a version that knows more kinds than this one. */
    public record Unknown() implements Event {}
}
