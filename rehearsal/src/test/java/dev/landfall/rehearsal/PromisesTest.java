package dev.landfall.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.rehearsal.scenario.Scenarios;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Breaks a promise on purpose, by a fault in a machine, and sees the judge notice. */
final class PromisesTest {

    private final String shift = Resources.text("/statemachine/shift.asl.yaml");
    private final String rollback = Resources.text("/statemachine/rollback.asl.yaml");

    @Test
    void judge_shiftThatAdvancesUnjudged_breaksTheFirst() {
        String reckless = replaced(shift, "Next: JudgeAfterPark", "Next: NextStep");

        assertThat(broken(reckless, rollback, "smooth")).contains(1);
    }

    @Test
    void judge_rollbackThatOnlySaysSo_breaksTheSecondAndTheThird() {
        String lying = replaced(
                rollback,
                "    Default: Restore\n",
                "      - Condition: '{% true %}'\n        Next: RolledBack\n    Default: Restore\n");

        assertThat(broken(shift, lying, "errors-at-50")).contains(2, 3);
    }

    @Test
    void judge_rollbackThatDawdles_breaksTheFourth() {
        String dawdling = replaced(rollback, "StartAt: Fence", "StartAt: Dawdle")
                .replace("States:\n", "States:\n  Dawdle:\n    Type: Wait\n    Seconds: 60\n    Next: Fence\n");

        assertThat(broken(shift, dawdling, "alarm-while-awaiting-approval")).contains(4);
    }

    @Test
    void judge_tokenInAnErrorMessage_breaksTheEighth() {
        String chatty = replaced(
                shift,
                "migration: '{% $migration %}'\n        epoch: '{% $epoch %}'\n        step: '{% $step %}'\n        gate:",
                "migration: '{% $states.context.Task.Token %}'\n        epoch: '{% $epoch %}'\n"
                        + "        step: '{% $step %}'\n        gate:");

        assertThat(broken(chatty, rollback, "smooth")).contains(8);
    }

    private static List<Integer> broken(String shift, String rollback, String scenario) {
        byte[] spec = Resources.bytes("/examples/voucherify.yaml");
        return new Rehearsal(shift, rollback)
                .run(spec, Scenarios.named(scenario), 1, Listener.SILENT).result().promises().stream()
                        .filter(promise -> !promise.kept())
                        .map(RehearsalResult.Promise::number)
                        .toList();
    }

    private static String replaced(String text, String what, String by) {
        assertThat(text).contains(what);
        return text.replace(what, by);
    }
}
