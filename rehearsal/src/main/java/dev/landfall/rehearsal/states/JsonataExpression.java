package dev.landfall.rehearsal.states;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * A compiled expression. It is compiled once, with its definition, and evaluated by any number of threads: whatever an
 * evaluation needs comes with the {@link Scope}.
 */
final class JsonataExpression {

    private final String text;
    private final String field;
    private final Jsonata compiled;

    private JsonataExpression(String text, String field, Jsonata compiled) {
        this.text = text;
        this.field = field;
        this.compiled = compiled;
    }

    /**
     * @param field the path of the field it stands in, for messages: {@code Arguments/Payload/step}
     * @throws IllegalArgumentException if the text is not JSONata
     */
    static JsonataExpression compile(String text, String field) {
        Jsonata compiled = parse(text);
        // Kept apart from Java's null, which is JSONata's undefined.
        compiled.setOutputConvertNulls(false);
        return new JsonataExpression(text, field, compiled);
    }

    private static Jsonata parse(String text) {
        try {
            // The library stumbles over a comment at the very end of an expression, hence the space.
            return Jsonata.jsonata(text + " ");
        } catch (JException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("unexpected end of the expression", e);
        }
    }

    /** @throws StateFailure States.QueryEvaluationError if it fails, or if its value is undefined or no JSON */
    JsonNode evaluate(Scope scope) throws StateFailure {
        try {
            Object value = compiled.evaluate(null, scope.frame());
            if (value == null) {
                throw failure("returned nothing (undefined).");
            }
            return JsonataValues.fromJsonata(value);
        } catch (JException e) {
            throw failure("threw an error during evaluation" + told(e));
        } catch (StackOverflowError e) {
            throw failure("threw an error during evaluation: it recurses too deeply");
        } catch (RuntimeException e) {
            // The library reports some mistakes of an expression by Java's own exceptions, such as a failed cast.
            throw failure("threw an error during evaluation: " + e.getMessage());
        }
    }

    /** The failure of a value that is JSON, but not what its field asks for. */
    StateFailure unexpected(String expected, JsonNode value) {
        return failure("returned an unexpected result. Expected " + expected + ", but was " + value + ".");
    }

    /** With the code, if JSONata has one for it. */
    private static String told(JException error) {
        String message = String.valueOf(error.getMessage());
        return message.startsWith("JSonataException ")
                ? ": " + error.getError()
                : ". " + error.getError() + ": " + message;
    }

    private StateFailure failure(String what) {
        return new StateFailure(
                ErrorNames.QUERY_EVALUATION_ERROR,
                "The JSONata expression '" + text + "' specified for the field '" + field + "' " + what,
                field);
    }
}
