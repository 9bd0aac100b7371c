package dev.landfall.rehearsal.states;

import com.dashjoin.jsonata.Jsonata.Frame;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** What the expressions of one place can see: {@code $states}, the variables and the functions. */
final class Scope {

    private final AwsFunctions functions;
    private final ObjectNode states;
    private final Variables variables;
    private final EvaluationBounds bounds = new EvaluationBounds();
    private @Nullable Frame frame;

    Scope(AwsFunctions functions, ObjectNode states, Variables variables) {
        this.functions = functions;
        this.states = states;
        this.variables = variables;
    }

    /** This scope, with one more member of {@code $states}. */
    Scope with(String member, JsonNode value) {
        ObjectNode extended = Json.object();
        extended.setAll(states);
        return new Scope(functions, extended.set(member, value), variables);
    }

    JsonNode input() {
        return states.path("input");
    }

    /** What one evaluation sees. Made on first use: most places have no expressions. */
    Frame frame() {
        if (frame == null) {
            frame = makeFrame();
        }
        bounds.restart();
        return frame;
    }

    private Frame makeFrame() {
        Frame made = new Frame(null);
        functions.bindTo(made);
        bounds.bindTo(made);
        variables.forEach((name, value) -> made.bind(name, JsonataValues.toJsonata(value)));
        made.bind("states", JsonataValues.toJsonata(states));
        return made;
    }
}
