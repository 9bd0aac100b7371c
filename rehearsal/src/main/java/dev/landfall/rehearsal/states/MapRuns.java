package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.rehearsal.states.Execution.Machine;
import dev.landfall.rehearsal.states.State.Dataset;
import dev.landfall.rehearsal.states.State.Tolerance;
import dev.landfall.rehearsal.time.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Runs distributed Maps: reads the items, gives each an execution of its own, and writes what became of them.
 *
 * <p>https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html. What it leaves open is decided in
 * package-info.
 */
final class MapRuns {

    private static final int MOST_CHILDREN = 10_000;

    /** Evaluated before anything happens. */
    private record Settings(
            Optional<JsonNode> items, JsonNode reader, Optional<JsonNode> writer, int limit, Threshold threshold) {}

    /** How many items may fail. */
    record Threshold(OptionalDouble percentage, OptionalInt count) {

        /** @param of how many items there are */
        boolean isExceededBy(int failed, int of) {
            boolean given = percentage.isPresent() || count.isPresent();
            return given
                    ? failed > count.orElse(Integer.MAX_VALUE) || failed * 100.0 > percentage.orElse(100) * of
                    : failed > 0;
        }
    }

    private final StatesEngine engine;
    private final Simulation simulation;
    private final AwsFunctions functions;
    private final RandomGenerator random;

    MapRuns(StatesEngine engine, Simulation simulation, AwsFunctions functions, RandomGenerator random) {
        this.engine = engine;
        this.simulation = simulation;
        this.functions = functions;
        this.random = random;
    }

    /** Tries the Map once, from within the process of its state. */
    JsonNode run(State.MapRun map, Visit visit) throws StateFailure {
        Settings settings = settings(map, visit);
        String id = AwsFunctions.uuid(random).toString();
        String arn = arn(map, visit, id);
        // Items that are still to be read are not counted.
        int length = settings.items().map(JsonNode::size).orElse(0);
        visit.record(HistoryEventType.MapStateStarted, Json.object().put("length", length));
        visit.record(HistoryEventType.MapRunStarted, Json.object().put("mapRunArn", arn));
        boolean over = false;
        try {
            JsonNode result = run(map, visit, settings, arn, id);
            over = true;
            visit.record(HistoryEventType.MapRunSucceeded, Json.object());
            visit.record(HistoryEventType.MapStateSucceeded, Json.object().put("name", map.name()));
            return result;
        } catch (StateFailure failure) {
            over = true;
            visit.record(HistoryEventType.MapRunFailed, told(failure));
            visit.record(HistoryEventType.MapStateFailed, told(failure));
            throw failure;
        } finally {
            if (!over) {
                visit.execution().note(HistoryEventType.MapRunAborted, map.name(), Json.object());
            }
        }
    }

    private JsonNode run(State.MapRun map, Visit visit, Settings settings, String arn, String id) throws StateFailure {
        S3Calls s3 = new S3Calls(engine, simulation, visit);
        JsonNode items = settings.items().isPresent() ? settings.items().get() : read(s3, settings.reader());
        ChildExecutions children = new ChildExecutions(
                engine, simulation, random, machine(map, visit), inputs(map, visit, items), settings.threshold());
        boolean tolerated = children.runAll(settings.limit());
        JsonNode result = result(children, settings, arn, id, s3);
        if (!tolerated) {
            throw new StateFailure(
                    ErrorNames.EXCEED_TOLERATED_FAILURE_THRESHOLD,
                    "The specified tolerated failure threshold was exceeded");
        }
        return result;
    }

    private Settings settings(State.MapRun map, Visit visit) throws StateFailure {
        Scope scope = visit.scope(functions);
        Optional<JsonNode> items = Optional.empty();
        JsonNode reader = Json.object();
        switch (map.dataset()) {
            case Dataset.Items(Template given) ->
                items = Optional.of(visit.evaluate(() -> given.evaluate(scope, "an array", JsonNode::isArray)));
            case Dataset.S3Object(Template arguments) -> reader = visit.evaluate(() -> arguments.evaluate(scope));
        }
        Optional<JsonNode> writer = map.resultWriter().isEmpty()
                ? Optional.empty()
                : Optional.of(visit.evaluate(() -> map.resultWriter().get().evaluate(scope)));
        return new Settings(items, reader, writer, limit(map, visit, scope), threshold(map.tolerance(), visit, scope));
    }

    private static int limit(State.MapRun map, Visit visit, Scope scope) throws StateFailure {
        int asked = integer(map.maxConcurrency(), visit, scope).orElse(0);
        return asked == 0 ? MOST_CHILDREN : Math.min(asked, MOST_CHILDREN);
    }

    private static Threshold threshold(Tolerance tolerance, Visit visit, Scope scope) throws StateFailure {
        OptionalDouble percentage = tolerance.percentage().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(visit.evaluate(() -> tolerance
                                .percentage()
                                .get()
                                .evaluate(scope, "a number from 0 to 100", MapReader::isPercentage))
                        .doubleValue());
        return new Threshold(percentage, integer(tolerance.count(), visit, scope));
    }

    private static OptionalInt integer(Optional<Template> template, Visit visit, Scope scope) throws StateFailure {
        return template.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(
                        visit.evaluate(() -> template.get().evaluateInteger(scope, 0, StateReader.MOST_SECONDS)));
    }

    private static JsonNode read(S3Calls s3, JsonNode arguments) throws StateFailure {
        JsonNode items;
        try {
            items = Json.parse(s3.get(arguments));
        } catch (JsonProcessingException e) {
            throw new StateFailure(
                    ErrorNames.ITEM_READER_FAILED,
                    arguments.path("Key").asText() + " is no JSON: " + e.getOriginalMessage());
        }
        if (!items.isArray()) {
            throw new StateFailure(ErrorNames.ITEM_READER_FAILED, "Attempting to map over non-iterable node.");
        }
        return items;
    }

    private List<JsonNode> inputs(State.MapRun map, Visit visit, JsonNode items) throws StateFailure {
        List<JsonNode> inputs = new ArrayList<>();
        for (int index = 0; index < items.size(); index++) {
            JsonNode item = items.get(index);
            inputs.add(visit.limited(map.itemSelector().isEmpty() ? item : selected(map, visit, index, item)));
        }
        return inputs;
    }

    private JsonNode selected(State.MapRun map, Visit visit, int index, JsonNode item) throws StateFailure {
        Visit ofItem = visit.withItem(Json.object().put("Index", index).set("Value", item));
        return ofItem.evaluate(() -> map.itemSelector().orElseThrow().evaluate(ofItem.scope(functions)));
    }

    private static JsonNode result(ChildExecutions children, Settings settings, String arn, String id, S3Calls s3)
            throws StateFailure {
        if (settings.writer().isPresent()) {
            return new ResultWriter(s3, settings.writer().get()).write(children, arn, id);
        }
        ArrayNode outputs = JsonNodeFactory.instance.arrayNode();
        children.closed().forEach(child -> outputs.add(ResultWriter.compact(child)));
        return outputs;
    }

    private static Machine machine(State.MapRun map, Visit visit) {
        Machine parent = visit.execution().machine();
        String label = "/" + map.label();
        return new Machine(
                parent.name() + label,
                parent.arn() + label,
                parent.roleArn(),
                new StateMachineDefinition(map.processor(), OptionalInt.empty(), List.of(), Set.of()));
    }

    private static String arn(State.MapRun map, Visit visit, String id) {
        return visit.execution().machine().arn().replace(":stateMachine:", ":mapRun:") + "/" + map.label() + ":" + id;
    }

    private static ObjectNode told(StateFailure failure) {
        return Json.object().put("error", failure.error()).put("cause", failure.cause());
    }
}
