package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cli.deployed.Machines.Status;
import dev.landfall.cli.deployed.Memory;
import dev.landfall.cli.deployed.UnusableException;
import dev.landfall.gate.Gatekeeper;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Entry.Outcome;
import dev.landfall.journal.Fence;
import dev.landfall.journal.InMemoryLocks;
import dev.landfall.journal.Journal;
import dev.landfall.lambda.UnavailableException;
import dev.landfall.plan.ShiftSpec.Gate;
import dev.landfall.plan.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeployedCommandsTest {
    private final FakeStack stack = new FakeStack();
    private final Command command = Command.against(stack.deployment());

    @TempDir
    private Path folder;

    @Test
    void start_validSpec_startsTheMachineWithWhatTheOperatorWrote() throws IOException {
        assertThat(command.run("start", spec(FakeStack.SPEC))).isZero();

        assertThat(stack.asked).hasSize(1);
        assertThat(stack.asked.getFirst())
                .startsWith("shift api-example-com-20260302T120000Z {\"hostname\":\"api.example.com\"")
                .contains("\"alarms\":[\"api-5xx\"]")
                .doesNotContain("soak");
        assertThat(command.out()).contains(FakeStack.SHIFT_ARN, "landfall status");
        assertThat(stack.closed).isTrue();
    }

    @Test
    void start_badSpec_isRefusedBeforeAnythingIsConnected() throws IOException {
        Command offline = Command.offline();

        assertThat(offline.run("start", spec(FakeStack.SPEC + "gait: timer\n"))).isEqualTo(2);
        assertThat(offline.err()).contains("gait", "gate").hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Umzug-März", "", "a b", "a/b"})
    void start_nameThatSomeServiceWouldRefuse_isRefusedHere(String name) throws IOException {
        assertThat(command.run("start", spec(FakeStack.SPEC), "--name", name)).isEqualTo(2);
        assertThat(command.err())
                .startsWith("name: \"" + name + "\" must be 1 to 64 ASCII letters,")
                .hasLineCount(1);
        assertThat(stack.asked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"COMPLETED, 0", "ROLLED_BACK, 3", "ROLLBACK_UNVERIFIED, 4", "REFUSED, 5"})
    void startAndWait_whenTheMigrationEnds_exitsWithItsOutcome(Outcome outcome, int exitCode) throws IOException {
        stack.later.add(() -> stack.shifting());
        stack.later.add(() -> stack.ended(outcome));

        assertThat(command.run("start", spec(FakeStack.SPEC), "--name", FakeStack.MIGRATION, "--wait"))
                .isEqualTo(exitCode);

        assertThat(command.pauses()).containsExactly(Duration.ofSeconds(5));
        assertThat(command.out())
                .containsOnlyOnce("started: api.example.com")
                .contains("about to set the weights: AWS 25 %", outcome.name());
    }

    @Test
    void startAndWait_refusedAtItsFirstState_saysWhyThoughNothingWasJournalled() throws IOException {
        stack.shift = FakeStack.execution(FakeStack.SHIFT_ARN, Status.FAILED, "REFUSED");

        assertThat(command.run("start", spec(FakeStack.SPEC), "--name", FakeStack.MIGRATION, "--wait"))
                .isEqualTo(5);
        assertThat(command.out()).contains("REFUSED: because of a test");
    }

    @Test
    void startAndWait_stoppedBeforeItHeldTheLock_ends() throws IOException {
        stack.shift = FakeStack.execution(FakeStack.SHIFT_ARN, Status.ABORTED, null);

        assertThat(command.run("start", spec(FakeStack.SPEC), "--name", FakeStack.MIGRATION, "--wait"))
                .isEqualTo(5);
        assertThat(command.out()).contains("the shift ended ABORTED before it changed anything");
    }

    @Test
    void status_nothingUnderWay_saysSo() {
        assertThat(command.run("status")).isZero();
        assertThat(command.out()).isEqualToIgnoringNewLines("nothing is under way");
    }

    @Test
    void status_parkedAtAGate_showsWhatItWaitsFor() {
        stack.shifting().parked(Gate.APPROVAL);

        assertThat(command.run("status")).isZero();
        assertThat(command.out())
                .contains(
                        "api.example.com  SHIFTING",
                        "AWS 25 %, Heroku 75 %",
                        "api-1 RUNNING since 2026-03-02 09:00:00 UTC")
                .contains("for approval at AWS 25 %; bake ends 2026-03-02 09:30:00 UTC");
    }

    @Test
    void status_wokenTooLate_stillWaits() {
        stack.shifting().parked(Gate.APPROVAL).writes(new Entry.Woken(Entry.Waker.APPROVAL, "bob", "why not", false));

        command.run("status", FakeStack.HOSTNAME);

        assertThat(command.out()).contains("for approval at AWS 25 %", "too late");
    }

    @Test
    void status_ofAnEndedMigration_showsItsOutcome() {
        stack.shifting().ended(Outcome.ROLLED_BACK);

        assertThat(command.run("status", FakeStack.MIGRATION)).isZero();
        assertThat(command.out())
                .contains("api.example.com  ROLLED_BACK", "Heroku 100 %")
                .doesNotContain("execution");
    }

    @Test
    void statusWatch_untilItEnds_printsEachChangeOnce() {
        stack.shifting();
        stack.later.add(() -> {});
        stack.later.add(() -> stack.ended(Outcome.COMPLETED));

        assertThat(command.run("status", FakeStack.HOSTNAME, "--watch")).isZero();

        assertThat(command.pauses()).hasSize(2);
        assertThat(command.out()).containsOnlyOnce("api.example.com  SHIFTING").contains("COMPLETED");
    }

    @Test
    void status_unknownHostname_isBadInput() {
        assertThat(command.run("status", "other.example.com")).isEqualTo(2);
        assertThat(command.err())
                .startsWith("NAME: no migration of \"other.example.com\" is known; ")
                .hasLineCount(1);
    }

    @Test
    void status_notYetJournalled_showsTheExecution() {
        assertThat(command.run("status", FakeStack.MIGRATION)).isZero();
        assertThat(command.out()).contains("api-1  VALIDATING", "api-1 RUNNING since 2026-03-02 09:00:00 UTC");
    }

    @Test
    void status_journalledButNotYetLocked_showsTheExecution() {
        stack.writes(new Entry.Started(SpecReader.read(FakeStack.SPEC), FakeStack.SHIFT_ARN));

        assertThat(command.run("status", FakeStack.MIGRATION)).isZero();
        assertThat(command.out()).contains("api-1  VALIDATING");
    }

    @Test
    void status_refusedBeforeAnythingWasJournalled_saysWhy() {
        stack.shift = FakeStack.execution(FakeStack.SHIFT_ARN, Status.FAILED, "REFUSED");

        assertThat(command.run("status", FakeStack.MIGRATION, "--watch")).isZero();
        assertThat(command.out()).contains("api-1  REFUSED", "because of a test");
    }

    @ParameterizedTest
    @CsvSource({"TAKEN, 0", "NOT_YET, 5", "NOT_WAITING, 5"})
    void approve_answer_isPrintedAndGivesTheExitCode(Gatekeeper.Status status, int exitCode) {
        stack.shifting().answer = new Gatekeeper.Answer(status, "what the function says");

        assertThat(command.run("approve", FakeStack.MIGRATION, "--reason", "numbers are good"))
                .isEqualTo(exitCode);
        assertThat(command.out()).isEqualToIgnoringNewLines("what the function says");
    }

    @Test
    void approve_requestThatLacksSomething_isBadInput() {
        stack.answer = new Gatekeeper.Answer(Gatekeeper.Status.INVALID, "what the function says");

        assertThat(command.run("approve", FakeStack.MIGRATION, "--reason", "numbers are good"))
                .isEqualTo(2);
        assertThat(command.err()).isEqualToIgnoringNewLines("what the function says");
    }

    @ParameterizedTest
    @CsvSource({"approve, never", "approve, other.example.com", "abort, never", "abort, other.example.com"})
    void gateCommands_unknownMigration_areBadInput(String name, String subject) {
        stack.shifting().answer = new Gatekeeper.Answer(Gatekeeper.Status.NOT_WAITING, "no such migration");

        assertThat(command.run(name, subject, "--reason", "numbers are good")).isEqualTo(2);
        assertThat(command.out()).isEmpty();
        assertThat(command.err()).contains(subject, "is known").hasLineCount(1);
    }

    @Test
    void approve_byHostname_tellsWhoAndWhy() {
        command.run("approve", "API.example.com.", "--reason", "numbers are good");

        assertThat(stack.asked)
                .containsExactly("approve Request[migration=null, hostname=api.example.com, by=arn:aws:iam::1:user/ann,"
                        + " reason=numbers are good]");
    }

    @Test
    void approve_withoutReason_isBadInput() {
        assertThat(command.run("approve", FakeStack.MIGRATION)).isEqualTo(2);
        assertThat(command.err()).contains("--reason").hasLineCount(1);
        assertThat(stack.asked).isEmpty();
    }

    @Test
    void abort_byMigration_tellsWhoAndWhy() {
        assertThat(command.run("abort", FakeStack.MIGRATION, "--reason", "support calls"))
                .isZero();
        assertThat(stack.asked)
                .containsExactly("abort Request[migration=api-1, hostname=null, by=arn:aws:iam::1:user/ann,"
                        + " reason=support calls]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "other.example.com"})
    void rollback_unknownMigration_isBadInputAndStartsNothing(String subject) {
        stack.shifting();

        assertThat(command.run("rollback", subject)).isEqualTo(2);
        assertThat(command.err()).contains(subject, "is known").hasLineCount(1);
        assertThat(stack.asked).isEmpty();
    }

    @Test
    void rollback_memoryThatCannotBeRead_startsAllTheSame() {
        Memory memory = new Memory(new InMemoryLocks(InstantSource.system()), new UnreadableJournal());

        assertThat(Command.against(stack.deployment(memory)).run("rollback", FakeStack.MIGRATION))
                .isZero();
        assertThat(stack.asked).hasSize(1);
    }

    @Test
    void rollback_byHostname_startsTheRollbackMachineAsAnOperator() {
        stack.shifting();

        assertThat(command.run("rollback", FakeStack.HOSTNAME)).isZero();

        assertThat(stack.asked).hasSize(1);
        assertThat(stack.asked.getFirst())
                .startsWith("rollback api-example-com-operator-1772452800 ")
                .contains("hostname=api.example.com", "trigger=OPERATOR", "by=arn:aws:iam::1:user/ann");
    }

    @Test
    void rollbackAndWait_proved_exitsRolledBack() {
        stack.shifting().ended(Outcome.COMPLETED);
        stack.later.add(() -> stack.writes(new Entry.RollbackStarted("OPERATOR", "ann", "regret")));
        stack.later.add(() -> {
            stack.ended(Outcome.ROLLED_BACK);
            stack.rollback = FakeStack.execution(FakeStack.ROLLBACK_ARN, Status.SUCCEEDED, null);
        });

        assertThat(command.run("rollback", FakeStack.HOSTNAME, "--wait")).isEqualTo(3);
        assertThat(command.out())
                .contains("rollback started (operator, by ann): regret", "ROLLED_BACK")
                .doesNotContain("COMPLETED");
    }

    @Test
    void rollbackAndWait_anotherRollbackFinishedIt_exitsWithWhatThatOneProved() {
        stack.shifting();
        stack.later.add(() -> {
            stack.ended(Outcome.ROLLBACK_UNVERIFIED);
            stack.rollback = FakeStack.execution(FakeStack.ROLLBACK_ARN, Status.SUCCEEDED, null);
        });

        assertThat(command.run("rollback", FakeStack.HOSTNAME, "--wait")).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"FAILED, ROLLBACK_UNVERIFIED, 4", "TIMED_OUT, States.Timeout, 4", "FAILED, REFUSED, 5"})
    void rollbackAndWait_notProved_saysSo(Status status, String error, int exitCode) {
        stack.shifting();
        stack.rollback = FakeStack.execution(FakeStack.ROLLBACK_ARN, status, error);

        assertThat(command.run("rollback", FakeStack.HOSTNAME, "--wait")).isEqualTo(exitCode);
        assertThat(command.out()).contains(error);
    }

    @Test
    void history_ofAMigration_listsItsJournal() {
        stack.shifting()
                .writes(new Entry.Judged(25, "PASS", "ADVANCE", List.of("AWS 0.1 %", "Heroku 0.1 %")))
                .ended(Outcome.COMPLETED);

        assertThat(command.run("history", FakeStack.HOSTNAME)).isZero();
        assertThat(command.out().lines())
                .hasSize(4)
                .contains("2026-03-02 09:00:02 UTC  judged at AWS 25 %: PASS, so advance: AWS 0.1 %; Heroku 0.1 %");
    }

    @Test
    void history_unknownMigration_isBadInput() {
        assertThat(command.run("history", "never")).isEqualTo(2);
        assertThat(command.err())
                .startsWith("NAME: no migration \"never\" is known; ")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "1st", "land/fall"})
    void anyCommand_impossibleStack_isBadInputBeforeAnythingIsConnected(String name) {
        Command offline = Command.offline();

        assertThat(offline.run("status", "--stack", name)).isEqualTo(2);
        assertThat(offline.err())
                .startsWith("--stack: \"" + name + "\" is no name")
                .hasLineCount(1);
    }

    @Test
    void anyCommand_stackThatIsNotThere_isBadInput() {
        command.connecting(address -> {
            throw new UnusableException("--stack: no stack \"" + address.stack() + "\"");
        });

        assertThat(command.run("status", "--stack", "other")).isEqualTo(2);
        assertThat(command.err()).isEqualToIgnoringNewLines("--stack: no stack \"other\"");
    }

    @Test
    void anyCommand_awsDoesNotAnswer_isOurFailureInOneLine() {
        command.connecting(address -> {
            throw new UnavailableException("CloudFormation", "timed out");
        });

        assertThat(command.run("status", "--region", "eu-west-1", "--profile", "work"))
                .isEqualTo(1);
        assertThat(command.err()).isEqualToIgnoringNewLines("CloudFormation did not answer: timed out");
    }

    private String spec(String text) throws IOException {
        return Files.writeString(folder.resolve("spec.yaml"), text).toString();
    }

    private static final class UnreadableJournal implements Journal {
        @Override
        public void append(Fence fence, Entry.Event event) {
            throw new AssertionError("the command writes no journal");
        }

        @Override
        public void note(String migration, Entry.Event event) {
            throw new AssertionError("the command writes no journal");
        }

        @Override
        public List<Entry> read(String migration) {
            throw new UnavailableException("DynamoDB", "timed out");
        }
    }
}
