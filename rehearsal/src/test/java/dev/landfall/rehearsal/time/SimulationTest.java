package dev.landfall.rehearsal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

    private final Simulation simulation = new Simulation(START, 1);
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void close() {
        simulation.close();
    }

    @Test
    void runUntilIdle_eventsInAnyOrder_happenByTimeThenByInsertion() {
        simulation.schedule(Duration.ofHours(2), "late", note("late"));
        simulation.schedule(Duration.ofSeconds(1), "first of two", note("first of two"));
        simulation.schedule(Duration.ofSeconds(1), "second of two", note("second of two"));
        simulation.schedule(START.minusSeconds(9), "past", note("past means now"));

        simulation.runUntilIdle();

        assertThat(seen).containsExactly("0 past means now", "1 first of two", "1 second of two", "7200 late");
        assertThat(simulation.instant()).isEqualTo(START.plusSeconds(7200));
    }

    @Test
    void runUntilInstant_eventsBeyondIt_stayOnTheAgenda() {
        simulation.schedule(Duration.ofSeconds(5), "in time", note("in time"));
        simulation.schedule(Duration.ofSeconds(11), "beyond", note("beyond"));

        simulation.runUntil(START.plusSeconds(10));

        assertThat(seen).containsExactly("5 in time");
        assertThat(simulation.instant()).isEqualTo(START.plusSeconds(10));
        simulation.runUntilIdle();
        assertThat(seen).endsWith("11 beyond");
    }

    @Test
    void runUntilCondition_fulfilled_stopsAfterThatEvent() {
        simulation.schedule(Duration.ofSeconds(1), "one", note("one"));
        simulation.schedule(Duration.ofSeconds(2), "two", note("two"));
        simulation.schedule(Duration.ofSeconds(3), "three", note("three"));

        assertThat(simulation.runUntil(() -> seen.size() == 2)).isTrue();
        assertThat(seen).containsExactly("1 one", "2 two");
        assertThat(simulation.runUntil(() -> seen.size() == 9)).isFalse();
    }

    @Test
    void cancel_beforeTheEvent_neitherHappensNorMovesTheClock() {
        Scheduled event = simulation.schedule(Duration.ofHours(1), "cancelled", note("cancelled"));

        assertThat(event.cancel()).isTrue();
        assertThat(event.cancel()).isFalse();
        simulation.runUntilIdle();

        assertThat(seen).isEmpty();
        assertThat(simulation.instant()).isEqualTo(START);
    }

    @Test
    void eventsWithoutPassingTime_endless_areReportedInsteadOfSpinning() {
        simulation.schedule(Duration.ZERO, "restless", new Runnable() {
            @Override
            public void run() {
                simulation.schedule(Duration.ZERO, "restless", this);
            }
        });

        assertThatThrownBy(simulation::runUntilIdle)
                .hasMessageContaining("time stands still")
                .hasMessageContaining("restless");
    }

    @Test
    void sleep_twoProcesses_interleaveByVirtualTime() {
        simulation.spawn("slow", () -> {
            seen("slow starts");
            simulation.sleep(Duration.ofHours(3));
            seen("slow ends");
        });
        simulation.spawn("quick", () -> {
            seen("quick starts");
            simulation.sleep(Duration.ofMinutes(1));
            seen("quick ends");
        });

        simulation.runUntilIdle();

        assertThat(seen).containsExactly("0 slow starts", "0 quick starts", "60 quick ends", "10800 slow ends");
    }

    @Test
    void sleep_untilTheInstantOfAnEvent_letsTheEventGoFirst() {
        simulation.spawn("sleeper", () -> {
            simulation.schedule(Duration.ofSeconds(1), "event", note("event"));
            simulation.sleep(Duration.ofSeconds(1));
            seen("sleeper");
        });

        simulation.runUntilIdle();

        assertThat(seen).containsExactly("1 event", "1 sleeper");
    }

    @Test
    void sleep_beyondTheEndOfARun_goesOnInTheNext() {
        simulation.spawn("sleeper", () -> {
            simulation.sleep(Duration.ofSeconds(5));
            seen("sleeper");
        });

        simulation.runUntil(START.plusSeconds(4));
        assertThat(simulation.instant()).isEqualTo(START.plusSeconds(4));
        assertThat(seen).isEmpty();
        simulation.runUntil(START.plusSeconds(5));
        assertThat(seen).containsExactly("5 sleeper");
    }

    @Test
    void sleep_whenTheConditionHolds_isNotOver() {
        simulation.spawn("sleeper", () -> {
            for (int turn = 0; turn < 3; turn++) {
                seen("sleeper");
                simulation.sleep(Duration.ofSeconds(1));
            }
        });

        assertThat(simulation.runUntil(() -> seen.size() == 2)).isTrue();
        assertThat(simulation.instant()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void sleep_withoutPassingTime_endless_isReportedInsteadOfSpinning() {
        simulation.spawn("spinner", () -> {
            while (true) {
                simulation.sleep(Duration.ZERO);
            }
        });

        assertThatThrownBy(simulation::runUntilIdle).hasMessageContaining("time stands still");
    }

    @Test
    void spawn_afterAnotherEnded_hasItsThreadButNotItsInterrupt() {
        List<Thread> threads = new ArrayList<>();
        simulation.spawn("first", () -> {
            threads.add(Thread.currentThread());
            Thread.currentThread().interrupt();
        });
        simulation.runUntilIdle();
        simulation.spawn("second", () -> {
            threads.add(Thread.currentThread());
            seen(Thread.currentThread().getName() + ", interrupted=" + Thread.interrupted());
        });
        simulation.runUntilIdle();

        assertThat(threads.get(1)).isSameAs(threads.get(0));
        assertThat(seen).containsExactly("0 second, interrupted=false");
    }

    @Test
    void sleep_outsideOfAProcess_isRefused() {
        assertThatThrownBy(() -> simulation.sleep(Duration.ofSeconds(1))).hasMessageContaining("only a process");
        simulation.schedule(Duration.ZERO, "event", () -> simulation.sleep(Duration.ofSeconds(1)));
        assertThatThrownBy(simulation::runUntilIdle).hasMessageContaining("only a process");
    }

    @Test
    void sleep_inAnInterruptedProcess_stillPassesTimeAndKeepsTheInterrupt() {
        simulation.spawn("interrupted", () -> {
            Thread.currentThread().interrupt();
            simulation.sleep(Duration.ofSeconds(7));
            seen("interrupted=" + Thread.currentThread().isInterrupted());
        });

        simulation.runUntilIdle();

        assertThat(seen).containsExactly("7 interrupted=true");
    }

    @Test
    void kill_sleepingProcess_throwsWhereItWaits() {
        SimulatedProcess victim = simulation.spawn(
                "victim",
                () -> {
                    try {
                        simulation.sleep(Duration.ofDays(1));
                    } finally {
                        seen("unwound");
                    }
                },
                ending -> seen(ending.getClass().getSimpleName()));
        simulation.schedule(Duration.ofSeconds(5), "kill", victim::kill);

        simulation.runUntilIdle();

        assertThat(seen).containsExactly("5 unwound", "5 Killed");
        assertThat(simulation.instant()).as("the sleep's own event is gone").isEqualTo(START.plusSeconds(5));
        assertThat(victim.isAlive()).isFalse();
    }

    @Test
    void kill_processThatCatchesThrowable_meetsItAgainAtTheNextWait() {
        SimulatedProcess victim = simulation.spawn(
                "stubborn",
                () -> {
                    try {
                        simulation.sleep(Duration.ofDays(1));
                    } catch (Throwable _) {
                        seen("caught");
                    }
                    simulation.sleep(Duration.ofDays(1));
                    seen("survived");
                },
                ending -> seen(ending.getClass().getSimpleName()));
        simulation.schedule(Duration.ofSeconds(5), "kill", victim::kill);

        simulation.runUntilIdle();

        assertThat(seen).containsExactly("5 caught", "5 Killed");
    }

    @Test
    void kill_beforeTheStart_neverRunsTheBody() {
        SimulatedProcess victim = simulation.spawn(
                "unborn", () -> seen("ran"), ending -> seen(ending.getClass().getSimpleName()));
        victim.kill();

        simulation.runUntilIdle();

        assertThat(seen).containsExactly("0 Killed");
    }

    @Test
    void kill_byItself_goesOnUntilTheNextWait() {
        AtomicReference<SimulatedProcess> self = new AtomicReference<>();
        self.set(simulation.spawn("own end", () -> {
            self.get().kill();
            seen("last words");
            simulation.sleep(Duration.ofSeconds(1));
            seen("survived");
        }));

        simulation.runUntilIdle();

        assertThat(seen).containsExactly("0 last words");
    }

    @Test
    void failure_withAListener_isHandedToIt() {
        simulation.spawn(
                "failing",
                () -> {
                    throw new java.io.IOException("broken");
                },
                ending -> seen(ending.toString()));

        simulation.runUntilIdle();

        assertThat(seen).singleElement().asString().contains("Failed").contains("broken");
    }

    @Test
    void failure_withoutAListener_endsTheRun() {
        simulation.spawn("failing", () -> {
            throw new java.io.IOException("broken");
        });

        assertThatThrownBy(simulation::runUntilIdle)
                .hasMessageContaining("failing")
                .hasRootCauseMessage("broken");
    }

    @Test
    void promise_completedOnce_wakesAllThatWaitAndKeepsTheFirstValue() {
        Promise<String> promise = new Promise<>(simulation);
        simulation.spawn("one", () -> seen("one got " + promise.await()));
        simulation.spawn(
                "two",
                () -> seen("two got " + promise.await(START.plusSeconds(60)).orElse("nothing")));
        simulation.schedule(Duration.ofSeconds(9), "complete", () -> {
            assertThat(promise.complete("first")).isTrue();
            assertThat(promise.complete("second")).isFalse();
        });

        simulation.runUntilIdle();

        assertThat(seen).containsExactly("9 one got first", "9 two got first");
        assertThat(simulation.instant()).isEqualTo(START.plusSeconds(9));
    }

    @Test
    void promise_deadlineFirst_isEmpty() {
        Promise<String> promise = new Promise<>(simulation);
        simulation.spawn(
                "patient",
                () -> seen("got " + promise.await(START.plusSeconds(60)).orElse("nothing")));

        simulation.runUntilIdle();

        assertThat(seen).containsExactly("60 got nothing");
    }

    @Test
    void random_anotherConsumer_doesNotShiftTheOthers() {
        List<Long> alone = draws(simulation.random("dns"));

        try (Simulation other = new Simulation(START, 1)) {
            draws(other.random("clients"));
            assertThat(draws(other.random("dns"))).isEqualTo(alone);
        }
        try (Simulation otherSeed = new Simulation(START, 2)) {
            assertThat(draws(otherSeed.random("dns"))).isNotEqualTo(alone);
        }
        assertThat(draws(simulation.random("dnt"))).isNotEqualTo(alone);
    }

    @Test
    void run_sameSeedInManyThreadsAtOnce_givesTheSameStory() throws Exception {
        List<String> expected = story();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> stories = threads.invokeAll(IntStream.range(0, 64)
                    .<Callable<List<String>>>mapToObj(_ -> SimulationTest::story)
                    .toList());
            for (Future<List<String>> story : stories) {
                assertThat(story.get()).isEqualTo(expected);
            }
        }
    }

    @Test
    void close_withParkedProcesses_leavesNoThread() {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            simulation.spawn("parked", () -> {
                threads.add(Thread.currentThread());
                simulation.sleep(Duration.ofDays(1));
            });
        }
        Promise<String> never = new Promise<>(simulation);
        simulation.spawn("waiting for ever", () -> {
            threads.add(Thread.currentThread());
            never.await();
        });
        simulation.runUntil(START.plusSeconds(1));
        simulation.spawn("never started", () -> threads.add(Thread.currentThread()));

        simulation.close();

        assertThat(threads)
                .hasSize(1_001)
                .allSatisfy(thread ->
                        assertThat(thread.join(Duration.ofSeconds(10))).isTrue());
    }

    @Test
    void close_cleanUpThatWaitsOrSchedules_endsNevertheless() {
        SimulatedProcess tidy = simulation.spawn("tidy", () -> {
            try {
                simulation.sleep(Duration.ofDays(1));
            } finally {
                simulation.sleep(Duration.ofSeconds(1));
            }
        });
        simulation.spawn("busy", () -> {
            try {
                simulation.sleep(Duration.ofDays(1));
            } finally {
                simulation.schedule(Duration.ZERO, "too late", note("too late"));
            }
        });
        simulation.runUntil(START.plusSeconds(1));

        simulation.close();

        assertThat(tidy.isAlive()).isFalse();
        assertThat(seen).isEmpty();
    }

    @Test
    void schedule_fromAForeignThread_isReported() {
        AtomicReference<Throwable> problem = new AtomicReference<>();
        simulation.schedule(Duration.ZERO, "leak", () -> {
            Thread foreigner =
                    Thread.ofVirtual().unstarted(() -> simulation.schedule(Duration.ZERO, "foreign", note("foreign")));
            foreigner.setUncaughtExceptionHandler((_, failure) -> problem.set(failure));
            foreigner.start();
            join(foreigner);
        });

        simulation.runUntilIdle();

        assertThat(problem.get()).hasMessageContaining("not part of the running simulation");
        assertThat(seen).isEmpty();
    }

    /** Forty processes that sleep for random times and wake each other: any disorder would show. */
    private static List<String> story() {
        List<String> lines = new ArrayList<>();
        try (Simulation simulation = new Simulation(START, 42)) {
            for (int i = 0; i < 40; i++) {
                String name = "p" + i;
                simulation.spawn(name, () -> {
                    RandomGenerator random = simulation.random(name);
                    for (int turn = 0; turn < 25; turn++) {
                        simulation.sleep(Duration.ofMillis(random.nextInt(50)));
                        lines.add(simulation.instant() + " " + name);
                    }
                });
            }
            simulation.runUntilIdle();
        }
        return lines;
    }

    private static List<Long> draws(RandomGenerator random) {
        return random.longs(5).boxed().toList();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Runnable note(String what) {
        return () -> seen(what);
    }

    private void seen(String what) {
        seen.add(Duration.between(START, simulation.instant()).toSeconds() + " " + what);
    }
}
