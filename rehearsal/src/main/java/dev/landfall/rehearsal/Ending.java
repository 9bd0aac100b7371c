package dev.landfall.rehearsal;

import dev.landfall.health.Samples.Side;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Lock;
import dev.landfall.records.RecordSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The third: whatever dies, traffic ends on a side that is healthy. */
final class Ending {

    /** Trouble becomes an alarm after a few minutes: the metric's delay, and two or three periods. */
    private static final Duration UNKNOWABLE_TROUBLE = Duration.ofMinutes(5);

    private final Facts facts;

    Ending(Facts facts) {
        this.facts = facts;
    }

    Optional<String> breach() {
        return Stream.of(noEnd(), falseEnd(), unhealthyEnd(), wrongLock(), leftovers())
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What cannot be done is tried until it can, or until a human was called; then it is enough that one knows. */
    private Optional<String> noEnd() {
        boolean refused = facts.world().portCalls().wasRefusedForGood() && facts.isSomebodyCalled();
        return facts.observer().isQuiet() || isHumansTurn() || refused
                ? Optional.empty()
                : Optional.of("it has not come to an end, and nobody was called");
    }

    /** By what the name servers gave resolvers at that moment, and by the records in the end. */
    private Optional<String> falseEnd() {
        if (facts.claimed() != Entry.Outcome.COMPLETED) {
            return Optional.empty();
        }
        int aws = facts.world().awsWeight();
        Set<RecordSet> served = facts.observer().servedAtCompletion();
        boolean alone = !served.isEmpty()
                && served.stream()
                        .allMatch(record -> record.pointsAt(facts.spec().aws()));
        return alone && aws == 100
                ? Optional.empty()
                : Optional.of("it said COMPLETED" + (alone ? "" : " while name servers led elsewhere")
                        + ", and the records give AWS " + aws + " %");
    }

    /** Only what nobody could prove stays locked. A lock that still waits for an execution is no end. */
    private Optional<String> wrongLock() {
        if (facts.claimed() == null || facts.world().isLocked()) {
            return Optional.empty();
        }
        Lock.Phase right =
                facts.claimed() == Entry.Outcome.ROLLBACK_UNVERIFIED ? Lock.Phase.UNVERIFIED : Lock.Phase.FREE;
        return facts.world()
                .locks()
                .find(facts.spec().hostname())
                .map(Lock::phase)
                .filter(phase -> phase != right)
                .map(phase -> "it says " + facts.claimed() + ", and the lock is " + phase);
    }

    private Optional<String> leftovers() {
        List<String> left = facts.world().leftovers();
        return left.isEmpty() || facts.world().isTidyingRefused()
                ? Optional.empty()
                : Optional.of("left behind: " + String.join(", ", left));
    }

    private Optional<String> unhealthyEnd() {
        int aws = facts.world().awsWeight();
        boolean awsHealthy = facts.world().isHealthy(Side.AWS);
        boolean herokuHealthy = facts.world().isHealthy(Side.HEROKU);
        if (isHumansTurn() || hasJustCompleted()) {
            return Optional.empty();
        }
        if (aws > 0 && !awsHealthy && herokuHealthy) {
            return Optional.of("AWS is unhealthy and has " + aws + " % at the end");
        }
        if (aws < 100 && !herokuHealthy && awsHealthy) {
            return Optional.of("Heroku is unhealthy and has " + (100 - aws) + " % at the end");
        }
        return Optional.empty();
    }

    /** Records that others have edited are not overwritten, and what is refused cannot be done. */
    private boolean isHumansTurn() {
        return facts.isStillRefused()
                ? facts.isSomebodyCalled()
                : facts.somebodyKnows() && facts.claimed() == Entry.Outcome.ROLLBACK_UNVERIFIED;
    }

    /** What begins to fail as the last verdict falls cannot have been known; later, nobody watches any more. */
    private boolean hasJustCompleted() {
        return facts.claimed() == Entry.Outcome.COMPLETED
                && facts.world()
                        .troubledSince(Side.AWS)
                        .filter(since ->
                                since.isAfter(facts.observer().lastEnd().minus(UNKNOWABLE_TROUBLE)))
                        .isPresent();
    }
}
