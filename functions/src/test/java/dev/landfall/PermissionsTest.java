package dev.landfall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.lambda.JsonHandler;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each role may do what its function or machine does, and nothing else. A permission too few would show when the function
 * is called, for the way back perhaps months after the deployment; one too many would never show.
 */
final class PermissionsTest {
    private static final Path FILE = Path.of("../template.yaml");
    private static final Template TEMPLATE = Template.read(FILE);
    private static final Map<String, Map<Permission, String>> NEEDS = Needs.of(TEMPLATE);

    /**
     * Actions for which AWS documents no resource but all, and the page that says so:
     * https://docs.aws.amazon.com/service-authorization/latest/reference/list_PAGE.html
     */
    private static final Map<String, String> WITHOUT_A_RESOURCE = Map.ofEntries(
            // It knows alarms, but leaves out composite ones unless it is allowed on all:
            // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
            Map.entry("cloudwatch:DescribeAlarms", "amazoncloudwatch"),
            Map.entry("cloudwatch:GetMetricData", "amazoncloudwatch"),
            Map.entry("states:SendTaskSuccess", "awsstepfunctions"),
            Map.entry("states:SendTaskFailure", "awsstepfunctions"),
            Map.entry("scheduler:ListSchedules", "amazoneventbridgescheduler"),
            Map.entry("pricing:GetProducts", "awspricelist"),
            Map.entry("xray:PutTraceSegments", "awsx-ray"),
            Map.entry("xray:PutTelemetryRecords", "awsx-ray"),
            Map.entry("xray:GetSamplingRules", "awsx-ray"),
            Map.entry("xray:GetSamplingTargets", "awsx-ray"),
            Map.entry("logs:CreateLogDelivery", "amazoncloudwatchlogs"),
            Map.entry("logs:GetLogDelivery", "amazoncloudwatchlogs"),
            Map.entry("logs:UpdateLogDelivery", "amazoncloudwatchlogs"),
            Map.entry("logs:DeleteLogDelivery", "amazoncloudwatchlogs"),
            Map.entry("logs:ListLogDeliveries", "amazoncloudwatchlogs"),
            Map.entry("logs:PutResourcePolicy", "amazoncloudwatchlogs"),
            Map.entry("logs:DescribeResourcePolicies", "amazoncloudwatchlogs"),
            Map.entry("logs:DescribeLogGroups", "amazoncloudwatchlogs"));

    static Set<String> roles() {
        return new TreeSet<>(TEMPLATE.ofType("AWS::IAM::Role").keySet());
    }

    @ParameterizedTest
    @MethodSource("roles")
    void role_everyOne_hasWhatItNeedsAndNoMore(String role) {
        assertThat(Needs.differences(role, NEEDS.getOrDefault(role, Map.of()), grants().ofRole(role)))
                .isEmpty();
    }

    @Test
    void role_neededByTheCode_isInTheTemplate() {
        assertThat(NEEDS.keySet()).isEqualTo(roles());
    }

    /** Where this test cannot follow the code, a call would be of no function, and its permission of no role. */
    @Test
    void sdkCall_everyOneInTheCode_isReachedByAFunction() {
        Set<String> reached = functions().stream()
                .flatMap(function -> Needs.calls(TEMPLATE, function).stream())
                .map(PermissionsTest::place)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(reached).isNotEmpty().containsExactlyInAnyOrderElementsOf(callsInTheCode());
    }

    @Test
    void difference_ofAFunction_tellsRoleActionAndSdkCall() {
        Map<Permission, String> needed = NEEDS.getOrDefault("TakeLockRole", Map.of());

        assertThat(Needs.differences("TakeLockRole", needed, List.of()))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("TakeLockRole lacks dynamodb:PutItem on MemoryTable.Arn if ")
                        .contains("lock")
                        .endsWith("TakeLockFunction calls DynamoDbClient.putItem in DynamoDbTable.put"
                                + " for DynamoDbLocks.take"));
    }

    @Test
    void resourceStar_inAPolicyOfARoleOrAPerson_isWhereAwsKnowsNoOther() {
        List<JsonNode> stars =
                grants().statements().stream().filter(Grants::isStar).toList();

        assertThat(stars)
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(Grants.each(statement.get("Action")))
                        .allSatisfy(action -> assertThat(WITHOUT_A_RESOURCE).containsKey(action.asText())));
    }

    @Test
    void resourceStar_everyOne_hasItsReasonBesideIt() {
        List<String> lines = Template.text(FILE).lines().toList();
        List<Integer> stars = IntStream.range(0, lines.size())
                .filter(line -> lines.get(line).matches("\\s*(- )?(Resource: )?['\"]\\*['\"]"))
                .boxed()
                .toList();

        assertThat(stars).as("one line for each that the template has").hasSize((int)
                Grants.statementsIn(TEMPLATE.root()).filter(Grants::isStar).count());
        assertThat(stars)
                .allSatisfy(line ->
                        assertThat(besides(lines, line)).as("line %d", line + 1).contains("# "));
    }

    @Test
    void action_ofAnyRoleOrPerson_hasNoWildcard() {
        assertThat(grants().statements())
                .allSatisfy(statement -> assertThat(Grants.each(statement.get("Action")))
                        .noneMatch(action -> action.asText().contains("*")));
    }

    @Test
    void policiesForPeople_areSix() {
        assertThat(grants().policiesForPeople())
                .containsExactly(
                        "ApproverPolicy",
                        "AssessorPolicy",
                        "ObserverPolicy",
                        "RegistrarPolicy",
                        "ReturnerPolicy",
                        "StarterPolicy");
    }

    @Test
    void approve_mayBeCalled_withItsOwnPolicyAlone() {
        assertThat(callers("ApproveFunction"))
                .isEqualTo(Map.of(
                        "ApproverPolicy", List.of(Permission.of("lambda:InvokeFunction", "ApproveFunction.Alias"))));
    }

    /** It opens gates too, so a person who could call it would approve without the right to. */
    @Test
    void scheduleFired_mayBeCalled_byScheduleAlone() {
        assertThat(callers("ScheduleFiredFunction").keySet()).containsExactly("ScheduleRole");
    }

    /** A permission on the function itself would let in whom no policy names. */
    @Test
    void approve_ofItself_letsNobodyIn() {
        assertThat(TEMPLATE.properties("ApproveFunction").get("Events").fieldNames())
                .toIterable()
                .as("which calls it without a request")
                .containsExactly("Awake");
        assertThat(TEMPLATE.properties("ApproveFunction").has("FunctionUrlConfig"))
                .isFalse();
        assertThat(TEMPLATE.ofType("AWS::Lambda::Permission")).isEmpty();
        assertThat(TEMPLATE.ofType("AWS::Lambda::Url")).isEmpty();
    }

    @Test
    void gate_mayBeOpened_byTwoFunctionsAndNoPerson() {
        Map<String, List<Permission>> openers =
                holders(permission -> permission.action().equals("states:SendTaskSuccess"));

        assertThat(openers.keySet()).containsExactlyInAnyOrder("ApproveRole", "ScheduleFiredRole");
    }

    @Test
    void policiesForPeople_together_neitherWriteMemoryNorAnswerTokens() {
        Set<String> actions = grants().policiesForPeople().stream()
                .flatMap(policy -> grants().ofPolicy(policy).stream())
                .map(Permission::action)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(actions)
                .containsExactlyInAnyOrder(
                        "cloudformation:DescribeStacks",
                        "dynamodb:GetItem",
                        "dynamodb:Query",
                        "kms:Decrypt",
                        "kms:GenerateDataKey",
                        "lambda:InvokeFunction",
                        "s3:GetObject",
                        "s3:PutObject",
                        "states:DescribeExecution",
                        "states:DescribeStateMachine",
                        "states:GetExecutionHistory",
                        "states:ListExecutions",
                        "states:StartExecution");
    }

    private static Grants grants() {
        return new Grants(TEMPLATE);
    }

    private static Set<String> functions() {
        return TEMPLATE.ofType("AWS::Serverless::Function").keySet();
    }

    private static Set<String> callsInTheCode() {
        return ByteCode.besides(JsonHandler.class).stream()
                .flatMap(type -> CallGraph.callsIn(type).stream())
                .map(PermissionsTest::place)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String place(SdkCall call) {
        return call.client() + "." + call.operation() + " in " + call.in();
    }

    /** By role, and by policy for people. */
    private static Map<String, List<Permission>> holders(Predicate<Permission> which) {
        Map<String, List<Permission>> all = new TreeMap<>();
        roles().forEach(role -> all.put(role, grants().ofRole(role)));
        grants().policiesForPeople().forEach(policy -> all.put(policy, List.copyOf(grants().ofPolicy(policy))));
        all.replaceAll((name, permissions) -> permissions.stream().filter(which).toList());
        all.values().removeIf(List::isEmpty);
        return all;
    }

    /** Whoever may do anything at all to the function. */
    private static Map<String, List<Permission>> callers(String function) {
        Set<String> others = functions().stream()
                .filter(name -> !name.equals(function))
                .map(name -> name + ".Alias")
                .collect(Collectors.toSet());
        return holders(
                permission -> permission.action().startsWith("lambda:") && !others.contains(permission.resource()));
    }

    /** From the comment above the statement, if it has one, to the line. */
    private static String besides(List<String> lines, int line) {
        int first = line;
        while (!lines.get(first).contains("- Effect:")) {
            first--;
        }
        while (lines.get(first - 1).strip().startsWith("#")) {
            first--;
        }
        return String.join("\n", lines.subList(first, line + 1));
    }
}
