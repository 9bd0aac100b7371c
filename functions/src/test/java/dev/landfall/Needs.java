package dev.landfall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.TemplateTest.Machine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What each role of the template needs, and for what: derived from the handlers' code, the machines and the wiring. */
final class Needs {
    private static final List<String> LOGS = List.of("logs:CreateLogStream", "logs:PutLogEvents");
    private static final String LOGS_OF_THE_STACK =
            "arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/landfall/${AWS::StackName}/*";

    private static final List<String> TRACES = List.of("xray:PutTraceSegments", "xray:PutTelemetryRecords");

    /** https://docs.aws.amazon.com/step-functions/latest/dg/concepts-xray-tracing.html */
    private static final List<String> TRACES_OF_A_MACHINE = List.of("xray:GetSamplingRules", "xray:GetSamplingTargets");

    /**
     * https://docs.aws.amazon.com/step-functions/latest/dg/cw-logs.html: what sets the delivery up. Streams and lines are
     * written by delivery.logs.amazonaws.com itself, so the role needs neither CreateLogStream nor PutLogEvents.
     */
    private static final List<String> LOG_DELIVERY = List.of(
            "logs:CreateLogDelivery",
            "logs:GetLogDelivery",
            "logs:UpdateLogDelivery",
            "logs:DeleteLogDelivery",
            "logs:ListLogDeliveries",
            "logs:PutResourcePolicy",
            "logs:DescribeResourcePolicies",
            "logs:DescribeLogGroups");

    /** https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html */
    private static final List<String> ENCRYPTED_PUBLISH = List.of("kms:Decrypt", "kms:GenerateDataKey");

    /** https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html: how it hears of the end. */
    private static final List<String> HEAR_OF_THE_END =
            List.of("events:PutTargets", "events:PutRule", "events:DescribeRule");

    private static final String RULE_OF_STEP_FUNCTIONS = "arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}"
            + ":rule/StepFunctionsGetEventsForStepFunctionsExecutionRule";

    /** https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html#resultwriter-iam-policies */
    private static final List<String> RESULTS =
            List.of("s3:PutObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:AbortMultipartUpload");

    /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html: for parts under a key of KMS. */
    private static final List<String> ENCRYPTED_PARTS = List.of("kms:Decrypt", "kms:GenerateDataKey");

    private static final List<String> FOLLOW = List.of("states:DescribeExecution", "states:StopExecution");

    private final Template template;
    private final Map<String, Map<Permission, String>> byRole = new TreeMap<>();

    private Needs(Template template) {
        this.template = template;
    }

    /** By role, each permission with what it is for. */
    static Map<String, Map<Permission, String>> of(Template template) {
        Needs needs = new Needs(template);
        template.ofType("AWS::Serverless::Function").keySet().forEach(needs::addFunction);
        Stream.of(Machine.values()).forEach(needs::addMachine);
        return needs.byRole;
    }

    /** The calls of a handler that Lambda makes by its constructor without arguments, and then calls. */
    static Collection<SdkCall> calls(Template template, String function) {
        try {
            Class<?> handler =
                    Class.forName(template.properties(function).get("Handler").asText());
            return CallGraph.callsOf(handler);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private void addFunction(String function) {
        JsonNode properties = template.properties(function);
        String role = role(properties);
        for (SdkCall call : calls(template, function)) {
            call.permissions().forEach(needed -> add(role, needed, function + " calls " + call));
            if (call.operation().equals("createSchedule")) {
                addSchedules(properties.at("/Environment/Variables"));
            }
        }
        addTelling(role, properties);
        JsonNode onFailure = properties.at("/EventInvokeConfig/DestinationConfig/OnFailure");
        if (onFailure.path("Type").asText().equals("SQS")) {
            String queue = onFailure.get("Destination").asText();
            add(role, Permission.of("sqs:SendMessage", queue), "the function's dead letters");
        }
    }

    /** Metrics are log lines in the embedded metric format, so they need nothing. */
    private void addTelling(String role, JsonNode function) {
        if (function.at("/LoggingConfig").has("LogGroup")) {
            add(role, LOGS, LOGS_OF_THE_STACK, "the function's log");
        }
        if (template.root().at("/Globals/Function/Tracing").asText().equals("Active")) {
            add(role, TRACES, "*", "the function's traces");
        }
    }

    /** What Scheduler does as the role that it is handed. */
    private void addSchedules(JsonNode variables) {
        String role = variables.get("SCHEDULE_ROLE_ARN").asText().replace(".Arn", "");
        String target = variables.get("SCHEDULE_TARGET_ARN").asText();
        String queue = variables.get("SCHEDULE_DLQ_ARN").asText();
        add(role, Permission.of("lambda:InvokeFunction", target), "the schedules' target");
        add(role, Permission.of("sqs:SendMessage", queue), "the schedules' dead letters");
    }

    private void addMachine(Machine machine) {
        JsonNode properties = template.properties(machine.resource);
        machine.tasks().forEach((state, task) -> addTask(machine, state, task));
        machine.maps().forEach((state, map) -> addMap(machine, state, map));
        if (!properties.at("/Logging/Destinations").isEmpty()) {
            add(machine.role, LOG_DELIVERY, "*", "the machine's log");
        }
        if (properties.at("/Tracing/Enabled").asBoolean()) {
            add(machine.role, TRACES, "*", "the machine's traces");
            add(machine.role, TRACES_OF_A_MACHINE, "*", "the machine's traces");
        }
    }

    private void addTask(Machine machine, String state, JsonNode task) {
        String why = "state " + state + " of " + machine.resource;
        String resource = task.get("Resource").asText().replaceFirst("\\.waitForTaskToken$", "");
        switch (resource) {
            case "arn:aws:states:::lambda:invoke" ->
                add(
                        machine.role,
                        Permission.of("lambda:InvokeFunction", substituted(machine, task, "FunctionName")),
                        why);
            case "arn:aws:states:::sns:publish" ->
                addPublish(machine.role, substituted(machine, task, "TopicArn"), why);
            case "arn:aws:states:::states:startExecution" ->
                add(
                        machine.role,
                        Permission.of("states:StartExecution", arn(substituted(machine, task, "StateMachineArn"))),
                        why);
            case "arn:aws:states:::states:startExecution.sync:2" -> {
                String started = substituted(machine, task, "StateMachineArn");
                add(machine.role, Permission.of("states:StartExecution", arn(started)), why);
                add(machine.role, FOLLOW, executions(started), why);
                add(machine.role, HEAR_OF_THE_END, RULE_OF_STEP_FUNCTIONS, why);
            }
            case "arn:aws:states:::aws-sdk:sfn:stopExecution" ->
                Scopes.of("states:StopExecution", machine.resource + "." + state)
                        .forEach(needed -> add(machine.role, needed, why));
            default -> throw new IllegalStateException("what does a role need for " + resource + "?");
        }
    }

    /** https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html */
    private void addMap(Machine machine, String state, JsonNode map) {
        String why = "state " + state + " of " + machine.resource;
        add(machine.role, Permission.of("states:StartExecution", arn(machine.resource)), why);
        add(machine.role, FOLLOW, executions(machine.resource), why);
        String reader = bucket(machine, map.get("ItemReader"), "arn:aws:states:::s3:getObject");
        add(machine.role, Permission.of("s3:GetObject", reader + "/fleets/*"), why);
        String writer = bucket(machine, map.get("ResultWriter"), "arn:aws:states:::s3:putObject");
        assertPrefix(map.at("/ResultWriter/Arguments/Prefix").asText());
        add(machine.role, RESULTS, writer + "/results/*", why);
        add(machine.role, ENCRYPTED_PARTS, "AssessmentKey.Arn", why);
    }

    private static String bucket(Machine machine, JsonNode part, String resource) {
        if (!part.get("Resource").asText().equals(resource)) {
            throw new IllegalStateException("what does a role need for " + part + "?");
        }
        return "${" + substituted(machine, part, "Bucket") + ".Arn}";
    }

    private static void assertPrefix(String prefix) {
        if (!prefix.contains("\"results/\"")) {
            throw new IllegalStateException("results must lie below results/, not at " + prefix);
        }
    }

    private void addPublish(String role, String topic, String why) {
        add(role, Permission.of("sns:Publish", topic), why);
        String key = template.properties(topic).path("KmsMasterKeyId").asText();
        if (!key.isEmpty()) {
            add(role, ENCRYPTED_PUBLISH, key + ".Arn", why);
        }
    }

    private static String substituted(Machine machine, JsonNode task, String argument) {
        String placeholder = task.get("Arguments").get(argument).asText().replaceAll("[${}]", "");
        return machine.substitutions().get(placeholder).asText();
    }

    /** By the machine's fixed name, as the template must write it. */
    private String arn(String machine) {
        return "arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:stateMachine:"
                + template.properties(machine).get("Name").asText();
    }

    private String executions(String machine) {
        return arn(machine).replace(":stateMachine:", ":execution:") + ":*";
    }

    private static String role(JsonNode properties) {
        return properties.get("Role").asText().replace(".Arn", "");
    }

    private void add(String role, List<String> actions, String resource, String why) {
        actions.forEach(action -> add(role, Permission.of(action, resource), why));
    }

    private void add(String role, Permission permission, String why) {
        byRole.computeIfAbsent(role, name -> new TreeMap<>()).putIfAbsent(permission, why);
    }

    /** What the role has and does not need, or needs and has not; empty when it is the least. */
    static List<String> differences(String role, Map<Permission, String> needed, List<Permission> granted) {
        List<String> found = new ArrayList<>();
        needed.forEach((permission, why) -> {
            if (!granted.contains(permission)) {
                found.add(role + " lacks " + permission + ": " + why);
            }
        });
        for (Permission permission : new TreeSet<>(granted)) {
            if (!needed.containsKey(permission)) {
                found.add(role + " has " + permission + ", which nothing needs");
            }
            if (granted.indexOf(permission) != granted.lastIndexOf(permission)) {
                found.add(role + " has " + permission + " twice");
            }
        }
        return found;
    }
}
