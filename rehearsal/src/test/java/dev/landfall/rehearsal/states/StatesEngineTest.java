package dev.landfall.rehearsal.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.rehearsal.states.StatesApiException.Code;
import dev.landfall.rehearsal.time.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatesEngineTest {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
    private static final String LAMBDA = "arn:aws:states:::lambda:invoke";

    private static final StateMachineDefinition PAUSE = machine("""
            StartAt: Pause
            States:
              Pause: {Type: Wait, Seconds: 60, End: true}
            """);

    private static final StateMachineDefinition CALL_THEN_WAIT = machine("""
            StartAt: Call
            States:
              Call:
                Type: Task
                Resource: arn:aws:states:::lambda:invoke
                Arguments: {FunctionName: Work, Payload: {id: "{% $uuid() %}"}}
                Retry: [{ErrorEquals: [Broken], IntervalSeconds: 10, MaxAttempts: 3, JitterStrategy: FULL}]
                Assign: {answer: "{% $states.result.Payload %}"}
                Next: Pause
              Pause: {Type: Wait, Seconds: 60, Next: Done}
              Done: {Type: Succeed}
            """);

    private final Simulation simulation = new Simulation(START, 1);
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    void startExecution_sameNameAndInputWhileRunning_givesTheSameExecution() {
        StatesEngine engine = engine();
        engine.deploy("pause", PAUSE);

        ExecutionDescription first = engine.startExecution("pause", "one", json("{\"a\": 1}"));
        simulation.runUntil(START.plusSeconds(30));
        ExecutionDescription second = engine.startExecution("pause", "one", json("{\"a\": 1}"));

        assertThat(second.executionArn()).isEqualTo(first.executionArn());
        assertThat(second.startDate()).isEqualTo(START);
        assertThat(engine.list("pause")).hasSize(1);
    }

    @Test
    void startExecution_sameNameButOtherInputOrClosed_isRefused() {
        StatesEngine engine = engine();
        engine.deploy("pause", PAUSE);
        engine.startExecution("pause", "one", json("{\"a\": 1}"));

        assertRefused(Code.ExecutionAlreadyExists, () -> engine.startExecution("pause", "one", json("{\"a\": 2}")));
        simulation.runUntilIdle();
        assertRefused(Code.ExecutionAlreadyExists, () -> engine.startExecution("pause", "one", json("{\"a\": 1}")));
    }

    @Test
    void startExecution_whatTheApiRefuses_isRefused() {
        StatesEngine engine = engine();
        engine.deploy("pause", PAUSE);

        assertRefused(Code.StateMachineDoesNotExist, () -> engine.startExecution("other", json("{}")));
        assertRefused(Code.InvalidName, () -> engine.startExecution("pause", "a/b", json("{}")));
        assertRefused(Code.InvalidName, () -> engine.startExecution("pause", "x".repeat(81), json("{}")));
        assertRefused(
                Code.InvalidExecutionInput,
                () -> engine.startExecution("pause", json("\"" + "x".repeat(300_000) + "\"")));
        assertRefused(Code.ExecutionDoesNotExist, () -> engine.describe(engine.executionArn("pause", "none")));
        assertRefused(Code.InvalidToken, () -> engine.sendTaskHeartbeat("made-up"));
    }

    @Test
    void startExecution_byNameOrArn_findsTheMachine() {
        StatesEngine engine = engine();
        String arn = engine.deploy("pause", PAUSE);

        assertThat(arn).isEqualTo("arn:aws:states:eu-west-1:123456789012:stateMachine:pause");
        assertThat(engine.startExecution(arn, "one", json("{}")).executionArn())
                .isEqualTo(engine.executionArn("pause", "one"));
        assertThat(engine.startExecution("pause", json("{}")).name()).hasSize(36);
    }

    @Test
    void deploy_resourceThatNobodyImplements_isRefusedByName() {
        StatesEngine engine = new StatesEngine(simulation, Map.of(), EngineOptions.defaults());

        assertThatThrownBy(() -> engine.deploy("shift", CALL_THEN_WAIT))
                .isInstanceOf(DefinitionRefused.class)
                .hasMessage("shift: nothing here implements the resource " + LAMBDA);
    }

    @Test
    void deploy_again_leavesExecutionsUnderWayAlone() {
        StatesEngine engine = engine();
        engine.deploy("pause", PAUSE);
        String arn = engine.startExecution("pause", json("{}")).executionArn();
        engine.deploy("pause", machine("""
                StartAt: Bad
                States:
                  Bad: {Type: Fail, Error: Other}
                """));

        simulation.runUntilIdle();

        assertThat(engine.describe(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void resources_severalPatternsMatch_theLongestWins() {
        TaskResource other = _ -> json("\"any\"");
        StatesEngine engine = new StatesEngine(
                simulation,
                Map.of(
                        "arn:aws:states:::*",
                        other,
                        "arn:aws:states:::aws-sdk:cloudwatch:*",
                        call -> json("\"" + call.action() + "\"")),
                EngineOptions.defaults());
        engine.deploy("ask", machine("""
                StartAt: Ask
                States:
                  Ask: {Type: Task, Resource: "arn:aws:states:::aws-sdk:cloudwatch:describeAlarms", Arguments: {}, End: true}
                """));
        String arn = engine.startExecution("ask", json("{}")).executionArn();

        simulation.runUntilIdle();

        assertThat(engine.describe(arn).output()).isEqualTo(json("\"aws-sdk:cloudwatch:describeAlarms\""));
    }

    @Test
    void resource_thatBreaks_endsTheSimulationInsteadOfLookingLikeAFailedTask() {
        StatesEngine engine = engine((_, _) -> {
            throw new IllegalArgumentException("a mistake of the world");
        });
        engine.deploy("call", CALL_THEN_WAIT);
        engine.startExecution("call", json("{}"));

        assertThatThrownBy(simulation::runUntilIdle).hasRootCauseMessage("a mistake of the world");
    }

    @Test
    void stop_whileAFunctionRuns_letsItGoOnAndDiscardsItsResult() {
        StatesEngine engine = engine((_, _) -> {
            simulation.sleep(Duration.ofSeconds(10));
            told.add("side effect");
            return json("1");
        });
        engine.deploy("call", CALL_THEN_WAIT);
        String arn = engine.startExecution("call", json("{}")).executionArn();
        simulation.schedule(Duration.ofSeconds(5), "stop", () -> engine.stop(arn, "Operator", "enough"));

        simulation.runUntilIdle();

        assertThat(told).containsExactly("side effect");
        assertThat(engine.describe(arn))
                .returns(ExecutionStatus.ABORTED, ExecutionDescription::status)
                .returns("Operator", ExecutionDescription::error)
                .returns("enough", ExecutionDescription::cause)
                .returns(START.plusSeconds(5), ExecutionDescription::stopDate);
        assertThat(types(engine, arn)).endsWith(HistoryEventType.TaskStarted, HistoryEventType.ExecutionAborted);
    }

    @Test
    void onStatusChange_aRun_isToldOfRunningAndOfTheEnd() {
        StatesEngine engine = engine();
        engine.deploy("pause", PAUSE);
        engine.onStatusChange(execution -> told.add(execution.name() + " " + execution.status()));
        engine.startExecution("pause", "one", json("{}"));
        String second = engine.startExecution("pause", "two", json("{}")).executionArn();
        engine.stop(second, "E", "C");
        engine.stop(second, "E", "again");

        simulation.runUntilIdle();

        assertThat(told).containsExactly("one RUNNING", "two RUNNING", "two ABORTED", "one SUCCEEDED");
    }

    @Test
    void onHistoryEvent_stoppedAtAnyLine_goesNoFurther() {
        int lines = historyOf(9).size();

        for (int stopAt = 1; stopAt < lines; stopAt++) {
            List<HistoryEvent> history = historyStoppedAt(stopAt);
            assertThat(history).as("stopped at line %s", stopAt).hasSize(stopAt + 1);
            assertThat(history.getLast().type()).isEqualTo(HistoryEventType.ExecutionAborted);
        }
    }

    private static List<HistoryEvent> historyStoppedAt(int line) {
        try (Simulation run = new Simulation(START, 9)) {
            StatesEngine engine = shaky(run);
            engine.onHistoryEvent((arn, event) -> {
                if (event.id() == line) {
                    engine.stop(arn, "E", "C");
                }
            });
            String arn = engine.startExecution("call", "one", json("{}")).executionArn();
            run.runUntilIdle();
            return engine.history(arn);
        }
    }

    @Test
    void history_sameSeed_isTheSameToTheLastDetail() {
        assertThat(historyOf(3)).isEqualTo(historyOf(3));
        assertThat(historyOf(3)).isNotEqualTo(historyOf(4));
    }

    @Test
    void history_manyEnginesAtOnceShareADefinition_noneDisturbsAnother() throws Exception {
        List<HistoryEvent> expected = historyOf(5);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<HistoryEvent>>> histories = threads.invokeAll(IntStream.range(0, 100)
                    .<Callable<List<HistoryEvent>>>mapToObj(_ -> () -> historyOf(5))
                    .toList());
            for (Future<List<HistoryEvent>> history : histories) {
                assertThat(history.get()).isEqualTo(expected);
            }
        }
    }

    @Test
    void history_anyRun_hasConsecutiveIdsAndNoTimeRunningBackwards() {
        List<HistoryEvent> history = historyOf(6);

        assertThat(history)
                .extracting(HistoryEvent::id)
                .isEqualTo(IntStream.rangeClosed(1, history.size())
                        .mapToObj(Long::valueOf)
                        .toList());
        assertThat(history).extracting(HistoryEvent::timestamp).isSorted();
    }

    @Test
    void retry_withFullJitter_staysBelowTheBackOff() {
        List<Instant> calls = new ArrayList<>();
        StatesEngine engine = engine((_, _) -> {
            calls.add(simulation.instant());
            throw new TaskFailure("Broken", "");
        });
        engine.deploy("call", CALL_THEN_WAIT);
        engine.startExecution("call", json("{}"));

        simulation.runUntilIdle();

        assertThat(calls).hasSize(4);
        for (int retry = 1; retry < calls.size(); retry++) {
            assertThat(Duration.between(calls.get(retry - 1), calls.get(retry)))
                    .isBetween(Duration.ZERO, Duration.ofSeconds(10L << (retry - 1)));
        }
    }

    @Test
    void transitionLatency_passesBeforeEachState() {
        StatesEngine engine = engine();
        engine.deploy("pause", PAUSE);
        String arn = engine.startExecution("pause", json("{}")).executionArn();

        simulation.runUntilIdle();

        assertThat(engine.history(arn).get(1).timestamp()).isEqualTo(START.plusMillis(20));
        assertThat(engine.describe(arn).stopDate())
                .isEqualTo(START.plusSeconds(60).plusMillis(20));
    }

    @Test
    void startExecutionSync_parentTimesOut_stopsTheChild() {
        StatesEngine engine = engine();
        engine.deploy("pause", PAUSE);
        engine.deploy("parent", machine("""
                StartAt: Child
                States:
                  Child:
                    Type: Task
                    Resource: arn:aws:states:::states:startExecution.sync:2
                    TimeoutSeconds: 10
                    Arguments: {StateMachineArn: "arn:aws:states:eu-west-1:123456789012:stateMachine:pause", Name: child}
                    End: true
                """));
        engine.startExecution("parent", json("{}"));

        simulation.runUntilIdle();

        assertThat(engine.describe(engine.executionArn("pause", "child")).status())
                .isEqualTo(ExecutionStatus.ABORTED);
    }

    private static List<HistoryEvent> historyOf(long seed) {
        try (Simulation run = new Simulation(START, seed)) {
            StatesEngine engine = shaky(run);
            String arn = engine.startExecution("call", "one", json("{}")).executionArn();
            run.runUntilIdle();
            assertThat(engine.describe(arn).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            return engine.history(arn);
        }
    }

    /** An engine whose function fails at its first call. */
    private static StatesEngine shaky(Simulation run) {
        List<JsonNode> calls = new ArrayList<>();
        StatesEngine engine = new StatesEngine(
                run,
                Map.of(LAMBDA, new LambdaInvoke((_, payload) -> {
                    run.sleep(Duration.ofMillis(100));
                    calls.add(payload);
                    if (calls.size() == 1) {
                        throw new TaskFailure("Broken", "");
                    }
                    return payload;
                })),
                EngineOptions.defaults());
        engine.deploy("call", CALL_THEN_WAIT);
        return engine;
    }

    private StatesEngine engine() {
        return engine((_, payload) -> payload);
    }

    private StatesEngine engine(LambdaInvoke.Functions functions) {
        return new StatesEngine(simulation, Map.of(LAMBDA, new LambdaInvoke(functions)), EngineOptions.defaults());
    }

    private static List<HistoryEventType> types(StatesEngine engine, String arn) {
        return engine.history(arn).stream().map(HistoryEvent::type).toList();
    }

    private static void assertRefused(Code code, ThrowingCallable call) {
        assertThatExceptionOfType(StatesApiException.class)
                .isThrownBy(call)
                .extracting(StatesApiException::code)
                .isEqualTo(code);
    }

    private static StateMachineDefinition machine(String yaml) {
        return StateMachineDefinition.parse("QueryLanguage: JSONata\n" + yaml, Map.of());
    }

    private static JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
