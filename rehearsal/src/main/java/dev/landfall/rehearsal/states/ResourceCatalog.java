package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Which resources a Task may name, how it may wait for them, and what arguments the optimised ones take. */
final class ResourceCatalog {

    /** @param arguments all that are allowed; empty if they are not checked */
    private record Service(Set<Integration.Pattern> patterns, List<String> required, Set<String> arguments) {}

    private static final Set<Integration.Pattern> CALL = Set.of(Integration.Pattern.REQUEST_RESPONSE);
    private static final Set<Integration.Pattern> CALL_OR_TOKEN =
            Set.of(Integration.Pattern.REQUEST_RESPONSE, Integration.Pattern.WAIT_FOR_TASK_TOKEN);

    private static final Pattern SDK_CALL = Pattern.compile("aws-sdk:[a-z0-9]+:[a-zA-Z0-9]+");
    private static final Service SDK = new Service(CALL_OR_TOKEN, List.of(), Set.of());
    private static final Service DYNAMODB = new Service(CALL, List.of("TableName"), Set.of());

    private static final Map<String, Service> OPTIMISED = Map.of(
            "lambda:invoke",
            new Service(CALL_OR_TOKEN, List.of("FunctionName"), Set.of("FunctionName", "Payload")),
            "states:startExecution",
            new Service(
                    Set.of(Integration.Pattern.values()),
                    List.of("StateMachineArn"),
                    Set.of("StateMachineArn", "Input", "Name")),
            "sns:publish",
            new Service(
                    CALL_OR_TOKEN,
                    List.of("Message"),
                    Set.of(
                            "Message",
                            "MessageAttributes",
                            "MessageStructure",
                            "PhoneNumber",
                            "Subject",
                            "TargetArn",
                            "TopicArn",
                            "MessageGroupId",
                            "MessageDeduplicationId")),
            "events:putEvents",
            new Service(CALL_OR_TOKEN, List.of("Entries"), Set.of("Entries", "EndpointId")),
            "dynamodb:getItem",
            DYNAMODB,
            "dynamodb:putItem",
            DYNAMODB,
            "dynamodb:updateItem",
            DYNAMODB,
            "dynamodb:deleteItem",
            DYNAMODB);

    private static final Pattern TASK_TOKEN = Pattern.compile("\\$states\\.context(?!\\w|\\.(?!Task))");

    private ResourceCatalog() {}

    /** Notes what is wrong with a Task's resource and arguments. */
    static void check(FieldReader task, Integration integration, JsonNode arguments) {
        String name = integration.resource().startsWith(Integration.PREFIX)
                ? integration.resource().substring(Integration.PREFIX.length())
                : "";
        Service service = SDK_CALL.matcher(name).matches() ? SDK : OPTIMISED.get(name);
        if (service == null) {
            task.problem(
                    "unsupported resource " + integration.resource() + Problems.suggestion(name, OPTIMISED.keySet()));
        } else if (!service.patterns.contains(integration.pattern())) {
            task.problem("resource " + integration.resource() + " cannot be waited for as " + integration.action());
        } else {
            checkArguments(task, service, arguments);
            checkToken(task, integration, arguments);
        }
    }

    private static void checkArguments(FieldReader task, Service service, JsonNode arguments) {
        if (TemplateReader.isExpression(arguments)) {
            return;
        }
        for (String required : service.required) {
            if (!arguments.has(required)) {
                task.problem("argument \"" + required + "\" is missing");
            }
        }
        if (!service.arguments.isEmpty()) {
            arguments
                    .propertyStream()
                    .map(Map.Entry::getKey)
                    .filter(name -> !service.arguments.contains(name))
                    .forEach(name -> task.problem(
                            "unknown argument \"" + name + "\"" + Problems.suggestion(name, service.arguments)));
        }
    }

    /** Who is to answer needs the token; without it the state would only ever time out. */
    private static void checkToken(FieldReader task, Integration integration, JsonNode arguments) {
        if (integration.pattern() == Integration.Pattern.WAIT_FOR_TASK_TOKEN
                && !TASK_TOKEN.matcher(Json.write(arguments)).find()) {
            task.problem("waits for a task token, but its Arguments do not pass $states.context.Task.Token");
        }
    }
}
