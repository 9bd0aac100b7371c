package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.rehearsal.states.StatesApiException.Code;
import dev.landfall.rehearsal.states.TaskRunner.Outcome;
import dev.landfall.rehearsal.time.Promise;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The tasks that wait to be answered by somebody who has their token. */
final class TaskTokens {

    /** A task that waits. */
    static final class Waiting {

        private final Execution execution;
        private final Promise<Outcome> outcome;
        private Instant lastHeartbeat;

        private Waiting(Execution execution, Promise<Outcome> outcome, Instant now) {
            this.execution = execution;
            this.outcome = outcome;
            this.lastHeartbeat = now;
        }

        Instant lastHeartbeat() {
            return lastHeartbeat;
        }
    }

    private final InstantSource clock;
    private final RandomGenerator random;

    // A token keeps its entry, with nothing in it, when its task is over: so a late answer is told from a wrong one.
    private final Map<String, @Nullable Waiting> known = new HashMap<>();

    TaskTokens(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    String mint() {
        byte[] text = ("task-" + AwsFunctions.uuid(random)).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(text);
    }

    Waiting open(String token, Execution execution, Promise<Outcome> outcome) {
        Waiting waiting = new Waiting(execution, outcome, clock.instant());
        known.put(token, waiting);
        return waiting;
    }

    void close(String token) {
        known.put(token, null);
    }

    void succeed(String token, String outputJson) {
        answer(token, new Outcome.Succeeded(output(outputJson)));
    }

    void fail(String token, String error, String cause) {
        answer(token, new Outcome.Failed(error, cause));
    }

    void heartbeat(String token) {
        waiting(token).lastHeartbeat = clock.instant();
    }

    private void answer(String token, Outcome outcome) {
        if (!waiting(token).outcome.complete(outcome)) {
            throw gone();
        }
    }

    private Waiting waiting(String token) {
        if (!known.containsKey(token)) {
            throw new StatesApiException(Code.InvalidToken, "Invalid token");
        }
        Waiting waiting = known.get(token);
        if (waiting == null || waiting.outcome.isDone() || !waiting.execution.isRunning()) {
            throw gone();
        }
        return waiting;
    }

    private static StatesApiException gone() {
        return new StatesApiException(Code.TaskTimedOut, "Task Timed Out: 'Provided task does not exist anymore'");
    }

    private static JsonNode output(String json) {
        try {
            return Json.parse(json);
        } catch (JsonProcessingException e) {
            throw new StatesApiException(Code.InvalidOutput, "Invalid Output: not a JSON document");
        }
    }
}
