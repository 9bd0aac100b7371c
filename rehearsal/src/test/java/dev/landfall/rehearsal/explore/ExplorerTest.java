package dev.landfall.rehearsal.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.journal.Entry;
import dev.landfall.rehearsal.Listener;
import dev.landfall.rehearsal.Rehearsal;
import dev.landfall.rehearsal.RehearsalResult;
import dev.landfall.rehearsal.Timeline;
import dev.landfall.rehearsal.world.Deployment;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExplorerTest {

    private static final Rehearsal REHEARSAL = Rehearsal.fromClassPath();

    @Test
    void explore_twice_givesTheSameButForTheTime() throws JsonProcessingException {
        Explorer.Request request = request(1, Fault.EXECUTION_STOPPED, Fault.KILLED_AFTER);
        Bounds bounds = Bounds.upTo(Course.named("errors-at-50"), Set.of("shift.SetWeight", "rollback.Restore"));

        Exploration once = explore(REHEARSAL, request, bounds);
        Exploration again = explore(REHEARSAL, request, bounds);

        assertThat(timeless(again)).isEqualTo(timeless(once));
        assertThat(again.cells()).isEqualTo(once.cells()).isNotEmpty();
        assertThat(again.calls()).isEqualTo(once.calls());
    }

    /** Each course has to fit: deadlines that come after the bake, probes that a bake does not have. */
    @Test
    void explore_ofASpecThatBakesAWeek_knowsEachCourse() {
        String patient = Specs.DEFAULT
                .replace("steps: [10, 25, 50, 100]", "steps: [100]")
                .replace("bake: PT30M", "bake: P7D");
        Explorer.Request request = new Explorer.Request("", patient, Set.of(Fault.NOTHING), 1, 1);

        Exploration explored = explore(REHEARSAL, request, Bounds.NONE);

        assertThat(explored.broken()).isEmpty();
        assertThat(explored.states()).contains("shift.Hold");
    }

    @Test
    void explore_withAnotherSeed_strikesTheSamePlacesOfAnotherRun() {
        Bounds bounds = smooth("shift.Park");
        Explorer.Request first = request(1, Fault.AWS_FAILS);
        Explorer.Request second = new Explorer.Request("", Specs.DEFAULT, first.faults(), 1, 2);

        Exploration.Cell one = explore(REHEARSAL, first, bounds).cells().getFirst();
        Exploration.Cell other = explore(REHEARSAL, second, bounds).cells().getFirst();

        assertThat(other.cases()).isEqualTo(one.cases());
        assertThat(other.history()).isNotEqualTo(one.history());
    }

    @Test
    void explore_withSomeFaults_letsNoOtherHappen() {
        Exploration explored =
                explore(REHEARSAL, request(1, Fault.SECOND_START, Fault.TIMED_OUT_BEFORE), smooth("shift.TakeLock"));

        assertThat(explored.faults()).containsExactly("second-start", "timed-out-before");
        assertThat(explored.cells())
                .extracting(Exploration.Cell::fault)
                .containsOnly(Fault.SECOND_START, Fault.TIMED_OUT_BEFORE);
    }

    @Test
    void explore_withoutAnyFault_hasNoCase() {
        Exploration explored = explore(REHEARSAL, request(1), smooth("shift.Park"));

        assertThat(explored.scenarios()).isZero();
        assertThat(explored.states()).contains("shift.Completed");
    }

    @Test
    void explore_atACall_strikesBeforeEachAndAfterTheLastOfARun() {
        Exploration explored = explore(REHEARSAL, request(1, Fault.EXECUTION_STOPPED), smooth("shift.MakeWeighted"));

        assertThat(explored.broken()).isEmpty();
        // At the state, before each of five calls, and after the last of them.
        assertThat(explored.cells())
                .singleElement()
                .extracting(Exploration.Cell::cases)
                .isEqualTo(7);
    }

    /** The lock, the intent and Route 53 each refuse a writer that comes too late; nobody refuses one that is in time. */
    @ParameterizedTest
    @CsvSource({
        "TrafficRouter.replace#3,       execution-stopped,     true",
        "TrafficRouter.replace#3/after, execution-stopped,     true",
        "TrafficRouter.replace#3,       operator-rolls-back,   true",
        "TrafficRouter.replace#3,       records-edited,        false",
        "TrafficRouter.replace#3,       takes-effect-late,     true",
        "TrafficRouter.replace#3,       stopped-in-flight,     false"
    })
    void replay_atACallThatWrites_strikesWhileTheFunctionRuns(String place, String fault, boolean written) {
        Rehearsal.Run run =
                new Explorer(REHEARSAL).replay(request(1), "smooth:" + place + ":" + fault, Listener.SILENT);

        assertThat(promises(run)).isEmpty();
        assertThat(run.timeline().happenings().getFirst().what())
                .contains("TrafficRouter.replace of SetWeightFunction");
        assertThat(run.result().weights().size() > 1).isEqualTo(written);
    }

    @Test
    void replay_atACallOfAFunctionThatNoStateCalls_stopsTheExecutionThatRuns() {
        Rehearsal.Run run = new Explorer(REHEARSAL)
                .replay(request(1), "smooth:Executions.isRunning#20:execution-stopped", Listener.SILENT);

        assertThat(run.timeline().happenings().getFirst().what())
                .isEqualTo("before Executions.isRunning of SweepFunction: the execution is stopped");
        assertThat(run.result().outcome()).isEqualTo(Entry.Outcome.ROLLED_BACK);
        assertThat(promises(run)).isEmpty();
    }

    /** Not minutes after AWS began to fail, but between the verdict and the parking that follows it. */
    @Test
    void replay_ofAlarmsThatFireAtOnce_goesBackWithinSecondsOfTheCall() {
        Rehearsal.Run run =
                new Explorer(REHEARSAL).replay(request(1), "smooth:Parking.park#1:alarm-fires", Listener.SILENT);

        assertThat(run.result().outcome()).isEqualTo(Entry.Outcome.ROLLED_BACK);
        assertThat(run.timeline().alarms())
                .extracting(Timeline.AlarmChange::reason)
                .contains("its state was set");
        assertThat(run.result().reactionSeconds()).isLessThan(5);
        assertThat(promises(run)).isEmpty();
    }

    @Test
    void explore_ofClocks_strikesFunctionsThatNoStateCallsToo() {
        Bounds bounds =
                Bounds.upTo(Course.named("schedule-advances"), Set.of("SweepFunction", "ScheduleFiredFunction"));

        Exploration explored = explore(REHEARSAL, request(1, Fault.CLOCK_AHEAD, Fault.CLOCK_BEHIND), bounds);

        assertThat(explored.broken()).isEmpty();
        assertThat(explored.cells()).hasSize(4);
    }

    /** A schedule that never comes is a gate that nobody opens: at its deadline traffic goes back. */
    @Test
    void explore_ofASchedulesCalls_goesBackAtTheDeadlineOnlyIfNoneComes() {
        Bounds bounds =
                Bounds.upTo(Course.named("schedule-advances"), Set.of("shift.StartWatching", "ScheduleFiredFunction"));

        Exploration explored = explore(
                REHEARSAL,
                request(1, Fault.SCHEDULE_EVENT_LOST, Fault.SCHEDULE_EVENT_LATE, Fault.SCHEDULE_EVENT_DOUBLED),
                bounds);

        assertThat(explored.broken()).isEmpty();
        assertThat(explored.cells()).hasSize(6);
        assertThat(explored.cells())
                .filteredOn(cell -> cell.fault() == Fault.SCHEDULE_EVENT_LOST)
                .allSatisfy(cell -> assertThat(cell.outcomes()).containsKey("ROLLED_BACK"));
        assertThat(explored.cells())
                .filteredOn(cell -> cell.fault() != Fault.SCHEDULE_EVENT_LOST)
                .allSatisfy(cell -> assertThat(cell.outcomes()).containsOnlyKeys("COMPLETED"));
    }

    @Test
    void request_ofFaultsThatMakeNoPair_saysWhichWould() {
        assertThatThrownBy(() -> request(2, Fault.THROTTLED))
                .isInstanceOf(InvalidCaseException.class)
                .hasMessageStartingWith("faults: \"throttled\" make no pair at depth 2; there must be one of "
                        + "execution-stopped, operator-rolls-back, aws-fails, and one of execution-stopped, ");
        assertThatThrownBy(() -> request(2, Fault.AWS_FAILS)).isInstanceOf(InvalidCaseException.class);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '"', textBlock = """
            ''                  , ./landfall explore --seed 1
            my/shift-1.yaml     , ./landfall explore my/shift-1.yaml --seed 1
            my shift.yaml       , ./landfall explore 'my shift.yaml' --seed 1
            o'clock$(date).yaml , ./landfall explore 'o'\\''clock$(date).yaml' --seed 1
            """)
    void replay_ofASpecWithAnyName_isOneWordToAShell(String spec, String command) {
        Explorer.Request request = new Explorer.Request(spec.equals("''") ? "" : spec, Specs.DEFAULT, Set.of(), 1, 1);

        assertThat(request.replay(Case.parse("smooth:shift.Park#1:aws-fails")))
                .isEqualTo(command + " --replay smooth:shift.Park#1:aws-fails");
    }

    @Test
    void explore_inPairs_strikesTheWayBackToo() {
        Exploration explored = explore(REHEARSAL, request(2, Fault.EXECUTION_STOPPED), smooth("shift.VerifyWeight"));

        assertThat(explored.broken()).isEmpty();
        assertThat(explored.cells())
                .filteredOn(cell -> cell.row().equals("rollback.Restore"))
                .singleElement()
                .satisfies(cell -> assertThat(cell.history())
                        .filteredOn(line -> line.contains("! " + Fault.EXECUTION_STOPPED.words()))
                        .hasSize(2));
    }

    @Test
    void explore_whereTheWayBackIsRefusedForGood_excusesThatItCallsAHuman() {
        Bounds bounds = Bounds.upTo(Course.named("errors-at-50"), Set.of("rollback.Restore"));

        Exploration explored = explore(REHEARSAL, request(1, Fault.JOURNAL_REFUSED, Fault.THROTTLED_FOR_EVER), bounds);

        assertThat(explored.broken()).isEmpty();
        assertThat(explored.cells())
                .allSatisfy(cell -> assertThat(cell.outcomes()).containsKey("ROLLBACK_UNVERIFIED"));
    }

    /** The shift is parked for a day when the rollback gives up, so nobody asks any more when the run is over. */
    @Test
    void replay_whereTheRollbackIsRefusedWhileTheShiftWaits_excusesThatItCallsAHuman() {
        Explorer.Request request = new Explorer.Request("", Specs.PATIENT, Set.of(), 1, 1);
        String refused = "operator-aborts-between-steps:Locks.rollBack#1:throttled-for-ever";

        Rehearsal.Run run = new Explorer(REHEARSAL).replay(request, refused, Listener.SILENT);

        assertThat(run.timeline().pages()).isNotEmpty();
        assertThat(promises(run)).isEmpty();
    }

    /** The rollback pages at the edit, and leaves the shift parked: fenced, and in a human's hands. */
    @Test
    void replay_whereTheRollbackHaltsAtAnEditWhileTheShiftWaits_excusesThatTheShiftStillDoes() {
        Explorer.Request request = new Explorer.Request("", Specs.PATIENT, Set.of(), 1, 1);
        String halted = "records-edited-midway:Schedules.migrations#1500:operator-rolls-back";

        Rehearsal.Run run = new Explorer(REHEARSAL).replay(request, halted, Listener.SILENT);

        assertThat(run.result().outcome()).isEqualTo(Entry.Outcome.ROLLBACK_UNVERIFIED);
        assertThat(run.timeline().pages()).isNotEmpty();
        assertThat(promises(run)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A read that is out of date, at the restore and where it is verified.
                "smooth:shift.LowerTtl#1:execution-stopped+TrafficRouter.read#4:stale-read",
                "smooth:shift.LowerTtl#1:execution-stopped+TrafficRouter.read#5:stale-read",
                "smooth:shift.ConfirmReadiness#1:operator-rolls-back+TrafficRouter.read#10:stale-read",
                // Nobody can tell whether a rollback is under way.
                "stopped-unheard:Executions.isRollingBack#1:throttled-for-ever",
                // Of two rollbacks one ends just before the other writes that it began.
                "records-edited-midway:shift.NextStep#3:aws-fails+Journal.read#187:killed-after",
                // The records change after they were read, and before that is written down.
                "smooth:Journal.append#1:records-edited",
                // An alarm fires, and is gone when somebody looks.
                "errors-at-50:Locks.held#296:alarm-deleted"
            })
    void replay_ofACaseThatOnceBrokeAPromise_keepsThemAll(String broken) {
        Rehearsal.Run run = new Explorer(REHEARSAL).replay(request(1), broken, Listener.SILENT);

        assertThat(promises(run)).isEmpty();
    }

    /** It fires just before the first write: its event finds nothing to take back, and the sweeper then does. */
    @Test
    void replay_whereAnAlarmFiresBeforeTheFirstWrite_isNotTimed() {
        Explorer.Request request = new Explorer.Request("", Specs.DEFAULT, Set.of(), 1, 5);

        Rehearsal.Run run =
                new Explorer(REHEARSAL).replay(request, "smooth:shift.LowerTtl#1:alarm-fires", Listener.SILENT);

        assertThat(run.result().outcome()).isEqualTo(Entry.Outcome.ROLLED_BACK);
        assertThat(run.result().reactionSeconds()).isNull();
        assertThat(promises(run)).isEmpty();
    }

    /** The alarm's event came, and what it told of was gone: for half an hour nobody watched, and nobody was told. */
    @Test
    void replay_whereTheAlarmsAreDeletedWhenOneHasFired_callsAHuman() {
        Explorer.Request request = new Explorer.Request("", Specs.PATIENT, Set.of(), 1, 1);

        Rehearsal.Run run =
                new Explorer(REHEARSAL).replay(request, "errors-at-50:Locks.held#4409:alarm-deleted", Listener.SILENT);

        assertThat(promises(run)).isEmpty();
    }

    @Test
    void replay_ofASecondStartAfterAnother_startsAThird() {
        Rehearsal.Run run =
                new Explorer(REHEARSAL).replay(request(1), "two-operators:shift.Park#1:second-start", Listener.SILENT);

        assertThat(run.timeline().happenings())
                .filteredOn(happening -> happening.what().startsWith("a second operator starts"))
                .hasSizeGreaterThan(1);
        assertThat(promises(run)).isEmpty();
    }

    @Test
    void replay_ofACaseThatWasExplored_givesTheSame() {
        Explorer.Request request = request(1, Fault.AWS_FAILS);
        Exploration.Cell worst = explore(REHEARSAL, request, smooth("shift.JudgeAfterPark"))
                .cells()
                .getFirst();

        Rehearsal.Run run = new Explorer(REHEARSAL).replay(request, named(worst.replay()), Listener.SILENT);

        assertThat(History.lines(run)).isEqualTo(worst.history());
        assertThat(worst.outcomes()).containsKey(run.result().outcome().name());
    }

    @Test
    void explore_ofABuildWithADefect_listsTheShortestHistoryAndHowToRunItAgain() {
        Build broken = Build.sound()
                .replacedAfter(
                        Deployment.SHIFT, "\n  MayAdvance:", "$decision = \"ADVANCE\"", "$decision != \"ROLL_BACK\"");
        Explorer.Request request = request(1, Fault.ALARM_DELETED);

        Exploration explored = explore(broken.rehearsal(), request, smooth("shift.Park"));

        Exploration.Broken found = explored.broken().getFirst();
        assertThat(found.promise()).isEqualTo(1);
        assertThat(found.replay()).startsWith("./landfall explore --seed 1 --replay smooth:shift.Park#");
        Rehearsal.Run again = new Explorer(broken.rehearsal()).replay(request, named(found.replay()), Listener.SILENT);
        assertThat(promises(again)).contains(1);
        assertThat(History.lines(again)).isEqualTo(found.history());
        assertThat(found.history()).hasSize(shortest(broken, request));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            smooth                                        ; must be like smooth:shift.SetWeight#2:execution-stopped
            rough:shift.Park#1:execution-stopped          ; course: "rough" must be one of smooth, simplified
            smooth:shift.Park:execution-stopped           ; must be like shift.SetWeight#2 or TrafficRouter.replace#3
            smooth:shift.Park#0:execution-stopped         ; must be like shift.SetWeight#2 or TrafficRouter.replace#3
            smooth:shift.Park#1/after:execution-stopped   ; "shift.Park#1/after" names a state; only a call has an /after
            smooth:Journal.append#1/later:second-start    ; must be like shift.SetWeight#2 or TrafficRouter.replace#3
            smooth:Journal.append#1/after:throttled       ; "throttled" cannot happen at Journal.append#1/after
            smooth:Journal.append#1:metrics-stop          ; "metrics-stop" cannot happen at Journal.append#1
            smooth:shift.Park#1                           ; must be a place and a fault
            smooth:shift.Park#1:rain                      ; fault: "rain" must be one of execution-stopped
            smooth:shift.Park#1:throttled                 ; "throttled" cannot happen at shift.Park#1
            smooth:Journal.read#1:stale-read              ; "stale-read" cannot happen at Journal.read#1
            smooth:shift.Park#1:aws-fails+                ; must be a place and a fault
            """)
    void replay_ofWhatIsNoCase_saysWhatIsAllowed(String which, String message) {
        Explorer explorer = new Explorer(REHEARSAL);

        assertThatThrownBy(() -> explorer.replay(request(1), which, Listener.SILENT))
                .isInstanceOf(InvalidCaseException.class)
                .hasMessageContaining(message);
    }

    @Test
    void fault_ofAnyWord_isNamedByIt() {
        assertThat(Fault.values())
                .allSatisfy(fault -> assertThat(Fault.named(fault.word())).isEqualTo(fault));
    }

    private static Explorer.Request request(int depth, Fault... faults) {
        return new Explorer.Request("", Specs.DEFAULT, Set.of(faults), depth, 1);
    }

    private static Bounds smooth(String row) {
        return Bounds.upTo(Course.named("smooth"), Set.of(row));
    }

    private static Exploration explore(Rehearsal rehearsal, Explorer.Request request, Bounds bounds) {
        return new Explorer(rehearsal).explore(request, bounds, (done, of, broken) -> {});
    }

    private static String named(String replay) {
        return replay.substring(replay.lastIndexOf(' ') + 1);
    }

    private static List<Integer> promises(Rehearsal.Run run) {
        return run.result().promises().stream()
                .filter(promise -> !promise.kept())
                .map(RehearsalResult.Promise::number)
                .toList();
    }

    /** Of the runs in which a step is left that would follow: the fourth is the last. */
    private static int shortest(Build build, Explorer.Request request) {
        Explorer explorer = new Explorer(build.rehearsal());
        return IntStream.rangeClosed(1, 4)
                .mapToObj(visit ->
                        explorer.replay(request, "smooth:shift.Park#" + visit + ":alarm-deleted", Listener.SILENT))
                .filter(run -> promises(run).contains(1))
                .mapToInt(run -> History.lines(run).size())
                .min()
                .orElseThrow();
    }

    private static JsonNode timeless(Exploration explored) throws JsonProcessingException {
        ObjectNode document = (ObjectNode) new ObjectMapper().readTree(explored.toJson());
        document.remove("wallMillis");
        document.remove("perMinute");
        return document;
    }
}
