package dev.landfall.health;

import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Migration;
import dev.landfall.journal.UnknownMigrationException;
import dev.landfall.plan.Echo;
import dev.landfall.plan.ShiftSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Turns a verdict into what the machine does next, and journals both. */
public final class StepJudge {
    /** A hold asks again this often before its deadline, so that its history does not grow with time. */
    static final int HOLDS = 5;

    private final HealthCheck check;
    private final Journal journal;

    public StepJudge(HealthCheck check, Journal journal) {
        this.check = check;
        this.journal = journal;
    }

    public enum Decision {
        ADVANCE,
        HOLD,
        ROLL_BACK
    }

    /** @param holdSeconds until the question is asked again; 0 unless the decision is HOLD */
    public record Ruling(Verdict verdict, Decision decision, long holdSeconds, String reason) {}

    /** @param holds how often this question has been held already */
    public Ruling rule(Fence fence, int step, int holds, HealthCheck.Purpose purpose) {
        List<Entry> entries = journal.read(fence.migration());
        Migration migration = Migration.from(fence.migration(), entries)
                .orElseThrow(
                        () -> new UnknownMigrationException("no migration is named " + Echo.plain(fence.migration())));
        ShiftSpec.Step current = migration.spec().step(step);
        Judgement judgement = check.judge(migration, entries, step, purpose);
        Ruling ruling = ruling(judgement, migration.spec().health(), holds);
        journal.append(
                fence,
                new Entry.Judged(
                        current.weight(),
                        judgement.verdict().name(),
                        ruling.decision().name(),
                        reasons(current, judgement)));
        return ruling;
    }

    private static Ruling ruling(Judgement judgement, ShiftSpec.Health health, int holds) {
        return switch (judgement.verdict()) {
            case PASS -> new Ruling(Verdict.PASS, Decision.ADVANCE, 0, judgement.reason());
            case FAIL -> new Ruling(Verdict.FAIL, Decision.ROLL_BACK, 0, judgement.reason());
            case NO_DATA -> held(judgement, health.noDataDeadline(), holds);
            case HOLD -> held(judgement, health.holdDeadline(), holds);
        };
    }

    private static Ruling held(Judgement judgement, Duration deadline, int holds) {
        if (holds >= HOLDS) {
            return new Ruling(
                    judgement.verdict(),
                    Decision.ROLL_BACK,
                    0,
                    "still " + judgement.verdict() + " after " + deadline + ": " + judgement.reason());
        }
        long seconds = Math.max(1, Math.ceilDiv(deadline.toSeconds(), HOLDS));
        return new Ruling(judgement.verdict(), Decision.HOLD, seconds, judgement.reason());
    }

    private static List<String> reasons(ShiftSpec.Step step, Judgement judgement) {
        List<String> reasons = new ArrayList<>(judgement.reasons());
        step.exempted()
                .ifPresent(exemption -> reasons.add("exempted at this step: "
                        + String.join(", ", exemption.ignoreAlarms()) + " because " + exemption.reason()));
        return reasons;
    }
}
