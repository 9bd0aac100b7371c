package dev.landfall.rehearsal;

import dev.landfall.health.AlarmReading;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.rehearsal.states.HistoryEventType;
import dev.landfall.rehearsal.world.FunctionRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The first promise: each rise of the weight of AWS followed a proof. */
final class Proof {

    /** An alarm's change within this time before a write could not have been known to the writer. */
    private static final Duration UNKNOWABLE = Duration.ofSeconds(5);

    private final Facts facts;

    Proof(Facts facts) {
        this.facts = facts;
    }

    Optional<String> breach() {
        Instant lastRise = Instant.MIN;
        for (Observer.WeightChange change : facts.observer().changes()) {
            if (change.isRise()) {
                Optional<String> breach = unproved(change, lastRise);
                if (breach.isPresent()) {
                    return breach;
                }
                lastRise = change.change().at();
            }
        }
        return Optional.empty();
    }

    private Optional<String> unproved(Observer.WeightChange rise, Instant lastRise) {
        String what = "AWS was raised from " + rise.from() + " to " + rise.to() + " % ";
        Set<String> exempted = exemptedAt(rise.from());
        for (AlarmReading alarm : rise.alarms()) {
            if (!exempted.contains(alarm.name())
                    && isDoubtful(alarm, rise.change().at())) {
                return Optional.of(
                        what + "while alarm " + alarm.name() + " was " + alarm.state() + " with data " + alarm.data());
            }
        }
        boolean judged = rise.from() == 0
                ? !facts.world().runsOf("CheckReadinessFunction").isEmpty()
                : facts.world().runsOf("JudgeHealthFunction").stream()
                        .anyMatch(run -> run.at().isAfter(lastRise) && allowsMore(run));
        if (!judged) {
            return Optional.of(what + "without a verdict since the last rise");
        }
        return isGateClosed(rise) ? Optional.of(what + "though nobody opened the gate") : Optional.empty();
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
