package dev.landfall.rehearsal.world;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.rehearsal.states.TaskFailure;
import dev.landfall.rehearsal.time.Simulation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/** Runs the handlers as Lambda does: a cold start if no environment is free, a time-out, and errors by class name. */
final class SimulatedLambda {

    private static final Duration KEPT_WARM = Duration.ofMinutes(8);
    private static final Duration WARM_LEAST = Duration.ofMillis(3);
    private static final Duration WARM_MOST = Duration.ofMillis(15);

    /** With SnapStart: an environment is restored, not started. */
    private static final Duration RESTORED_LEAST = Duration.ofMillis(250);

    private static final Duration RESTORED_MOST = Duration.ofMillis(700);

    /** Without: a JVM starts, on little more than half a CPU. Assumed, since only Lambda could tell. */
    private static final Duration STARTED_LEAST = Duration.ofSeconds(2);

    private static final Duration STARTED_MOST = Duration.ofSeconds(6);

    /** AWS says that one waits, and not how long; to publish a version, which makes one, takes as much. */
    private static final Duration SNAPSHOT_MADE = Duration.ofMinutes(3);

    /** What Lambda tries again after, when a call failed that nobody waits for. */
    private static final List<Duration> ASYNCHRONOUS_RETRIES = List.of(Duration.ofMinutes(1), Duration.ofMinutes(2));

    private record Deployed(SamTemplate.Function function, RequestStreamHandler handler) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Simulation simulation;
    private final Chance chance;
    private final Map<String, Deployed> functions = new HashMap<>();
    private final Map<String, List<Instant>> freeSince = new HashMap<>();
    private final List<FunctionRun> runs = new ArrayList<>();
    private final List<BiConsumer<String, Boolean>> runListeners = new ArrayList<>();
    private final List<Runnable> deadLetterListeners = new ArrayList<>();
    private int started;

    /** When each function has its snapshot again, of those that were called since all were lost. */
    private final Map<String, Instant> snapshots = new HashMap<>();

    private boolean snapshotsLost;

    SimulatedLambda(Simulation simulation) {
        this.simulation = simulation;
        this.chance = new Chance(simulation.random("lambda"));
    }

    void deploy(SamTemplate.Function function, RequestStreamHandler handler) {
        functions.put(function.name(), new Deployed(function, handler));
    }

    List<FunctionRun> runsOf(String function) {
        return runs.stream().filter(run -> run.function().equals(function)).toList();
    }

    /** Told of each run at its end: which function, and whether it succeeded. */
    void onRun(BiConsumer<String, Boolean> listener) {
        runListeners.add(listener);
    }

    /** Told when an event is given up that the template wants kept. */
    void onDeadLetter(Runnable listener) {
        deadLetterListeners.add(listener);
    }

    void loseSnapshots() {
        snapshotsLost = true;
        snapshots.clear();
        freeSince.clear();
    }

    boolean haveSnapshotsBeenLost() {
        return snapshotsLost;
    }

    /** By somebody who takes the answer, whatever it is. */
    void invokeOnce(String function, JsonNode payload) {
        simulation.spawn(function, () -> succeeds(function, payload));
    }

    /** By an event: nobody waits for the answer, and Lambda itself tries a failure again, as the template allows. */
    void invokeAsynchronously(String function, JsonNode payload) {
        Instant received = simulation.instant();
        simulation.spawn(function, () -> {
            if (!succeeds(function, payload)) {
                retry(function, payload, received);
            }
        });
    }

    private void retry(String function, JsonNode payload, Instant received) {
        SamTemplate.Function settings =
                Objects.requireNonNull(functions.get(function)).function();
        Instant tooOld = received.plus(settings.eventAge());
        for (Duration pause : ASYNCHRONOUS_RETRIES.subList(0, settings.retryAttempts())) {
            if (simulation.instant().plus(pause).isAfter(tooOld)) {
                break;
            }
            simulation.sleep(pause);
            if (succeeds(function, payload)) {
                return;
            }
        }
        if (settings.keepsFailures()) {
            deadLetterListeners.forEach(Runnable::run);
        }
    }

    private boolean succeeds(String function, JsonNode payload) {
        try {
            invoke("", function, payload);
            return true;
        } catch (TaskFailure failure) {
            return false;
        }
    }

    /** @param execution that asks for it; empty if no state does */
    JsonNode invoke(String execution, String function, JsonNode payload) throws TaskFailure {
        Deployed deployed = functions.get(function);
        if (deployed == null) {
            throw new TaskFailure("Lambda.ResourceNotFoundException", "Function not found: " + function);
        }
        start(deployed.function());
        requireSnapshot(deployed.function());
        Invocation invocation = new Invocation(
                ++started,
                execution,
                function,
                payload.path("migration").asText(),
                payload.path("epoch").asLong(),
                simulation.instant(),
                simulation.instant().plus(deployed.function().timeout()));
        try {
            JsonNode output =
                    ScopedValue.where(Invocation.CURRENT, invocation).call(() -> run(deployed.handler(), payload));
            runs.add(new FunctionRun(simulation.instant(), function, payload, output));
            ended(function, true);
            freeSince.computeIfAbsent(function, f -> new ArrayList<>()).add(simulation.instant());
            return output;
        } catch (FunctionDied died) {
            ended(function, false);
            throw new TaskFailure("Lambda.Unknown", "The function ended without an answer: " + died.getMessage());
        } catch (IOException | RuntimeException error) {
            ended(function, false);
            freeSince.computeIfAbsent(function, f -> new ArrayList<>()).add(simulation.instant());
            throw new TaskFailure(error.getClass().getName(), cause(error));
        }
    }

    private void ended(String function, boolean succeeded) {
        runListeners.forEach(listener -> listener.accept(function, succeeded));
    }

    private static JsonNode run(RequestStreamHandler handler, JsonNode payload) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(JSON.writeValueAsBytes(payload)), answer, SimulatedContext.INSTANCE);
        return JSON.readTree(answer.toByteArray());
    }

    /** Lambda's runtime reports an exception like this; a stack trace would tell more of us than of the world. */
    private static String cause(Exception error) {
        ObjectNode cause = JSON.createObjectNode()
                .put("errorMessage", error.getMessage())
                .put("errorType", error.getClass().getName());
        cause.putArray("stackTrace");
        return cause.toString();
    }

    private void requireSnapshot(SamTemplate.Function function) throws TaskFailure {
        Instant now = simulation.instant();
        if (snapshotsLost
                && function.snapStart()
                && now.isBefore(snapshots.computeIfAbsent(function.name(), called -> now.plus(SNAPSHOT_MADE)))) {
            throw new TaskFailure(
                    "Lambda.SnapStartNotReadyException", "Lambda is initializing your function: " + function.name());
        }
    }

    private void start(SamTemplate.Function function) {
        List<Instant> free = freeSince.computeIfAbsent(function.name(), f -> new ArrayList<>());
        Instant tooLongAgo = simulation.instant().minus(KEPT_WARM);
        free.removeIf(since -> since.isBefore(tooLongAgo));
        boolean warm = !free.isEmpty();
        if (warm) {
            free.removeLast();
        }
        simulation.sleep(warm ? chance.between(WARM_LEAST, WARM_MOST) : cold(function));
    }

    private Duration cold(SamTemplate.Function function) {
        return function.snapStart()
                ? chance.between(RESTORED_LEAST, RESTORED_MOST)
                : chance.between(STARTED_LEAST, STARTED_MOST);
    }
}
