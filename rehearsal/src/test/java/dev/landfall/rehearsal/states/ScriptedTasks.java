package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.rehearsal.states.Vector.Answer;
import dev.landfall.rehearsal.states.Vector.Behaviour;
import dev.landfall.rehearsal.states.Vector.Failure;
import dev.landfall.rehearsal.time.Promise;
import dev.landfall.rehearsal.time.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tasks of a vector: they do what it says, and note when they were called with what. */
final class ScriptedTasks implements TaskResource {

    private final Simulation simulation;
    private final Map<String, List<Behaviour>> script;
    private final Instant start;
    private final Map<String, List<Double>> calls = new LinkedHashMap<>();
    private final Map<String, List<JsonNode>> arguments = new LinkedHashMap<>();
    private final List<String> surprises = new ArrayList<>();
    private @Nullable StatesEngine engine;

    ScriptedTasks(Simulation simulation, Map<String, List<Behaviour>> script) {
        this.simulation = simulation;
        this.script = script;
        this.start = simulation.instant();
    }

    void connect(StatesEngine answered) {
        engine = answered;
    }

    Map<String, List<Double>> calls() {
        return calls;
    }

    Map<String, List<JsonNode>> arguments() {
        return arguments;
    }

    /** Answers to tokens that were accepted or refused against the vector's word. */
    List<String> surprises() {
        return surprises;
    }

    @Override
    public JsonNode call(TaskCall call) throws TaskFailure {
        if (!call.action().equals("lambda:invoke")) {
            return perform(call.action(), call.arguments());
        }
        return new LambdaInvoke(this::perform).call(call);
    }

    private JsonNode perform(String task, JsonNode payload) throws TaskFailure {
        Behaviour behaviour = next(task, payload);
        Optional.ofNullable(behaviour.answers()).orElse(List.of()).forEach(answer -> schedule(answer, payload));
        if (behaviour.hang()) {
            new Promise<>(simulation).await();
        }
        simulation.sleep(seconds(behaviour.takes()));
        Failure failure = behaviour.fail();
        if (failure != null) {
            throw new TaskFailure(failure.error(), failure.causeText());
        }
        return behaviour.echo() ? payload : Vector.orNull(behaviour.succeed());
    }

    private Behaviour next(String task, JsonNode payload) {
        List<Double> before = calls.computeIfAbsent(task, _ -> new ArrayList<>());
        int index = before.size();
        before.add(Duration.between(start, simulation.instant()).toMillis() / 1000.0);
        arguments.computeIfAbsent(task, _ -> new ArrayList<>()).add(payload);
        List<Behaviour> behaviours =
                Objects.requireNonNull(script.get(task), () -> "nothing says what " + task + " does");
        int upTo = 0;
        for (Behaviour behaviour : behaviours) {
            upTo += Math.max(1, behaviour.times());
            if (index < upTo) {
                return behaviour;
            }
        }
        return behaviours.getLast();
    }

    private void schedule(Answer answer, JsonNode payload) {
        String token = Objects.requireNonNullElseGet(
                answer.token(), () -> payload.findPath("token").asText());
        simulation.schedule(seconds(answer.after()), "answer", () -> {
            String refusal = answer(answer, token);
            if (!Objects.equals(refusal, answer.refused())) {
                surprises.add("answer after " + answer.after() + " s: refused with " + refusal);
            }
        });
    }

    private @Nullable String answer(Answer answer, String token) {
        StatesEngine answered = Objects.requireNonNull(engine);
        Failure failure = answer.failure();
        try {
            if (answer.heartbeat()) {
                answered.sendTaskHeartbeat(token);
            } else if (failure != null) {
                answered.sendTaskFailure(token, failure.error(), failure.causeText());
            } else {
                answered.sendTaskSuccess(token, Json.write(Vector.orNull(answer.success())));
            }
            return null;
        } catch (StatesApiException refused) {
            return refused.code().name();
        }
    }

    static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
