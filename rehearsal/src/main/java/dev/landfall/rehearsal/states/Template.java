package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** JSON in a definition whose texts may be JSONata. */
sealed interface Template {

    JsonNode evaluate(Scope scope) throws StateFailure;

    record Literal(JsonNode value) implements Template {
        @Override
        public JsonNode evaluate(Scope scope) {
            return value;
        }
    }

    record Expression(JsonataExpression expression) implements Template {
        @Override
        public JsonNode evaluate(Scope scope) throws StateFailure {
            return expression.evaluate(scope);
        }
    }

    record Fields(Map<String, Template> fields) implements Template {
        @Override
        public ObjectNode evaluate(Scope scope) throws StateFailure {
            ObjectNode object = Json.object();
            for (Map.Entry<String, Template> field : fields.entrySet()) {
                object.set(field.getKey(), field.getValue().evaluate(scope));
            }
            return object;
        }
    }

    record Items(List<Template> items) implements Template {
        @Override
        public ArrayNode evaluate(Scope scope) throws StateFailure {
            ArrayNode array = JsonNodeFactory.instance.arrayNode(items.size());
            for (Template item : items) {
                array.add(item.evaluate(scope));
            }
            return array;
        }
    }

    /** The state's input as it is: what a state works on that names nothing else. */
    record StateInput() implements Template {
        @Override
        public JsonNode evaluate(Scope scope) {
            return scope.input();
        }
    }

    /**
     * The value, if it is what its field asks for.
     *
     * @param expected says what that is, for the message
     */
    default JsonNode evaluate(Scope scope, String expected, Predicate<JsonNode> accepts) throws StateFailure {
        JsonNode value = evaluate(scope);
        if (accepts.test(value)) {
            return value;
        }
        throw switch (this) {
            case Expression(JsonataExpression expression) -> expression.unexpected(expected, value);
            case Literal _, Fields _, Items _, StateInput _ ->
                new StateFailure(
                        ErrorNames.QUERY_EVALUATION_ERROR, "Expected " + expected + ", but was " + value + ".");
        };
    }

    /** A whole number within bounds. */
    default int evaluateInteger(Scope scope, int least, int most) throws StateFailure {
        String expected = "an integer from " + least + " to " + most;
        return evaluate(
                        scope,
                        expected,
                        value -> value.canConvertToInt()
                                && value.isIntegralNumber()
                                && value.intValue() >= least
                                && value.intValue() <= most)
                .intValue();
    }
}
