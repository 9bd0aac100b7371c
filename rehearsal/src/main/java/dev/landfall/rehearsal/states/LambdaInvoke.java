package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;

/** {@code lambda:invoke}: gives a function its payload, and its answer the shape that Step Functions gives it. */
public final class LambdaInvoke implements TaskResource {

    /** All functions of an account. */
    @FunctionalInterface
    public interface Functions {

        /**
         * Invokes one.
         *
         * @param functionName as the machine's Arguments name it
         * @param payload an empty object if the machine gives none
         * @throws TaskFailure if the function fails, or cannot be invoked
         */
        JsonNode invoke(String functionName, JsonNode payload) throws TaskFailure;
    }

    private final Functions functions;

    public LambdaInvoke(Functions functions) {
        this.functions = functions;
    }

    @Override
    public JsonNode call(TaskCall call) throws TaskFailure {
        JsonNode payload = call.arguments().has("Payload") ? call.arguments().get("Payload") : Json.object();
        JsonNode answer = functions.invoke(call.arguments().path("FunctionName").asText(), payload);
        return Json.object()
                .put("ExecutedVersion", "$LATEST")
                .put("StatusCode", 200)
                .set("Payload", answer);
    }
}
