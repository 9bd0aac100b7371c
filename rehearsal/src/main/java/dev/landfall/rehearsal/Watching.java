package dev.landfall.rehearsal;

import dev.landfall.rehearsal.states.ExecutionStatus;
import dev.landfall.rehearsal.states.HistoryEventType;
import dev.landfall.rehearsal.world.EventBus;
import dev.landfall.rehearsal.world.Users;
import dev.landfall.rehearsal.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The fourth: health is watched while waiting. */
final class Watching {

    private static final double REACTION_SECONDS = 5;

    /** Where an alarm's event did not come as it should: a minute until the sweeper looks, and then the same. */
    private static final double SWEPT_SECONDS = 75;

    /** An alarm takes three minutes, a rollback that is hindered calls after six, and caches keep users for a while. */
    private static final Duration UNNOTICED = Duration.ofMinutes(20);

    /** Who was called for something else this long before is still looking. */
    private static final Duration STILL_THERE = Duration.ofHours(1);

    private final Facts facts;

    Watching(Facts facts) {
        this.facts = facts;
    }

    Optional<String> breach() {
        return slowReaction().or(this::unnoticedHarm);
    }

    private Optional<String> slowReaction() {
        Double seconds = facts.reactionSeconds();
        boolean undisturbed = facts.world().portCalls().befallen() == 0
                && !facts.world().haveSnapshotsBeenLost()
                && facts.rollbacks().noneMatch(rollback -> rollback.status() == ExecutionStatus.ABORTED);
        if (seconds == null || !undisturbed) {
            return Optional.empty();
        }
        boolean told = facts.world().events().troubled(EventBus.Kind.ALARM) == 0;
        return told ? slower(seconds, REACTION_SECONDS) : slower(Math.min(seconds, secondsParked()), SWEPT_SECONDS);
    }

    /** What Landfall cannot mend by itself, a human must hear of. */
    private Optional<String> unnoticedHarm() {
        Instant since = null;
        for (Users.Minute minute : facts.world().users().minutes()) {
            if (!minute.failsBecauseOfAws()) {
                since = null;
            } else if (since == null) {
                since = minute.at();
            } else if (since.plus(UNNOTICED).isBefore(minute.at())
                    && !isCalled(since.minus(STILL_THERE), minute.at())) {
                return Optional.of("AWS has failed its users since " + since + ", and nobody was called");
            }
        }
        return Optional.empty();
    }

    private boolean isCalled(Instant from, Instant until) {
        return facts.world().calls().stream()
                .map(World.Page::at)
                .anyMatch(at -> !at.isBefore(from) && at.isBefore(until));
    }

    private static Optional<String> slower(double seconds, double allowed) {
        return seconds > allowed
                ? Optional.of(seconds + " s from the alarm's change of state to the first write of the rollback")
                : Optional.empty();
    }

    /** How long the shift had been parked when the rollback first wrote. What parks in an alarm need not be told of it. */
    private double secondsParked() {
        Instant written = facts.observer().changes().stream()
                .filter(change -> change.change().function().equals("RestoreFunction"))
                .map(change -> change.change().at())
                .findFirst()
                .orElse(Instant.MAX);
        return facts.parked(written)
                .filter(event -> event.type() == HistoryEventType.TaskScheduled)
                .reduce((earlier, later) -> later)
                .map(event -> Duration.between(event.timestamp(), written).toMillis() / 1000.0)
                .orElse(Double.MAX_VALUE);
    }
}
