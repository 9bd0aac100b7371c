package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.rehearsal.states.State.Effects;
import dev.landfall.rehearsal.states.State.Flow;
import dev.landfall.rehearsal.states.State.Next;
import dev.landfall.rehearsal.states.State.Rule;
import dev.landfall.rehearsal.states.State.Until;
import dev.landfall.rehearsal.states.TemplateReader.Place;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

/** Reads one state, whatever its type. */
final class StateReader {

    static final int MOST_SECONDS = 99_999_999;

    private static final List<String> TYPES =
            List.of("Task", "Choice", "Wait", "Pass", "Succeed", "Fail", "Map", "Parallel");
    private static final Template NOTHING_ASSIGNED = new Template.Literal(Json.object());
    private static final Pattern VARIABLE_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,79}");

    private final TemplateReader templates;
    private final BiFunction<FieldReader, FlowContext, Flow> flows;
    private final RecoveryReader recovery = new RecoveryReader(this);
    private final MapReader maps = new MapReader(this);
    private final Set<String> resources = new LinkedHashSet<>();

    /** @param flows reads the flow of a branch */
    StateReader(TemplateReader templates, BiFunction<FieldReader, FlowContext, Flow> flows) {
        this.templates = templates;
        this.flows = flows;
    }

    Set<String> resources() {
        return resources;
    }

    /** Notes what the engine must have somebody for. */
    void calls(String resource) {
        resources.add(resource);
    }

    /** Empty if the type is unknown: then nothing can be said about its fields either. */
    Optional<State> read(StatePart part) {
        FieldReader fields = part.fields();
        String type = fields.requiredText("Type");
        fields.text("Comment");
        DefinitionReader.queryLanguage(fields);
        Optional<State> state = switch (type) {
            case "Task" -> Optional.of(task(part));
            case "Pass" -> Optional.of(new State.Pass(part.state(), effects(part, Place.BEFORE), next(part)));
            case "Wait" -> Optional.of(wait(part));
            case "Choice" -> Optional.of(choice(part));
            case "Succeed" -> Optional.of(succeed(part));
            case "Fail" -> Optional.of(new State.Fail(part.state(), text(part, "Error"), text(part, "Cause")));
            case "Parallel" -> Optional.of(parallel(part));
            case "Map" -> Optional.of(maps.read(part));
            default -> Optional.empty();
        };
        if (state.isPresent()) {
            fields.refuseTheRest();
        } else if (!type.isEmpty()) {
            fields.problem("unknown state type \"" + type + "\"" + Problems.suggestion(type, TYPES));
        }
        return state;
    }

    private State task(StatePart part) {
        FieldReader fields = part.fields();
        Integration integration = Integration.of(fields.requiredText("Resource"));
        ResourceCatalog.check(fields, integration, fields.any("Arguments").orElseGet(Json::object));
        calls(integration.resource());
        Optional<Template> timeout = integer(part, "TimeoutSeconds", 1);
        Optional<Template> heartbeat = integer(part, "HeartbeatSeconds", 1);
        checkHeartbeat(fields, integration, timeout, heartbeat);
        return new State.Task(
                part.state(),
                integration,
                arguments(part),
                timeout,
                heartbeat,
                effects(part, Place.RESULT),
                recovery.read(part),
                next(part));
    }

    private static void checkHeartbeat(
            FieldReader fields, Integration integration, Optional<Template> timeout, Optional<Template> heartbeat) {
        if (heartbeat.isEmpty()) {
            return;
        }
        if (integration.pattern() != Integration.Pattern.WAIT_FOR_TASK_TOKEN) {
            fields.problem("HeartbeatSeconds without .waitForTaskToken: nobody could send a heartbeat");
        }
        if (timeout.orElse(null) instanceof Template.Literal(JsonNode most)
                && heartbeat.get() instanceof Template.Literal(JsonNode beat)
                && beat.intValue() >= most.intValue()) {
            fields.problem("HeartbeatSeconds must be smaller than TimeoutSeconds");
        }
    }

    private State wait(StatePart part) {
        Optional<Template> seconds = integer(part, "Seconds", 0);
        Optional<Template> timestamp = timestamp(part);
        if (part.fields().has("Seconds") == part.fields().has("Timestamp")) {
            part.fields().problem("a Wait needs either Seconds or Timestamp");
        }
        Until until = timestamp
                .<Until>map(Until.PointInTime::new)
                .orElseGet(() -> new Until.Elapsed(seconds.orElseGet(Template.StateInput::new)));
        return new State.Wait(part.state(), until, effects(part, Place.BEFORE), next(part));
    }

    private Optional<Template> timestamp(StatePart part) {
        Optional<Template> timestamp = text(part, "Timestamp");
        if (timestamp.orElse(null) instanceof Template.Literal(JsonNode literal)) {
            try {
                Instant.parse(literal.asText());
            } catch (DateTimeParseException e) {
                part.fields().problem("Timestamp must be an ISO 8601 instant, not " + literal);
            }
        }
        return timestamp;
    }

    private State choice(StatePart part) {
        FieldReader fields = part.fields();
        if (!fields.has("Choices")) {
            fields.problem("field \"Choices\" is missing");
        }
        List<Rule> rules = fields.elements("Choices").stream()
                .map(element -> rule(part.element(element)))
                .toList();
        Optional<Next> otherwise = fields.text("Default").map(part::leadsTo);
        return new State.Choice(part.state(), rules, otherwise, effects(part, Place.BEFORE));
    }

    private Rule rule(StatePart part) {
        FieldReader fields = part.fields();
        fields.text("Comment");
        Optional<JsonNode> condition = fields.required("Condition", fields.any("Condition"));
        condition
                .filter(value -> !value.isBoolean() && !TemplateReader.isExpression(value))
                .ifPresent(
                        value -> fields.problem("Condition must be a JSONata expression or a boolean, not " + value));
        Rule rule = new Rule(
                template(part, "Condition", Place.BEFORE).orElseGet(Template.StateInput::new),
                effects(part, Place.BEFORE),
                part.leadsTo(fields.requiredText("Next")));
        fields.refuseTheRest();
        return rule;
    }

    private State succeed(StatePart part) {
        return new State.Succeed(part.state(), new Effects(NOTHING_ASSIGNED, template(part, "Output", Place.BEFORE)));
    }

    private State parallel(StatePart part) {
        FieldReader fields = part.fields();
        if (!fields.has("Branches")) {
            fields.problem("field \"Branches\" is missing");
        }
        // Before the branches, which must not assign what this state assigns.
        Effects effects = effects(part, Place.RESULT);
        List<Flow> branches = fields.elements("Branches").stream()
                .map(branch -> branch(branch, part.flow().ofBranch()))
                .toList();
        return new State.Parallel(part.state(), arguments(part), branches, effects, recovery.read(part), next(part));
    }

    /** @param flow the new flow's own */
    Flow branch(FieldReader fields, FlowContext flow) {
        fields.text("Comment");
        Flow branch = flows.apply(fields, flow);
        fields.refuseTheRest();
        return branch;
    }

    private Template arguments(StatePart part) {
        return template(part, "Arguments", Place.BEFORE).orElseGet(Template.StateInput::new);
    }

    State.Recovery recovery(StatePart part) {
        return recovery.read(part);
    }

    Effects effects(StatePart part, Place place) {
        return new Effects(assign(part, place), template(part, "Output", place));
    }

    private Template assign(StatePart part, Place place) {
        Optional<ObjectNode> variables = part.fields().object("Assign");
        if (variables.isEmpty()) {
            return NOTHING_ASSIGNED;
        }
        variables.get().propertyStream().map(Map.Entry::getKey).forEach(name -> {
            checkVariable(part, name);
            part.flow().assigns(name);
        });
        return templates.read(part, "Assign", variables.get(), place);
    }

    private static void checkVariable(StatePart part, String name) {
        if (name.equals("states") || !VARIABLE_NAME.matcher(name).matches()) {
            part.fields().problem("\"" + name + "\" cannot be the name of a variable");
        }
        if (part.flow().isAssignedOutside(name)) {
            part.fields()
                    .problem(
                            "variable \"" + name + "\" belongs to the flow around this branch, which cannot assign it");
        }
    }

    Optional<Template> template(StatePart part, String field, Place place) {
        return part.fields().any(field).map(value -> templates.read(part, field, value, place));
    }

    /** A text, or an expression that gives one. */
    private Optional<Template> text(StatePart part, String field) {
        return part.fields().text(field).isPresent() ? template(part, field, Place.BEFORE) : Optional.empty();
    }

    /** A whole number, or an expression that gives one. */
    Optional<Template> integer(StatePart part, String field, int least) {
        boolean expression =
                part.fields().any(field).filter(TemplateReader::isExpression).isPresent();
        return expression || part.fields().integer(field, least, MOST_SECONDS).isPresent()
                ? template(part, field, Place.BEFORE)
                : Optional.empty();
    }

    static Next next(StatePart part) {
        FieldReader fields = part.fields();
        Optional<String> target = fields.text("Next");
        Optional<JsonNode> end = fields.any("End");
        if (fields.has("Next") == fields.has("End")) {
            fields.problem("needs either Next or End");
        }
        end.filter(value -> !(value.isBoolean() && value.booleanValue()))
                .ifPresent(value -> fields.problem("End must be true, not " + value));
        return target.map(part::leadsTo).orElseGet(Next.End::new);
    }
}
