package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.rehearsal.states.ExpressionReferences.Reference;
import dev.landfall.rehearsal.states.StatePart.Spot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads templates, compiles their expressions, and checks that whatever an expression refers to can be there. */
final class TemplateReader {

    /** Which part of a state a template belongs to: it decides which members {@code $states} has. */
    record Place(Set<String> members) {
        /** Whatever is evaluated before there is a result, or in a state that has none. */
        static final Place BEFORE = new Place(Set.of("input", "context"));

        static final Place RESULT = new Place(Set.of("input", "context", "result"));
        static final Place CATCH = new Place(Set.of("input", "context", "errorOutput"));
    }

    /** JSONata's, without $eval, and those that Step Functions adds. */
    private static final Set<String> FUNCTIONS =
            Set.of(("abs append assert average base64decode base64encode boolean ceil clone contains count "
                            + "decodeUrl decodeUrlComponent distinct each encodeUrl encodeUrlComponent error exists "
                            + "filter floor formatBase formatInteger formatNumber fromMillis join keys length lookup "
                            + "lowercase map match max merge millis min not now number pad parseInteger power reduce "
                            + "replace reverse round shuffle sift single sort split spread sqrt string substring "
                            + "substringAfter substringBefore sum toMillis trim type uppercase zip "
                            + "hash parse partition random range uuid")
                    .split(" "));

    private record Use(String path, Reference reference, Place place, FlowContext flow) {}

    private final Problems problems;
    private final List<Use> uses = new ArrayList<>();

    TemplateReader(Problems problems) {
        this.problems = problems;
    }

    /** Reads the value of a field. */
    Template read(StatePart part, String field, JsonNode value, Place place) {
        return new Reading(place, part.flow()).template(part.spot(field), value);
    }

    static boolean isExpression(JsonNode value) {
        return value.isTextual()
                && value.textValue().length() >= 4
                && value.textValue().startsWith("{%")
                && value.textValue().endsWith("%}");
    }

    /** To be called once everything was read. */
    void checkReferences() {
        uses.forEach(this::check);
    }

    private static boolean allLiteral(Collection<Template> templates) {
        return templates.stream().allMatch(Template.Literal.class::isInstance);
    }

    /** One value, with all that is in it. */
    private final class Reading {

        private final Place place;
        private final FlowContext flow;

        Reading(Place place, FlowContext flow) {
            this.place = place;
            this.flow = flow;
        }

        Template template(Spot spot, JsonNode value) {
            return switch (value.getNodeType()) {
                case OBJECT -> fields(spot, value);
                case ARRAY -> items(spot, value);
                case STRING -> text(spot, value);
                case NULL, BOOLEAN, NUMBER, BINARY, POJO, MISSING -> new Template.Literal(value);
            };
        }

        private Template fields(Spot spot, JsonNode value) {
            Map<String, Template> fields = new LinkedHashMap<>();
            value.properties()
                    .forEach(entry -> fields.put(entry.getKey(), template(spot.key(entry.getKey()), entry.getValue())));
            return allLiteral(fields.values()) ? new Template.Literal(value) : new Template.Fields(fields);
        }

        private Template items(Spot spot, JsonNode value) {
            List<Template> items = new ArrayList<>();
            for (int index = 0; index < value.size(); index++) {
                items.add(template(spot.index(index), value.get(index)));
            }
            return allLiteral(items) ? new Template.Literal(value) : new Template.Items(items);
        }

        private Template text(Spot spot, JsonNode value) {
            if (isExpression(value)) {
                return expression(spot, value);
            }
            String stripped = value.textValue().strip();
            if (stripped.startsWith("{%") || stripped.endsWith("%}")) {
                problems.add(
                        spot.path(),
                        "JSONata must begin with {% and end with %}, with no space or line end around them");
            }
            return new Template.Literal(value);
        }

        private Template expression(Spot spot, JsonNode value) {
            String delimited = value.textValue();
            String text = delimited.substring(2, delimited.length() - 2).strip();
            try {
                JsonataExpression compiled = JsonataExpression.compile(text, spot.field());
                ExpressionReferences.of(text)
                        .forEach(reference -> uses.add(new Use(spot.path(), reference, place, flow)));
                return new Template.Expression(compiled);
            } catch (IllegalArgumentException e) {
                problems.add(spot.path(), "not JSONata: " + e.getMessage());
                return new Template.Literal(value);
            }
        }
    }

    private void check(Use use) {
        switch (use.reference()) {
            case Reference.Bare(String name) ->
                problems.add(use.path(), "\"" + name + "\" is a field of nothing; use $states.input." + name);
            case Reference.Variable variable -> check(use, variable);
        }
    }

    private void check(Use use, Reference.Variable variable) {
        switch (variable.name()) {
            case "" -> checkContext(use, variable);
            case "$" -> problems.add(use.path(), "Step Functions has no $$; use $states.input or $states.context");
            case "states" -> checkStates(use, variable.member());
            case "eval" -> problems.add(use.path(), "Step Functions has no $eval");
            default -> checkName(use, variable);
        }
    }

    private void checkContext(Use use, Reference.Variable variable) {
        if (!variable.hasContext()) {
            problems.add(use.path(), "$ has no value here; use $states.input");
        }
    }

    private void checkStates(Use use, String member) {
        if (!member.isEmpty() && !use.place().members().contains(member)) {
            problems.add(
                    use.path(),
                    "$states." + member + " is not available here"
                            + Problems.suggestion(member, use.place().members()));
        }
    }

    private void checkName(Use use, Reference.Variable variable) {
        Set<String> variables = variable.called() ? Set.of() : use.flow().visibleVariables();
        if (FUNCTIONS.contains(variable.name()) || variables.contains(variable.name())) {
            return;
        }
        Set<String> known = new HashSet<>(FUNCTIONS);
        known.addAll(variables);
        problems.add(
                use.path(),
                "unknown " + (variable.called() ? "function" : "variable") + " $" + variable.name()
                        + Problems.suggestion(variable.name(), known));
    }
}
