package dev.landfall.rehearsal.explore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.rehearsal.Listener;
import dev.landfall.rehearsal.Rehearsal;
import dev.landfall.rehearsal.RehearsalResult;
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
                "records-edited-midway:shift.NextStep#3:aws-fails+Journal.read#187:killed-after"
            })
    void replay_ofACaseThatOnceBrokeAPromise_keepsThemAll(String broken) {
        Rehearsal.Run run = new Explorer(REHEARSAL).replay(request(1), broken, Listener.SILENT);

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
