package dev.landfall.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.landfall.records.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A shift as it will run: what the operator wrote, with every default filled in. Made by {@link SpecReader}, which
 * refuses what is not allowed, and kept in the journal.
 *
 * @param hostname the public name whose traffic moves, in normal form
 * @param hostedZoneId the Route 53 zone that holds it
 * @param heroku what the name answers today
 * @param aws what it will answer
 * @param alarms CloudWatch alarms that judge the AWS side; empty only with {@code noAlarmsReason}
 * @param steps rising weights, the last of them 100
 * @param ttl of both records while traffic moves; whole seconds
 * @param schedule when steps of gate {@code schedule} advance; null if no step has that gate
 * @param soak how long after the last step the way back stays open, which the certificate on Heroku must outlive
 * @param simplify whether the records end as one simple record for AWS
 * @param plan digest of the plan under which it runs, as the plan's own field {@code digest}; null without one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ShiftSpec(
        String hostname,
        String hostedZoneId,
        Target heroku,
        Target aws,
        List<WatchedAlarm> alarms,
        @Nullable String noAlarmsReason,
        List<Step> steps,
        Duration ttl,
        Probe probe,
        Health health,
        Dns dns,
        @Nullable GateSchedule schedule,
        Duration soak,
        boolean simplify,
        @Nullable String plan) {

    public ShiftSpec {
        alarms = List.copyOf(alarms);
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a shift has at least one step");
        }
    }

    /** @throws UnknownStepException if there is no step of this index */
    public Step step(int index) {
        if (index < 0 || index >= steps.size()) {
            throw new UnknownStepException(index, steps.size());
        }
        return steps.get(index);
    }

    /** Longest time the steps may take, each gate at its deadline. */
    public Duration longest() {
        return steps.stream().map(Step::longest).reduce(Duration.ZERO, Duration::plus);
    }

    public String recordType() {
        return heroku.recordType();
    }

    /** What opens the way from one step to the next, once its bake is over. */
    public enum Gate {
        @JsonProperty("timer")
        TIMER,
        @JsonProperty("schedule")
        SCHEDULE,
        @JsonProperty("approval")
        APPROVAL
    }

    /**
     * @param sparse why no data is normal for the alarm's metric (a count of errors that is only sent when there are
     *     some); null when data must flow
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record WatchedAlarm(String name, @Nullable String sparse) {}

    /**
     * @param weight share of traffic for AWS in percent, 1 to 100
     * @param bake least time at this weight
     * @param deadline for gates {@code schedule} and {@code approval}: when it passes unopened, traffic goes back
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(
            int weight,
            Gate gate,
            Duration bake,
            Duration deadline,
            @Nullable Exemption exemption) {

        /** How long the execution may be parked at this step. */
        public Duration longest() {
            return gate == Gate.TIMER ? bake : deadline;
        }

        public Optional<Exemption> exempted() {
            return Optional.ofNullable(exemption);
        }
    }

    /**
     * A named exception to the health rules of one step, with its reason.
     *
     * @param ignoreAlarms alarms whose state does not count at this step
     * @param minimumRequests in place of the spec's; null to leave it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Exemption(
            List<String> ignoreAlarms, @Nullable Integer minimumRequests, String reason) {
        public Exemption {
            ignoreAlarms = List.copyOf(ignoreAlarms);
        }
    }

    /** How both origins are asked. {@code expectedStatus} is one HTTP status. */
    public record Probe(String scheme, int port, String path, int expectedStatus) {}

    /**
     * @param loadBalancer the {@code LoadBalancer} dimension of the ALB whose request count is the sample ({@code
     *     app/name/id}); null when only the probe counts
     * @param minimumRequests requests that AWS must have answered at a step before it may advance
     * @param minimumProbes probes that suffice where requests are too few
     * @param window over which AWS and Heroku are compared
     * @param noDataDeadline how long a verdict NO_DATA may hold before traffic goes back
     * @param holdDeadline how long an outage of both sides may hold before traffic goes back
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Health(
            @Nullable String loadBalancer,
            int minimumRequests,
            int minimumProbes,
            Duration window,
            Duration noDataDeadline,
            Duration holdDeadline) {}

    /**
     * @param nameServers asked in place of the zone's delegation set, {@code host} or {@code host:port}
     * @param questions how many are asked to measure the split
     */
    public record Dns(List<String> nameServers, int questions) {
        public Dns {
            nameServers = List.copyOf(nameServers);
        }
    }

    /**
     * @param expression {@code cron(...)} or {@code rate(...)} as EventBridge Scheduler takes it
     * @param timezone IANA name
     * @param window flexible time window, whole minutes from 1 to 1440; null for none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record GateSchedule(
            String expression, String timezone, @Nullable Duration window) {}
}
