package dev.landfall.rehearsal.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.rehearsal.states.EngineOptions;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * What the SAM template deploys, as far as the simulated world runs it: functions, state machines, and the events that
 * start them, and the alarms that call a human. What it does not know there it refuses by name; what assesses, roles and the
 * rest of the template it leaves.
 */
final class SamTemplate {

    static final String STACK_NAME = "landfall";

    private static final String FUNCTION = "AWS::Serverless::Function";
    private static final String STATE_MACHINE = "AWS::Serverless::StateMachine";
    private static final String ALARM = "AWS::CloudWatch::Alarm";
    private static final String TOPIC = "AWS::SNS::Topic";

    /** An assessment reads Heroku's API before there is a migration, and touches nothing of what a rehearsal is about. */
    private static final String ASSESSMENT = "dev.landfall.assess.";

    private static final Set<String> ASSESSMENT_MACHINES =
            Set.of("statemachine/assess.asl.yaml", "statemachine/fleet.asl.yaml");

    private static final String PARTITION = "aws";
    private static final EngineOptions PLACE = EngineOptions.defaults();

    // What AWS takes where the template says nothing.
    private static final int TIMEOUT_SECONDS = 3;
    private static final int RETRY_ATTEMPTS = 2;
    private static final int EVENT_AGE_SECONDS = 21_600;

    private static final Set<String> INVOKE_CONFIG =
            Set.of("MaximumEventAgeInSeconds", "MaximumRetryAttempts", "DestinationConfig");
    private static final Set<String> RULE =
            Set.of("Pattern", "InputTransformer", "State", "RetryPolicy", "DeadLetterConfig");
    private static final Set<String> SCHEDULE =
            Set.of("ScheduleExpression", "OmitName", "State", "RetryPolicy", "DeadLetterConfig");

    /** In YAML 1.1, which CloudFormation reads. */
    private static final Set<String> TRUE = Set.of("true", "yes", "on");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9:.]+)}");

    /** What an event may start. */
    sealed interface Target {}

    /**
     * @param name its logical id, which is its name in the simulated world too
     * @param handler its class
     * @param snapStart whether its versions are restored from a snapshot
     * @param retryAttempts how often Lambda tries an asynchronous call again
     * @param eventAge how long it does so
     * @param keepsFailures whether it then sends the event to the queue of dead letters
     */
    record Function(
            String name,
            String handler,
            boolean snapStart,
            Duration timeout,
            int retryAttempts,
            Duration eventAge,
            boolean keepsFailures)
            implements Target {}

    /**
     * @param name as an ARN has it
     * @param definitionUri path of its file
     * @param substitutions for its file
     */
    record Machine(String name, String definitionUri, Map<String, String> substitutions) implements Target {}

    /** @param transformer null to hand the event on as it is */
    record Rule(EventPattern pattern, @Nullable InputTransformer transformer, Target target) {}

    /** @param expression as EventBridge Scheduler takes it */
    record Schedule(String expression, Target target) {}

    /**
     * An alarm for Landfall itself that calls a human.
     *
     * @param terms whose sum is watched
     * @param operator as CloudFormation has it
     */
    record Alarm(
            String name,
            String description,
            List<Term> terms,
            Duration period,
            String operator,
            double threshold,
            Periods periods) {}

    /**
     * @param metric such as {@code AWS/Lambda Errors}
     * @param of what it is measured of: a machine's ARN, a function's name, or empty for what has no place here
     * @param factor 1, or -1 for what is taken away
     */
    record Term(String metric, String of, String statistic, int factor) {}

    private final JsonNode root;
    private final Map<String, Function> functions = new TreeMap<>();
    private final Map<String, Machine> machines = new TreeMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<Schedule> schedules = new ArrayList<>();

    private SamTemplate(JsonNode root) {
        this.root = root;
        ofType(FUNCTION).forEach((id, properties) -> {
            if (!properties.path("Handler").asText().startsWith(ASSESSMENT)) {
                functions.put(id, function(id, properties));
            }
        });
        ofType(STATE_MACHINE).forEach((id, properties) -> {
            if (!ASSESSMENT_MACHINES.contains(properties.path("DefinitionUri").asText())) {
                machines.put(id, machine(id, properties));
            }
        });
        functions.forEach((id, function) -> addEvents(id, function));
        machines.forEach((id, machine) -> addEvents(id, machine));
    }

    /** @throws TemplateRefused if it is no YAML, or says what is not known here */
    static SamTemplate parse(String text) {
        try {
            Node document = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
            return new SamTemplate(document == null ? MissingNode.getInstance() : json(document));
        } catch (YAMLException e) {
            throw new TemplateRefused("YAML", String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
        }
    }

    List<Function> functions() {
        return List.copyOf(functions.values());
    }

    List<Machine> machines() {
        return List.copyOf(machines.values());
    }

    List<Rule> rules() {
        return List.copyOf(rules);
    }

    List<Schedule> schedules() {
        return List.copyOf(schedules);
    }

    /** Those that call nobody are no alarms here. */
    List<Alarm> alarms() {
        return ofType(ALARM).entrySet().stream()
                .filter(found -> !found.getValue().path("AlarmActions").isEmpty())
                .filter(found -> found.getValue().path("ActionsEnabled").asBoolean(true))
                .map(found -> new OwnAlarmReader(found.getKey(), found.getValue(), this::resolve).read())
                .toList();
    }

    /** What a function finds in its environment. */
    String environmentVariable(String function, String name) {
        JsonNode own = properties(function).at("/Environment/Variables/" + name);
        JsonNode value = own.isMissingNode() ? root.at("/Globals/Function/Environment/Variables/" + name) : own;
        return resolve(function + ".Environment." + name, value);
    }

    // ---- Functions and machines

    private Function function(String id, JsonNode properties) {
        JsonNode config = properties.path("EventInvokeConfig");
        requireKnown(id + ".EventInvokeConfig", config, INVOKE_CONFIG);
        return new Function(
                id,
                resolve(id + ".Handler", properties.path("Handler")),
                orGlobal(properties, "SnapStart").path("ApplyOn").asText().equals("PublishedVersions"),
                Duration.ofSeconds(orGlobal(properties, "Timeout").asInt(TIMEOUT_SECONDS)),
                config.path("MaximumRetryAttempts").asInt(RETRY_ATTEMPTS),
                Duration.ofSeconds(config.path("MaximumEventAgeInSeconds").asInt(EVENT_AGE_SECONDS)),
                config.at("/DestinationConfig/OnFailure").isObject());
    }

    private JsonNode orGlobal(JsonNode properties, String name) {
        return properties.has(name)
                ? properties.get(name)
                : root.at("/Globals/Function").path(name);
    }

    private Machine machine(String id, JsonNode properties) {
        Map<String, String> substitutions = new TreeMap<>();
        properties
                .path("DefinitionSubstitutions")
                .properties()
                .forEach(given -> substitutions.put(
                        given.getKey(), resolve(id + ".DefinitionSubstitutions." + given.getKey(), given.getValue())));
        return new Machine(
                machineName(id), resolve(id + ".DefinitionUri", properties.path("DefinitionUri")), substitutions);
    }

    private String machineName(String id) {
        return resolve(id + ".Name", properties(id).path("Name"));
    }

    // ---- Events

    private void addEvents(String id, Target target) {
        for (Map.Entry<String, JsonNode> event : properties(id).path("Events").properties()) {
            String where = id + "." + event.getKey();
            JsonNode properties = event.getValue().path("Properties");
            String type = event.getValue().path("Type").asText();
            if (isEnabled(where, properties) && !keepsAwake(properties)) {
                switch (type) {
                    case "EventBridgeRule" -> rules.add(rule(where, properties, target));
                    case "ScheduleV2" -> schedules.add(schedule(where, properties, target));
                    default -> throw new TemplateRefused(where, "events of type " + type + " are not known here");
                }
            }
        }
    }

    /** Its call keeps a function's snapshot, of which this world has none. */
    private static boolean keepsAwake(JsonNode properties) {
        return properties.path("Input").asText().equals(JsonHandler.AWAKE);
    }

    private static boolean isEnabled(String where, JsonNode properties) {
        String state = properties.path("State").asText("ENABLED");
        return switch (state) {
            case "ENABLED" -> true;
            case "DISABLED" -> false;
            default -> throw new TemplateRefused(where, "State: " + state + " must be ENABLED or DISABLED");
        };
    }

    private Rule rule(String where, JsonNode properties, Target target) {
        requireKnown(where, properties, RULE);
        return new Rule(
                EventPattern.parse(where, resolved(where + ".Pattern", properties.path("Pattern"))),
                properties.has("InputTransformer") ? transformer(where, properties.get("InputTransformer")) : null,
                target);
    }

    private InputTransformer transformer(String where, JsonNode given) {
        Map<String, String> paths = new TreeMap<>();
        given.path("InputPathsMap")
                .properties()
                .forEach(path -> paths.put(path.getKey(), resolve(where + ".InputPathsMap", path.getValue())));
        return new InputTransformer(where, paths, resolve(where + ".InputTemplate", given.path("InputTemplate")));
    }

    private Schedule schedule(String where, JsonNode properties, Target target) {
        requireKnown(where, properties, SCHEDULE);
        return new Schedule(resolve(where + ".ScheduleExpression", properties.path("ScheduleExpression")), target);
    }

    static void requireKnown(String where, JsonNode given, Set<String> known) {
        given.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new TemplateRefused(
                        where, name + " is not known here; known are " + String.join(", ", new TreeSet<>(known)));
            }
        });
    }

    // ---- CloudFormation's functions

    private JsonNode resolved(String where, JsonNode value) {
        return switch (value) {
            case ObjectNode object
            when !isFunction(object) -> {
                ObjectNode all = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> all.set(field.getKey(), resolved(where, field.getValue())));
                yield all;
            }
            case ArrayNode array -> {
                ArrayNode all = JsonNodeFactory.instance.arrayNode();
                array.forEach(item -> all.add(resolved(where, item)));
                yield all;
            }
            case ObjectNode function -> JsonNodeFactory.instance.textNode(resolve(where, function));
            default -> value;
        };
    }

    private static boolean isFunction(JsonNode value) {
        String only = value.isObject() && value.size() == 1 ? value.fieldNames().next() : "";
        return only.equals("Ref") || only.startsWith("Fn::");
    }

    private String resolve(String where, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            return value.asText();
        }
        String function = isFunction(value)
                ? value.fieldNames().next()
                : value.getNodeType().name();
        JsonNode argument = value.path(function);
        if (!argument.isTextual()) {
            throw new TemplateRefused(where, function + " is not known here");
        }
        return switch (function) {
            case "Ref" -> reference(where, argument.asText());
            case "Fn::Sub" ->
                VARIABLE.matcher(argument.asText())
                        .replaceAll(found -> Matcher.quoteReplacement(reference(where, found.group(1))));
            default -> throw new TemplateRefused(where, function + " is not known here");
        };
    }

    private String reference(String where, String name) {
        return switch (name) {
            case "AWS::Partition" -> PARTITION;
            case "AWS::Region" -> PLACE.region();
            case "AWS::AccountId" -> PLACE.accountId();
            case "AWS::StackName" -> STACK_NAME;
            default -> parameterOrResource(where, name);
        };
    }

    private String parameterOrResource(String where, String name) {
        JsonNode preset = root.at("/Parameters/" + name + "/Default");
        return preset.isMissingNode() ? resource(where, name) : preset.asText();
    }

    /** A function's alias is called by the function's logical id in the simulated world. */
    private String resource(String where, String name) {
        String id = name.replaceFirst("\\.Alias$", "");
        String type = root.at("/Resources").path(id).path("Type").asText();
        if (type.equals(FUNCTION)
                && (id.equals(name)
                        || orGlobal(properties(id), "AutoPublishAlias").isTextual())) {
            return id;
        }
        if (type.equals(STATE_MACHINE) && id.equals(name)) {
            return arn("states") + ":stateMachine:" + machineName(id);
        }
        if (type.equals(TOPIC) && id.equals(name)) {
            return arn("sns") + ":" + STACK_NAME + "-" + id;
        }
        throw new TemplateRefused(where, name + " is nothing that the simulated world has");
    }

    private static String arn(String service) {
        return String.join(":", "arn", PARTITION, service, PLACE.region(), PLACE.accountId());
    }

    // ---- The document

    private Map<String, JsonNode> ofType(String type) {
        Map<String, JsonNode> found = new TreeMap<>();
        root.path("Resources").properties().forEach(resource -> {
            if (resource.getValue().path("Type").asText().equals(type)) {
                found.put(resource.getKey(), resource.getValue().path("Properties"));
            }
        });
        return found;
    }

    private JsonNode properties(String id) {
        return root.path("Resources").path(id).path("Properties");
    }

    /** Aliases are spelled out, and a short tag becomes the long form of its function. */
    private static JsonNode json(Node node) {
        String tag = node.getTag().getValue();
        if (!tag.startsWith("!")) {
            return plain(node);
        }
        String function = tag.substring(1);
        return JsonNodeFactory.instance
                .objectNode()
                .set(
                        function.equals("Ref") || function.equals("Condition") ? function : "Fn::" + function,
                        plain(node));
    }

    private static JsonNode plain(Node node) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        return switch (node) {
            case MappingNode mapping -> object(mapping);
            case SequenceNode sequence -> {
                ArrayNode array = factory.arrayNode();
                sequence.getValue().forEach(item -> array.add(json(item)));
                yield array;
            }
            case ScalarNode scalar
            when scalar.getTag().equals(Tag.INT) -> factory.numberNode(Integer.parseInt(scalar.getValue()));
            case ScalarNode scalar
            when scalar.getTag().equals(Tag.BOOL) ->
                factory.booleanNode(TRUE.contains(scalar.getValue().toLowerCase(Locale.ROOT)));
            case ScalarNode scalar -> factory.textNode(scalar.getValue());
            default -> throw new TemplateRefused("YAML", "a node of kind " + node.getNodeId());
        };
    }

    private static ObjectNode object(MappingNode mapping) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple pair : mapping.getValue()) {
            String key = ((ScalarNode) pair.getKeyNode()).getValue();
            if (object.has(key)) {
                throw new TemplateRefused("YAML", "duplicate key " + key);
            }
            object.set(key, json(pair.getValueNode()));
        }
        return object;
    }
}
