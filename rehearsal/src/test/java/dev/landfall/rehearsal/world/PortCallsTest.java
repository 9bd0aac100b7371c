package dev.landfall.rehearsal.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.lambda.UnavailableException;
import dev.landfall.rehearsal.time.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PortCallsTest {

    private static final Instant START = Instant.parse("2025-06-03T09:00:00Z");

    /** A port of the kind that handlers have. */
    interface Counter {
        int increment(String by);

        default int twice(String by) {
            increment(by);
            return increment(by);
        }
    }

    private static final class Counted implements Counter {
        private int value;

        @Override
        public int increment(String by) {
            return ++value;
        }
    }

    private final Simulation simulation = new Simulation(START, 7);
    private final PortCalls calls = new PortCalls(simulation);
    private final Counted target = new Counted();
    private final Counter port = calls.wrap(Counter.class, target, PortCalls.Latency.millis(100, 100));

    @Test
    void call_withoutFault_takesItsTimeAndIsCounted() {
        assertThat(during(() -> port.increment("a"))).isNull();

        assertThat(target.value).isEqualTo(1);
        assertThat(simulation.instant()).isEqualTo(START.plusMillis(100));
        assertThat(calls.counts()).containsOnlyKeys("Counter.increment").containsEntry("Counter.increment", 1);
    }

    @Test
    void call_ofADefaultMethod_crossesThePortForWhatItCalls() {
        during(() -> port.twice("a"));

        assertThat(calls.counts()).containsEntry("Counter.increment", 2);
        assertThat(simulation.instant()).isEqualTo(START.plusMillis(200));
    }

    @ParameterizedTest
    @CsvSource({
        "THROTTLED,        0, UnavailableException",
        "TIMED_OUT_BEFORE, 0, UnavailableException",
        "TIMED_OUT_AFTER,  1, UnavailableException",
        "KILLED_BEFORE,    0, FunctionDied",
        "KILLED_AFTER,     1, FunctionDied"
    })
    void call_withFault_failsBeforeOrAfterTheEffect(PortFault fault, int effects, String error) {
        calls.addFaults(call -> call.name().equals("Counter.increment") ? fault : null);

        Throwable thrown = during(() -> port.increment("a"));

        assertThat(thrown).extracting(e -> e.getClass().getSimpleName()).isEqualTo(error);
        assertThat(target.value).isEqualTo(effects);
        assertThat(calls.befallen()).isEqualTo(1);
    }

    @Test
    void call_slow_isAnsweredAfterFourAndAHalfSeconds() {
        calls.addFaults(call -> PortFault.SLOW);

        assertThat(during(() -> port.increment("a"))).isNull();

        assertThat(target.value).isEqualTo(1);
        assertThat(simulation.instant()).isEqualTo(START.plusMillis(4_500));
    }

    @Test
    void call_takingEffectLate_isGivenUpBeforeItDoes() {
        calls.addFaults(call -> PortFault.TAKES_EFFECT_LATE);
        int[] whenGivenUp = new int[1];

        Throwable thrown = during(() -> {
            try {
                port.increment("a");
            } finally {
                whenGivenUp[0] = target.value;
            }
        });

        assertThat(thrown).isInstanceOf(UnavailableException.class);
        assertThat(whenGivenUp[0]).isZero();
        assertThat(target.value).isEqualTo(1);
        assertThat(simulation.instant()).isEqualTo(START.plusSeconds(20));
    }

    @Test
    void listeners_ofACallAndItsReturn_areToldBeforeAndAfterTheEffectOutsideOfTheFunction() {
        StringBuilder seen = new StringBuilder();
        calls.onCall(call -> seen.append(told(call)));
        calls.onReturn(call -> seen.append(told(call)));
        Invocation invocation = new Invocation(7, "arn:shift", "F", "m", 1, START, START.plus(Duration.ofSeconds(30)));

        during(() -> ScopedValue.where(Invocation.CURRENT, invocation).run(() -> port.increment("a")));

        assertThat(seen).hasToString("run 7 for arn:shift: 0 by ''; run 7 for arn:shift: 1 by ''; ");
    }

    @Test
    void listeners_ofAReturn_areToldOfARefusalButNotOfADeath() {
        List<Integer> returned = new ArrayList<>();
        calls.onReturn(call -> returned.add(call.ordinal()));
        calls.addFaults(call -> call.ordinal() == 0 ? PortFault.THROTTLED : PortFault.KILLED_AFTER);

        during(() -> port.increment("a"));
        during(() -> port.increment("a"));

        assertThat(returned).containsExactly(0);
    }

    private String told(PortCall call) {
        return "run " + call.run() + " for " + call.execution() + ": " + target.value + " by '"
                + Invocation.current().function() + "'; ";
    }

    @Test
    void call_throttled_saysNothingOfWhatTheClientSaid() {
        calls.addFaults(call -> PortFault.THROTTLED);

        assertThat(during(() -> port.increment("a")))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("Counter did not answer")
                .hasMessageNotContaining(PortCalls.CANARY);
    }

    @Test
    void call_stale_answersWhatTheSameQuestionGotBefore() {
        int[] answers = new int[3];
        during(() -> {
            answers[0] = port.increment("a");
            calls.addFaults(call -> PortFault.STALE);
            answers[1] = port.increment("a");
            answers[2] = port.increment("b");
        });

        assertThat(answers).containsExactly(1, 1, 2);
    }

    @Test
    void call_beyondTheFunctionsDeadline_endsTheFunctionThere() {
        Invocation invocation = new Invocation(1, "", "F", "m", 1, START, START.plusMillis(60));

        Throwable thrown =
                during(() -> ScopedValue.where(Invocation.CURRENT, invocation).run(() -> port.increment("a")));

        assertThat(thrown).isInstanceOf(FunctionDied.class);
        assertThat(target.value).isZero();
        assertThat(simulation.instant()).isEqualTo(START.plusMillis(60));
    }

    @Test
    void faults_areAskedWithFunctionAndOrdinal() {
        StringBuilder seen = new StringBuilder();
        calls.addFaults(call -> {
            seen.append(call.function()).append(' ').append(call.ordinal()).append("; ");
            return null;
        });
        Invocation invocation = new Invocation(1, "", "F", "m", 1, START, START.plus(Duration.ofSeconds(30)));

        during(() -> ScopedValue.where(Invocation.CURRENT, invocation).run(() -> port.twice("a")));

        assertThat(seen).hasToString("F 0; F 1; ");
    }

    /** Runs it as a process; what it throws. */
    private @Nullable Throwable during(Runnable body) {
        Throwable[] thrown = new Throwable[1];
        simulation.spawn("test", () -> {
            try {
                body.run();
            } catch (UnavailableException | FunctionDied e) {
                thrown[0] = e;
            }
        });
        simulation.runUntilIdle();
        return thrown[0];
    }
}
