package dev.landfall.rehearsal;

import dev.landfall.health.AlarmReading;
import dev.landfall.health.Samples;
import dev.landfall.health.Samples.ProbeSample;
import dev.landfall.health.Samples.Side;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.rehearsal.states.HistoryEventType;
import dev.landfall.rehearsal.world.FunctionRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The first promise: each rise of the weight of AWS followed a proof. */
final class Proof {

    /** An alarm's change within this time before a write could not have been known to the writer. */
    private static final Duration UNKNOWABLE = Duration.ofSeconds(5);

    /** A run of JudgeHealth takes less where nothing befalls it. */
    private static final Duration GATHERING = Duration.ofSeconds(3);

    private final Facts facts;

    Proof(Facts facts) {
        this.facts = facts;
    }

    Optional<String> breach() {
        Observer.WeightChange last = null;
        for (Observer.WeightChange change : facts.observer().changes()) {
            if (change.isRise()) {
                Optional<String> breach = unproved(change, last);
                if (breach.isPresent()) {
                    return breach;
                }
                last = change;
            }
        }
        return Optional.empty();
    }

    private Optional<String> unproved(Observer.WeightChange rise, Observer.@Nullable WeightChange last) {
        String what = "AWS was raised from " + rise.from() + " to " + rise.to() + " % ";
        Set<String> exempted = exemptedAt(rise.from());
        for (AlarmReading alarm : rise.alarms()) {
            if (!exempted.contains(alarm.name())
                    && isDoubtful(alarm, rise.change().at())) {
                return Optional.of(
                        what + "while alarm " + alarm.name() + " was " + alarm.state() + " with data " + alarm.data());
            }
        }
        if (isGateClosed(rise)) {
            return Optional.of(what + "though nobody opened the gate");
        }
        return unjudged(rise, last).map(what::concat);
    }

    private Optional<String> unjudged(Observer.WeightChange rise, Observer.@Nullable WeightChange last) {
        String function = rise.from() == 0 ? "CheckReadinessFunction" : "JudgeHealthFunction";
        Optional<FunctionRun> verdict = facts.world().runsOf(function).stream()
                .filter(run -> rise.from() == 0 || allowsMore(run))
                .filter(run -> last == null || run.at().isAfter(last.change().at()))
                .filter(run -> run.at().isBefore(rise.change().at()))
                .reduce((earlier, later) -> later);
        if (verdict.isEmpty()) {
            return Optional.of("without a verdict since the last rise");
        }
        return rise.from() == 0 || last == null
                ? Optional.empty()
                : undeserved(rise, last, verdict.get().at());
    }

    /** When the facts that it went by were gathered is known to a moment only: accused is what was so before and after. */
    private Optional<String> undeserved(Observer.WeightChange rise, Observer.WeightChange last, Instant judged) {
        boolean misled =
                facts.world().hadWrongClock() || facts.world().portCalls().hasBefallen(Samples.class);
        Sample before = sample(rise, last, judged.minus(GATHERING));
        Sample after = sample(rise, last, judged);
        return misled || before.lacking().isEmpty() ? Optional.empty() : after.lacking();
    }

    private Sample sample(Observer.WeightChange rise, Observer.WeightChange last, Instant at) {
        Samples seen = facts.world().samplesAt(at);
        ShiftSpec.Health health = facts.spec().health();
        Instant from = at.minus(health.window());
        Instant since = last.change().inSyncAt();
        String migration = rise.change().migration();
        String loadBalancer = health.loadBalancer();
        return new Sample(
                seen.probes(migration, Side.HEROKU, from, at),
                seen.probes(migration, Side.AWS, from, at),
                loadBalancer == null ? 0 : seen.requests(loadBalancer, since, at),
                minimumRequests(rise.from()),
                seen.probes(migration, Side.AWS, since, at).succeeded(),
                health.minimumProbes());
    }

    private long minimumRequests(int weight) {
        return facts.spec().steps().stream()
                .filter(step -> step.weight() == weight)
                .flatMap(step -> step.exempted().stream())
                .map(ShiftSpec.Exemption::minimumRequests)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(facts.spec().health().minimumRequests());
    }

    /**
     * What CloudWatch had when the verdict fell. The rules are those that guarantees.md promises, and are written down here
     * once more on purpose: what is wrong with Landfall's own must not be wrong with the judge.
     *
     * @param heroku probes in the window
     * @param aws probes in the window
     * @param requests to AWS since the weight was served
     * @param probes of AWS that succeeded since then
     */
    private record Sample(
            ProbeSample heroku, ProbeSample aws, long requests, long leastRequests, long probes, long leastProbes) {

        Optional<String> lacking() {
            if (aws.succeeded() == 0 || heroku.asked() == 0) {
                return Optional.of("though the probes of the last minutes say nothing good, or nothing");
            }
            if (isBad(aws)) {
                return Optional.of("though AWS answered " + aws.succeeded() + " of " + aws.asked() + " probes");
            }
            if (isSlower() && !isBad(heroku)) {
                return Optional.of("though AWS took %.0f ms for an answer, and Heroku %.0f ms"
                        .formatted(aws.meanMillis(), heroku.meanMillis()));
            }
            return requests < leastRequests && probes < leastProbes
                    ? Optional.of("after " + requests + " requests and " + probes + " good probes at this weight")
                    : Optional.empty();
        }

        /** Less than four of five; one alone is lost now and then. */
        private static boolean isBad(ProbeSample probes) {
            return probes.failed() > 1 && 5 * probes.succeeded() < 4 * probes.asked();
        }

        /** Three times, and by half a second. */
        private boolean isSlower() {
            return aws.meanMillis() > 3 * heroku.meanMillis() && aws.meanMillis() - heroku.meanMillis() > 500;
        }
    }

    /** A gate that waits for somebody is not opened by the time that passes. */
    private boolean isGateClosed(Observer.WeightChange rise) {
        boolean waits = facts.spec().steps().stream()
                .anyMatch(step -> step.weight() == rise.from() && step.gate() != ShiftSpec.Gate.TIMER);
        return waits
                && facts.parked(rise.change().at())
                        .reduce((earlier, later) -> later)
                        .filter(event -> event.type() == HistoryEventType.TaskTimedOut)
                        .isPresent();
    }

    private boolean isDoubtful(AlarmReading alarm, Instant at) {
        boolean silent = alarm.data() == AlarmReading.Data.ABSENT && !alarm.sparse() && !declaredSparse(alarm);
        boolean notOk = alarm.state() != AlarmReading.State.OK;
        return (silent || notOk) && !hasJustChanged(alarm.name(), at);
    }

    private boolean hasJustChanged(String alarm, Instant at) {
        Instant unknowable = at.minus(UNKNOWABLE);
        return facts.observer().changedWithin(alarm, UNKNOWABLE, at)
                || facts.world()
                        .alarms()
                        .deletedAt(alarm)
                        .filter(unknowable::isBefore)
                        .isPresent();
    }

    private boolean declaredSparse(AlarmReading alarm) {
        return facts.spec().alarms().stream()
                .anyMatch(watched -> watched.name().equals(alarm.name()) && watched.sparse() != null);
    }

    private Set<String> exemptedAt(int weight) {
        ShiftSpec spec = facts.spec();
        Stream<ShiftSpec.Step> steps = weight == 0
                ? spec.steps().stream().limit(1)
                : spec.steps().stream().filter(step -> step.weight() == weight);
        return steps.flatMap(step -> step.exempted().stream())
                .flatMap(exemption -> exemption.ignoreAlarms().stream())
                .collect(Collectors.toSet());
    }

    private static boolean allowsMore(FunctionRun run) {
        return run.input().path("purpose").asText().equals("ADVANCE")
                && run.output().path("decision").asText().equals("ADVANCE");
    }
}
