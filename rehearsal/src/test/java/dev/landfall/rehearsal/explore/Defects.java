package dev.landfall.rehearsal.explore;

import static dev.landfall.rehearsal.world.Deployment.ROLLBACK;
import static dev.landfall.rehearsal.world.Deployment.SHIFT;
import static dev.landfall.rehearsal.world.Deployment.TEMPLATE;

import dev.landfall.gate.Park;
import dev.landfall.health.AlarmReading;
import dev.landfall.health.Alarms;
import dev.landfall.health.Samples;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Lock;
import dev.landfall.journal.Locks;
import dev.landfall.records.RecordSet;
import dev.landfall.records.TrafficRouter;
import dev.landfall.rehearsal.explore.Defect.Search;
import dev.landfall.rehearsal.world.StandIn;
import dev.landfall.sweep.Companions;
import dev.landfall.traffic.RecordWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The defects that an exploration must find. A new layer of defence comes with the defect that takes it away. */
final class Defects {

    private static final String SWEEPER = "the sweeper looks each minute";
    private static final long LOW_TTL = 60;

    private Defects() {}

    static List<Defect> all() {
        return List.of(
                // ---- 1
                defect(
                        "traffic advances unjudged",
                        build -> build.replaced(SHIFT, "Next: JudgeAfterPark", "Next: NextStep"),
                        1,
                        Search.of("shift.Park", Fault.ALARM_DELETED)),
                defect(
                        "NO_DATA taken for PASS",
                        build -> build.replacedAfter(
                                SHIFT, "\n  MayAdvance:", "$decision = \"ADVANCE\"", "$decision != \"ROLL_BACK\""),
                        1,
                        Search.of("shift.Park", Fault.ALARM_DELETED)),
                defect(
                        "a missing alarm read as OK",
                        build -> build.behind(alarms(
                                reading -> reading.state() == AlarmReading.State.MISSING ? ok(reading) : reading)),
                        1,
                        Search.of("shift.Park", Fault.ALARM_DELETED)),
                defect(
                        "readiness not confirmed before the first weight",
                        build -> build.replaced(SHIFT, "Next: ConfirmReadiness", "Next: NextStep")
                                .without(SHIFT, "", "  ConfirmReadiness:\n", "  NextStep:\n"),
                        1,
                        Search.of("shift.WaitOutOldTtl", Fault.ALARM_DELETED)),
                defect(
                        "a timer that opens an approval's gate",
                        build -> build.replaced(
                                SHIFT, "$steps[$step].gate = \"timer\"", "$steps[$step].gate != \"schedule\""),
                        1,
                        Search.of("shift.Validate", Fault.NOTHING).upTo("nobody-approves")),
                defect(
                        "too small a sample accepted",
                        build -> build.behind(
                                Behind.port(Samples.class, "requests", (real, arguments) -> Long.MAX_VALUE)),
                        1,
                        Search.of("shift.Validate", Fault.NOTHING).upTo("held-for-probes")),
                defect(
                        "a schedule's gate that opens at its deadline",
                        build -> build.replaced(
                                SHIFT, "$steps[$step].gate = \"timer\"", "$steps[$step].gate != \"approval\""),
                        1,
                        Search.of("shift.StartWatching", Fault.SCHEDULE_EVENT_LOST)
                                .upTo("schedule-advances")),
                // ---- 2
                defect(
                        "the rollback does not verify",
                        build -> build.replaced(ROLLBACK, "Default: VerifyRestored", "Default: OutlastStragglers"),
                        2,
                        Search.of("shift.Park", Fault.NOT_SERVED)),
                defect(
                                "the rollback does not page when it cannot verify",
                                build -> build.replaced(ROLLBACK, "Next: Page\n", "Next: HasFence\n")
                                        .replaced(ROLLBACK, "Default: Page\n", "Default: HasFence\n")
                                        .without(ROLLBACK, "", "  Page:\n", "  HasFence:\n")
                                        .replaced(TEMPLATE, "        PagesTopicArn: !Ref PagesTopic\n", ""),
                                2,
                                Search.of("shift.Park", Fault.RECORDS_EDITED))
                        .harmlessBecause(
                                "the alarm on failed rollbacks pages too",
                                build -> build.replacedAfter(ROLLBACK, "\n  Unverified:", "Fail", "Succeed")
                                        .without(ROLLBACK, "\n  Unverified:", "    Error:", "")),
                defect(
                        "no retry in Restore",
                        build -> build.without(ROLLBACK, "\n  Restore:", "    Retry:", "    Catch:"),
                        2,
                        Search.of("rollback.Restore", Fault.THROTTLED).upTo("errors-at-50")),
                defect(
                        "a rollback that does not wait for Lambda's snapshots",
                        build -> build.without(
                                ROLLBACK,
                                "\n  Fence:",
                                "      - ErrorEquals: [Lambda.SnapStartNotReadyException]",
                                "      - ErrorEquals: [dev."),
                        2,
                        Search.of("rollback.Fence", Fault.SNAPSHOTS_LOST).upTo("errors-at-50")),
                defect(
                        "the snapshot taken after the first write",
                        build -> build.behind(Behind.port(TrafficRouter.class, "read", Defects::readWithTheTtlLowered)),
                        2,
                        Search.of("shift.Park", Fault.EXECUTION_STOPPED)),
                defect(
                        "intents journalled after the write",
                        build -> build.behind(Behind.port(Journal.class, "append", new IntentsLast())),
                        2,
                        Search.of("shift.SetWeight", Fault.KILLED_AFTER)),
                defect(
                        "the rollback does not wait for writes under way",
                        build -> build.replaced(ROLLBACK, "Next: OutlastStragglers\n", "Next: RolledBack\n")
                                .without(ROLLBACK, "", "  OutlastStragglers:\n", "  RolledBack:\n"),
                        2,
                        Search.of("shift.LowerTtl", Fault.STOPPED_IN_FLIGHT)),
                // ---- 3
                defect("no rule on the shift's end", Defects::withoutTheRule, 3, onPark(Fault.EXECUTION_STOPPED))
                        .harmlessBecause(SWEEPER, Defects::withoutTheSweeper),
                defect("the sweeper off", Defects::withoutTheSweeper, 3, onPark(Fault.STOP_EVENT_LOST)),
                defect(
                                "no Catch in SetWeight",
                                build -> build.without(SHIFT, "\n  SetWeight:", "    Catch:", "    Next: VerifyWeight"),
                                3,
                                Search.of("shift.SetWeight", Fault.RECORDS_EDITED))
                        .harmlessBecause(
                                "the rule on the shift's end starts the rollback, and so does the sweeper",
                                Defects::withNothingAfterADeath),
                defect(
                                "Park catches only the errors it knows",
                                build -> build.replacedAfter(
                                        SHIFT,
                                        "Next: GateElapsed",
                                        "ErrorEquals: [States.ALL]",
                                        "ErrorEquals: [AlarmFired, Aborted]"),
                                3,
                                onPark(Fault.KILLED_BEFORE))
                        .harmlessBecause(
                                "the rule on the shift's end starts the rollback, and so does the sweeper",
                                Defects::withNothingAfterADeath),
                defect(
                        "the lock never freed at the end",
                        build -> build.behind(Behind.port(Locks.class, "release", (real, arguments) -> null)),
                        3,
                        Search.of("shift.Validate", Fault.NOTHING)),
                defect(
                                "the probe alarm left behind at the end",
                                Defects::withTheProbeAlarmLeftBehind,
                                3,
                                Search.of("shift.Validate", Fault.NOTHING))
                        .harmlessBecause(SWEEPER, Defects::withoutTheSweeper),
                defect(
                                "the probe alarm left behind by an unverified rollback",
                                Defects::withTheProbeAlarmLeftBehind,
                                3,
                                onPark(Fault.RECORDS_EDITED))
                        .harmlessBecause(SWEEPER, Defects::withoutTheSweeper),
                defect(
                        "the lock freed by an unverified rollback",
                        build -> build.behind(Behind.port(Locks.class, "release", (real, arguments) -> {
                            real.release((Fence) arguments[0], Lock.Phase.FREE);
                            return null;
                        })),
                        3,
                        onPark(Fault.RECORDS_EDITED)),
                defect(
                                "COMPLETED without asking the name servers",
                                build -> build.replaced(SHIFT, "Default: VerifyAlone", "Default: Complete")
                                        .without(SHIFT, "", "  VerifyAlone:\n", "  Complete:\n"),
                                3,
                                onPark(Fault.NOT_SERVED))
                        .harmlessBecause(
                                "they are asked after each change of the weights too",
                                build -> build.replaced(SHIFT, "Next: VerifyWeight\n", "Next: JudgeBeforePark\n")
                                        .without(SHIFT, "", "  VerifyWeight:\n", "  JudgeBeforePark:\n")),
                // ---- 4
                defect(
                                "alarms not read again after parking",
                                build -> build.behind(
                                        alarms(reading -> Behind.isCalledBy(Park.class) ? ok(reading) : reading)),
                                4,
                                Search.of("shift.JudgeBeforePark", Fault.ALARM_EVENT_LOST))
                        .harmlessBecause(
                                SWEEPER + ", and parking follows the verdict at once",
                                build -> withoutTheSweeper(build)
                                        .replaced(SHIFT, "        Next: Park\n", "        Next: Dawdle\n")
                                        .replaced(
                                                SHIFT,
                                                "\n  Park:\n",
                                                "\n  Dawdle:\n    Type: Wait\n    Seconds: 300\n    Next: Park\n\n  Park:\n")),
                defect("the sweeper off, for alarms", Defects::withoutTheSweeper, 4, onPark(Fault.ALARM_EVENT_LOST)),
                defect(
                        "a rule that matches no alarm",
                        build -> build.replaced(TEMPLATE, "value: [ALARM]", "value: [ALARMED]"),
                        4,
                        onPark(Fault.AWS_FAILS)),
                defect(
                        "no alarm on a rollback that is hindered",
                        build -> build.without(TEMPLATE, "", "  RollbackHinderedAlarm:\n", "  SweeperSilentAlarm:\n"),
                        4,
                        Search.of("rollback.Restore", Fault.THROTTLED_FOR_EVER).upTo("errors-at-50")),
                // ---- 5
                defect(
                        "no fence around intents",
                        Defects::withoutTheFence,
                        5,
                        Search.of("shift.WaitOutOldTtl", Fault.OPERATOR_ROLLS_BACK, Fault.THROTTLED)
                                .inPairs()),
                defect(
                                "the rollback does not stop the shift",
                                build -> build.replaced(ROLLBACK, "Next: StopShift", "Next: WasAnythingWritten")
                                        .without(ROLLBACK, "", "  StopShift:\n", "  WasAnythingWritten:\n"),
                                5,
                                Search.of("shift.WaitOutOldTtl", Fault.OPERATOR_ROLLS_BACK))
                        .harmlessBecause("its writes are fenced", Defects::withoutTheFence),
                defect(
                        "a lock that anybody gets",
                        build -> build.behind(Behind.port(Locks.class, "take", Defects::takeFromWhoever)),
                        5,
                        Search.of("shift.WaitOutOldTtl", Fault.SECOND_START)),
                // ---- 6
                defect(
                        "UPSERT in place of compare-and-set",
                        build -> build.behind(Behind.port(TrafficRouter.class, "replace", Defects::upsert)),
                        6,
                        Search.of("shift.SetWeight", Fault.RECORDS_EDITED)));
    }

    private static Defect defect(String name, UnaryOperator<Build> plant, int promise, Search search) {
        return new Defect(name, plant, promise, search, null);
    }

    private static Search onPark(Fault fault) {
        return Search.of("shift.Park", fault);
    }

    // ---- In the files

    private static Build withoutTheRule(Build build) {
        return build.without(TEMPLATE, "", "      Events:\n        # Whatever killed", "\n  # ----");
    }

    private static Build withoutTheSweeper(Build build) {
        String eachMinute = "ScheduleExpression: rate(1 minute)";
        return build.replacedAfter(
                TEMPLATE, "\n  SweepFunction:", eachMinute, eachMinute + "\n            State: DISABLED");
    }

    private static Build withNothingAfterADeath(Build build) {
        return withoutTheSweeper(withoutTheRule(build));
    }

    // ---- Behind the ports

    private static Build withoutTheFence(Build build) {
        return build.behind(Behind.port(Journal.class, "append", (real, arguments) -> {
            real.note(((Fence) arguments[0]).migration(), (Entry.Event) arguments[1]);
            return null;
        }));
    }

    private static Build withTheProbeAlarmLeftBehind(Build build) {
        return build.behind(Behind.port(Alarms.class, "deleteProbeAlarm", (real, arguments) -> {
            if (!Behind.isCalledBy(Companions.class)) {
                real.deleteProbeAlarm((String) arguments[0]);
            }
            return null;
        }));
    }

    @SuppressWarnings("unchecked")
    private static StandIn<Alarms> alarms(UnaryOperator<AlarmReading> taken) {
        return Behind.port(
                Alarms.class,
                "read",
                (real, arguments) -> real.read((List<String>) arguments[0], (Duration) arguments[1]).stream()
                        .map(taken)
                        .toList());
    }

    private static AlarmReading ok(AlarmReading reading) {
        return new AlarmReading(
                reading.name(), AlarmReading.State.OK, true, AlarmReading.Data.PRESENT, reading.sparse(), 60);
    }

    private static Lock takeFromWhoever(Locks real, Object[] arguments) {
        String hostname = (String) arguments[0];
        real.find(hostname)
                .filter(lock -> lock.phase() == Lock.Phase.SHIFTING)
                .ifPresent(lock -> real.release(lock.fence(), Lock.Phase.FREE));
        return real.take(hostname, (String) arguments[1], (String) arguments[2]);
    }

    @SuppressWarnings("unchecked")
    private static String upsert(TrafficRouter real, Object[] arguments) {
        String zone = (String) arguments[0];
        List<RecordSet> wanted = (List<RecordSet>) arguments[2];
        return real.replace(zone, real.read(zone, wanted.getFirst().name()), wanted);
    }

    private static List<RecordSet> readWithTheTtlLowered(TrafficRouter real, Object[] arguments) {
        String zone = (String) arguments[0];
        String name = (String) arguments[1];
        List<RecordSet> found = real.read(zone, name);
        List<RecordSet> lowered =
                found.stream().map(record -> record.withTtl(LOW_TTL)).toList();
        if (!found.equals(lowered) && Behind.isCalledBy(RecordWriter.class, "snapshot")) {
            real.replace(zone, found, lowered);
            return real.read(zone, name);
        }
        return found;
    }

    /** Writes an intent down when it is known what came of it. */
    private static final class IntentsLast implements Behind.Instead<Journal> {
        private final ConcurrentHashMap<Journal, Entry.Event> meant = new ConcurrentHashMap<>();

        @Override
        public @Nullable Object answer(Journal real, Object[] arguments) {
            Fence fence = (Fence) arguments[0];
            Entry.Event event = (Entry.Event) arguments[1];
            if (event instanceof Entry.Intended) {
                meant.put(real, event);
                return null;
            }
            if (event instanceof Entry.Written) {
                real.append(fence, Objects.requireNonNull(meant.remove(real)));
            }
            real.append(fence, event);
            return null;
        }
    }
}
