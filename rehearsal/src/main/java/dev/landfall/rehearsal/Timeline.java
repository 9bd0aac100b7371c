package dev.landfall.rehearsal;

import dev.landfall.health.AlarmReading;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report draws.
 *
 * @param startedAt of the shift
 * @param endedAt of its last execution; the minutes go on a while
 * @param refusal why the shift ended before the journal knew of it; null if it did not
 * @param minutes contiguous
 */
public record Timeline(
        String scenario,
        String description,
        String hostname,
        long seed,
        Instant startedAt,
        Instant endedAt,
        @Nullable String refusal,
        List<Minute> minutes,
        List<AlarmChange> alarms,
        List<Decision> decisions,
        List<Happening> happenings,
        List<Page> pages,
        List<PromiseWord> promises,
        Harm harm) {

    public Timeline {
        minutes = List.copyOf(minutes);
        alarms = List.copyOf(alarms);
        decisions = List.copyOf(decisions);
        happenings = List.copyOf(happenings);
        pages = List.copyOf(pages);
        promises = List.copyOf(promises);
    }

    /** What users asked and got within one minute. */
    public record Minute(
            Instant at, int awsWeight, long herokuRequests, long awsRequests, long herokuFailed, long awsFailed) {

        /** Share of failed requests, 0 to 1. */
        public double errorShare() {
            long requests = herokuRequests + awsRequests;
            return requests == 0 ? 0 : (double) (herokuFailed + awsFailed) / requests;
        }
    }

    public record AlarmChange(
            Instant at, String alarm, AlarmReading.State from, AlarmReading.State to, String reason) {}

    /** One line of the journal, in words. */
    public record Decision(Instant at, String kind, String title, List<String> reasons) {
        public Decision {
            reasons = List.copyOf(reasons);
        }
    }

    /** Something that the scenario did to the world. */
    public record Happening(Instant at, String what) {}

    public record Page(Instant at, String subject, String message) {}

    /** @param evidence what was seen of it, or why it counts as broken */
    public record PromiseWord(int number, String promise, boolean kept, String evidence) {}

    /**
     * What users met.
     *
     * @param secondsOverOnePercent how long more than 1 % of their requests failed
     * @param lingeringOnHeroku requests that still went to Heroku although AWS had all of the weight
     */
    public record Harm(long served, long failed, long secondsOverOnePercent, long lingeringOnHeroku) {}
}
