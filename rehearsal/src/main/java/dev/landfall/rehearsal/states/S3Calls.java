package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.rehearsal.states.TaskRunner.Outcome;
import dev.landfall.rehearsal.time.Promise;
import dev.landfall.rehearsal.time.Simulation;

/** What a distributed Map asks of S3, of whoever implements it for the engine. Its history does not tell of it. */
final class S3Calls {

    private final StatesEngine engine;
    private final Simulation simulation;
    private final Visit visit;

    S3Calls(StatesEngine engine, Simulation simulation, Visit visit) {
        this.engine = engine;
        this.simulation = simulation;
        this.visit = visit;
    }

    /** The object's content. */
    String get(JsonNode arguments) throws StateFailure {
        return call(Integration.GET_OBJECT, arguments, ErrorNames.ITEM_READER_FAILED)
                .path("Body")
                .asText();
    }

    void put(String bucket, String key, String content) throws StateFailure {
        ObjectNode arguments =
                Json.object().put("Bucket", bucket).put("Key", key).put("Body", content);
        call(Integration.PUT_OBJECT, arguments, ErrorNames.RESULT_WRITER_FAILED);
    }

    /** Whatever the call fails with, the Map fails with the name it has for that. */
    private JsonNode call(String resource, JsonNode arguments, String error) throws StateFailure {
        Promise<Outcome> outcome = new Promise<>(simulation);
        TaskCall call = new TaskCall(
                resource, arguments, visit.execution().arn(), visit.state().name(), visit.retryCount());
        simulation.spawn(call.action() + " of " + call.stateName(), () -> outcome.complete(perform(call)));
        return switch (outcome.await()) {
            case Outcome.Succeeded(JsonNode answer) -> answer;
            case Outcome.Failed(String _, String cause) -> throw new StateFailure(error, cause);
            case Outcome.TimedOut(String _) -> throw new IllegalStateException("no time was set");
        };
    }

    private Outcome perform(TaskCall call) {
        try {
            return new Outcome.Succeeded(engine.resource(call.resource()).call(call));
        } catch (TaskFailure failure) {
            return new Outcome.Failed(failure.error(), failure.cause());
        }
    }
}
