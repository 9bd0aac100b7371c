package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.landfall.rehearsal.states.State.Effects;
import dev.landfall.rehearsal.states.State.Flow;
import dev.landfall.rehearsal.states.State.Next;
import dev.landfall.rehearsal.states.State.Rule;
import dev.landfall.rehearsal.states.State.Until;
import dev.landfall.rehearsal.states.TemplateReader.Place;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
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
    private static final Pattern VARIABLE_NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]{0,79}");

    private final Problems problems;
    private final TemplateReader templates;
    private final BiFunction<FieldReader, FlowContext, Flow> flows;
    private final RecoveryReader recovery = new RecoveryReader(this);
    private final Set<String> resources = new LinkedHashSet<>();

    /** @param flows reads the flow of a branch */
    StateReader(Problems problems, TemplateReader templates, BiFunction<FieldReader, FlowContext, Flow> flows) {
        this.problems = problems;
        this.templates = templates;
        this.flows = flows;
    }

    Set<String> resources() {
        return resources;
    }

    /** Empty if the type is unknown: then nothing can be said about its fields either. */
    Optional<State> read(String name, FieldReader fields, FlowContext flow) {
        String type = fields.requiredText("Type");
        fields.text("Comment");
        DefinitionReader.queryLanguage(fields);
        Optional<State> state = switch (type) {
            case "Task" -> Optional.of(task(name, fields, flow));
            case "Pass" -> Optional.of(new State.Pass(name, effects(fields, flow), next(fields, name, flow)));
            case "Wait" -> Optional.of(wait(name, fields, flow));
            case "Choice" -> Optional.of(choice(name, fields, flow));
            case "Succeed" -> Optional.of(succeed(name, fields, flow));
            case "Fail" -> Optional.of(fail(name, fields, flow));
            case "Parallel" -> Optional.of(parallel(name, fields, flow));
            case "Map" -> Optional.of(forEach(name, fields, flow));
            default -> Optional.empty();
        };
        if (state.isPresent()) {
            fields.refuseTheRest();
        } else if (!type.isEmpty()) {
            fields.problem("unknown state type \"" + type + "\"" + Problems.suggestion(type, TYPES));
        }
        return state;
    }

    private State task(String name, FieldReader fields, FlowContext flow) {
        Integration integration = Integration.of(fields.requiredText("Resource"));
        Optional<JsonNode> given = fields.any("Arguments");
        ResourceCatalog.check(fields, integration, given.orElseGet(Json::object));
        resources.add(integration.resource());
        Optional<Template> timeout = integer(fields, "TimeoutSeconds", 1, flow);
        Optional<Template> heartbeat = integer(fields, "HeartbeatSeconds", 1, flow);
        checkHeartbeat(fields, integration, timeout, heartbeat);
        return new State.Task(
                name,
                integration,
                arguments(fields, flow),
                timeout,
                heartbeat,
                effects(fields, "", Place.RESULT, flow),
                recovery.read(fields, name, flow),
                next(fields, name, flow));
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

    private State wait(String name, FieldReader fields, FlowContext flow) {
        Optional<Template> seconds = integer(fields, "Seconds", 0, flow);
        Optional<Template> timestamp = timestamp(fields, flow);
        if (fields.has("Seconds") == fields.has("Timestamp")) {
            fields.problem("a Wait needs either Seconds or Timestamp");
        }
        Until until = timestamp
                .<Until>map(Until.PointInTime::new)
                .orElseGet(() -> new Until.Elapsed(seconds.orElseGet(Template.StateInput::new)));
        return new State.Wait(name, until, effects(fields, flow), next(fields, name, flow));
    }

    private Optional<Template> timestamp(FieldReader fields, FlowContext flow) {
        Optional<Template> timestamp = text(fields, "Timestamp", flow);
        if (timestamp.orElse(null) instanceof Template.Literal(JsonNode literal)) {
            try {
                Instant.parse(literal.asText());
            } catch (DateTimeParseException e) {
                fields.problem("Timestamp must be an ISO 8601 instant, not " + literal);
            }
        }
        return timestamp;
    }

    private State choice(String name, FieldReader fields, FlowContext flow) {
        if (!fields.has("Choices")) {
            fields.problem("field \"Choices\" is missing");
        }
        List<Rule> rules = fields.elements("Choices").stream()
                .map(rule -> rule(rule, name, flow))
                .toList();
        Optional<Next> otherwise = fields.text("Default").map(target -> leadsTo(fields, name, target, flow));
        return new State.Choice(name, rules, otherwise, effects(fields, flow));
    }

    private Rule rule(FieldReader fields, String stateName, FlowContext flow) {
        fields.text("Comment");
        Optional<JsonNode> condition = fields.required("Condition", fields.any("Condition"));
        condition
                .filter(value -> !value.isBoolean() && !TemplateReader.isExpression(value))
                .ifPresent(
                        value -> fields.problem("Condition must be a JSONata expression or a boolean, not " + value));
        Rule rule = new Rule(
                condition
                        .map(value -> template(
                                fields, inside(fields.name(), "Condition"), "Condition", value, Place.BEFORE, flow))
                        .orElseGet(Template.StateInput::new),
                effects(fields, fields.name(), Place.BEFORE, flow),
                leadsTo(fields, stateName, fields.requiredText("Next"), flow));
        fields.refuseTheRest();
        return rule;
    }

    private State succeed(String name, FieldReader fields, FlowContext flow) {
        return new State.Succeed(name, new Effects(Map.of(), output(fields, "", Place.BEFORE, flow)));
    }

    private State fail(String name, FieldReader fields, FlowContext flow) {
        return new State.Fail(name, text(fields, "Error", flow), text(fields, "Cause", flow));
    }

    private State parallel(String name, FieldReader fields, FlowContext flow) {
        if (!fields.has("Branches")) {
            fields.problem("field \"Branches\" is missing");
        }
        Template arguments = arguments(fields, flow);
        Effects effects = effects(fields, "", Place.RESULT, flow);
        List<Flow> branches = fields.elements("Branches").stream()
                .map(branch -> branch(branch, flow))
                .toList();
        return new State.Parallel(
                name, arguments, branches, effects, recovery.read(fields, name, flow), next(fields, name, flow));
    }

    private Flow branch(FieldReader fields, FlowContext flow) {
        fields.text("Comment");
        Flow branch = flows.apply(fields, flow.ofBranch());
        fields.refuseTheRest();
        return branch;
    }

    private State forEach(String name, FieldReader fields, FlowContext flow) {
        Effects effects = effects(fields, "", Place.RESULT, flow);
        return new State.ForEach(
                name,
                items(fields, flow),
                fields.any("ItemSelector")
                        .map(value -> template(fields, "ItemSelector", "ItemSelector", value, Place.BEFORE, flow)),
                integer(fields, "MaxConcurrency", 0, flow),
                processor(fields, flow),
                effects,
                recovery.read(fields, name, flow),
                next(fields, name, flow));
    }

    private Template items(FieldReader fields, FlowContext flow) {
        Optional<JsonNode> items = fields.any("Items");
        items.filter(value -> !value.isArray() && !TemplateReader.isExpression(value))
                .ifPresent(value -> fields.problem("Items must be an array or a JSONata expression, not " + value));
        return items.map(value -> template(fields, "Items", "Items", value, Place.BEFORE, flow))
                .orElseGet(Template.StateInput::new);
    }

    private Flow processor(FieldReader fields, FlowContext flow) {
        Optional<ObjectNode> processor = fields.required("ItemProcessor", fields.object("ItemProcessor"));
        if (processor.isEmpty()) {
            return new Flow("", Map.of());
        }
        FieldReader reader = new FieldReader(fields.path("ItemProcessor"), processor.get(), problems);
        reader.object("ProcessorConfig").ifPresent(config -> {
            FieldReader mode = new FieldReader(reader.path("ProcessorConfig"), config, problems);
            mode.oneOf("Mode", "INLINE");
            mode.refuseTheRest();
        });
        return branch(reader, flow);
    }

    private Template arguments(FieldReader fields, FlowContext flow) {
        return fields.any("Arguments")
                .map(value -> template(fields, "Arguments", "Arguments", value, Place.BEFORE, flow))
                .orElseGet(Template.StateInput::new);
    }

    private Effects effects(FieldReader fields, FlowContext flow) {
        return effects(fields, "", Place.BEFORE, flow);
    }

    /** @param within how Step Functions calls the part of the state that the fields belong to; empty for the state */
    Effects effects(FieldReader fields, String within, Place place, FlowContext flow) {
        return new Effects(assign(fields, within, place, flow), output(fields, within, place, flow));
    }

    private Map<String, Template> assign(FieldReader fields, String within, Place place, FlowContext flow) {
        Map<String, Template> assign = new LinkedHashMap<>();
        fields.object("Assign")
                .ifPresent(object -> object.properties().forEach(variable -> {
                    String name = variable.getKey();
                    checkVariable(fields, name, flow);
                    flow.assigns(name);
                    String field = inside(within, "Assign/" + name);
                    assign.put(name, template(fields, field, "Assign." + name, variable.getValue(), place, flow));
                }));
        return assign;
    }

    private static void checkVariable(FieldReader fields, String name, FlowContext flow) {
        if (name.equals("states") || !VARIABLE_NAME.matcher(name).matches()) {
            fields.problem("\"" + name + "\" cannot be the name of a variable");
        }
        if (flow.isAssignedOutside(name)) {
            fields.problem("variable \"" + name + "\" belongs to the flow around this branch, which cannot assign it");
        }
    }

    private Optional<Template> output(FieldReader fields, String within, Place place, FlowContext flow) {
        return fields.any("Output")
                .map(value -> template(fields, inside(within, "Output"), "Output", value, place, flow));
    }

    private static String inside(String within, String field) {
        return within.isEmpty() ? field : within + "/" + field;
    }

    private Optional<Template> text(FieldReader fields, String field, FlowContext flow) {
        return fields.text(field)
                .map(text -> template(fields, field, field, TextNode.valueOf(text), Place.BEFORE, flow));
    }

    private Optional<Template> integer(FieldReader fields, String field, int least, FlowContext flow) {
        Optional<JsonNode> value = fields.any(field);
        if (value.isPresent() && TemplateReader.isExpression(value.get())) {
            return Optional.of(template(fields, field, field, value.get(), Place.BEFORE, flow));
        }
        return fields.integer(field, least, MOST_SECONDS).isPresent()
                ? value.map(Template.Literal::new)
                : Optional.empty();
    }

    private Template template(
            FieldReader fields, String field, String pathInFields, JsonNode value, Place place, FlowContext flow) {
        return templates.read(fields.path(pathInFields), field, value, place, flow);
    }

    private Next next(FieldReader fields, String name, FlowContext flow) {
        Optional<String> target = fields.text("Next");
        Optional<JsonNode> end = fields.any("End");
        if (fields.has("Next") == fields.has("End")) {
            fields.problem("needs either Next or End");
        }
        end.filter(value -> !(value.isBoolean() && value.booleanValue()))
                .ifPresent(value -> fields.problem("End must be true, not " + value));
        return target.map(to -> leadsTo(fields, name, to, flow)).orElseGet(Next.End::new);
    }

    Next leadsTo(FieldReader fields, String from, String to, FlowContext flow) {
        flow.leads(new FlowContext.Link(fields.path(), from, to));
        return new Next.To(to);
    }
}
