package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * One stay of an execution in a state: what {@code $states.context} tells of.
 *
 * @param enteredEvent the id of the history's line about entering the state
 * @param item the element of a Map that this is about
 * @param token of a task that waits for one
 */
record Visit(
        Execution execution,
        State state,
        JsonNode input,
        Variables variables,
        Instant entered,
        int enteredEvent,
        int retryCount,
        Optional<JsonNode> item,
        Optional<String> token) {

    static final int LARGEST_PAYLOAD = 256 * 1024;

    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    static String timestamp(Instant instant) {
        return MILLISECONDS.format(instant);
    }

    Visit retried() {
        return new Visit(execution, state, input, variables, entered, enteredEvent, retryCount + 1, item, token);
    }

    Visit withToken(String minted) {
        return new Visit(
                execution, state, input, variables, entered, enteredEvent, retryCount, item, Optional.of(minted));
    }

    Visit withItem(JsonNode element) {
        return new Visit(
                execution, state, input, variables, entered, enteredEvent, retryCount, Optional.of(element), token);
    }

    Scope scope(AwsFunctions functions) {
        ObjectNode states = Json.object();
        states.set("input", input);
        states.set("context", context());
        return new Scope(functions, states, variables);
    }

    /** An evaluation of what the definition says. */
    @FunctionalInterface
    interface Evaluation<T> {
        T value() throws StateFailure;
    }

    /** Evaluates; if that fails, says where it happened, and leaves a line in the history. */
    <T> T evaluate(Evaluation<T> evaluation) throws StateFailure {
        try {
            return evaluation.value();
        } catch (StateFailure failure) {
            StateFailure located = located(failure);
            record(
                    HistoryEventType.EvaluationFailed,
                    Json.object()
                            .put("error", located.error())
                            .put("cause", located.cause())
                            .put("location", located.location())
                            .put("state", state.name()));
            throw located;
        }
    }

    /** With the words that Step Functions puts before the cause of every failure of its own. */
    private StateFailure located(StateFailure failure) {
        String where = "An error occurred while executing the state '" + state.name() + "' (entered at the event id #"
                + enteredEvent + "). ";
        return new StateFailure(failure.error(), where + failure.cause(), failure.location());
    }

    void record(HistoryEventType type, JsonNode details) {
        execution.record(type, state.name(), details);
    }

    /** The payload itself, if Step Functions would carry it. */
    JsonNode limited(JsonNode payload) throws StateFailure {
        if (Json.size(payload) > LARGEST_PAYLOAD) {
            throw new StateFailure(
                    ErrorNames.DATA_LIMIT_EXCEEDED,
                    "The state/task '" + state.name()
                            + "' returned a result with a size exceeding the maximum number of bytes service limit.");
        }
        return payload;
    }

    private ObjectNode context() {
        ObjectNode context = execution.context();
        context.putObject("State")
                .put("Name", state.name())
                .put("EnteredTime", timestamp(entered))
                .put("RetryCount", retryCount);
        token.ifPresent(value -> context.putObject("Task").put("Token", value));
        item.ifPresent(element -> context.putObject("Map").set("Item", element));
        return context;
    }
}
