package dev.landfall;

import java.util.List;
import java.util.Map;

/**
 * On what each action may be allowed, whoever has it: as narrow as AWS lets it be. Which role needs which action is not
 * written down anywhere; it follows from the code.
 */
final class Scopes {
    private static final String TABLE = "MemoryTable.Arn";

    /** A migration's journal and parking slot: the journal can be added to by many. */
    private static final String OF_A_MIGRATION =
            "{\"ForAllValues:StringLike\":{\"dynamodb:LeadingKeys\":\"migration#*\"}}";

    /** The locks: whoever may write here decides who may write records. */
    private static final String OF_A_LOCK = "{\"ForAllValues:StringEquals\":{\"dynamodb:LeadingKeys\":\"lock\"}}";

    /** The partitions of plans. */
    private static final String OF_A_PLAN = "{\"ForAllValues:StringLike\":{\"dynamodb:LeadingKeys\":\"plan#*\"}}";

    /** Of artifacts and of the token, and of nothing that the way back needs. */
    private static final String KEY = "AssessmentKey.Arn";

    private static final String ZONES = "arn:aws:route53:::hostedzone/${Zones}";

    private static final String RECORDS = "{\"ForAllValues:StringEquals\":"
            + "{\"route53:ChangeResourceRecordSetsActions\":[\"CREATE\",\"DELETE\"],"
            + "\"route53:ChangeResourceRecordSetsRecordTypes\":[\"A\",\"AAAA\",\"CNAME\"]},"
            + "\"ForAllValues:StringLike\":"
            + "{\"route53:ChangeResourceRecordSetsNormalizedRecordNames\":\"Hostnames\"}}";

    private static final String PROBE_ALARMS = regional("cloudwatch", "alarm:${AWS::StackName}/probe/*");
    private static final String SCHEDULES = regional("scheduler", "schedule/${ScheduleGroup}/*");
    private static final String SHIFTS = regional("states", "execution:${AWS::StackName}-shift:*");
    private static final String ROLLBACKS = regional("states", "execution:${AWS::StackName}-rollback:*");

    /** An action, or an action as one adapter or one method of it uses it. */
    private static final Map<String, List<Permission>> SCOPES = Map.ofEntries(
            on("dynamodb:GetItem", TABLE),
            on("dynamodb:GetItem by DynamoDbPlanRegistry", TABLE, OF_A_PLAN),
            on("dynamodb:Query", TABLE),
            on("dynamodb:PutItem by DynamoDbJournal", TABLE, OF_A_MIGRATION),
            on("dynamodb:PutItem by DynamoDbParking", TABLE, OF_A_MIGRATION),
            on("dynamodb:PutItem by DynamoDbLocks", TABLE, OF_A_LOCK),
            on("dynamodb:PutItem by DynamoDbPlanRegistry", TABLE, OF_A_PLAN),
            on("dynamodb:ConditionCheckItem", TABLE, OF_A_LOCK),
            on("s3:PutObject by S3Artifacts.keepInventory", folder("inventories")),
            on("s3:PutObject by S3Artifacts.keepUsage", folder("usage")),
            on("s3:PutObject by S3Artifacts.keepPlan", folder("plans")),
            on("s3:PutObject by S3Artifacts.keepPage", folder("plans")),
            on("s3:PutObject by S3Artifacts.keepSummary", folder("summaries")),
            on("s3:PutObject by S3Artifacts.keepTable", folder("summaries")),
            on("s3:GetObject by S3Artifacts.inventory", folder("inventories")),
            on("s3:GetObject by S3Artifacts.usage", folder("usage")),
            on("s3:GetObject by S3Artifacts.result", folder("results")),
            on("s3:GetObject by S3Artifacts.openCheckout", folder("checkouts")),
            on("s3:GetObject by S3Artifacts.openLog", folder("logs")),
            on("s3:ListBucket", "ArtifactsBucket.Arn", "{\"StringLike\":{\"s3:prefix\":\"logs/*\"}}"),
            on("kms:GenerateDataKey", KEY),
            on("kms:Decrypt", KEY),
            on("pricing:GetProducts", "*"),
            on("secretsmanager:GetSecretValue", "HerokuSecret"),
            on("route53:GetHostedZone", ZONES),
            on("route53:ListResourceRecordSets", ZONES),
            on("route53:ChangeResourceRecordSets", ZONES, RECORDS),
            on("route53:GetChange", "arn:${AWS::Partition}:route53:::change/*"),
            on("cloudwatch:DescribeAlarms", "*"),
            on("cloudwatch:GetMetricData", "*"),
            on("cloudwatch:PutMetricAlarm", PROBE_ALARMS),
            on("cloudwatch:DeleteAlarms", PROBE_ALARMS),
            on("scheduler:CreateSchedule", SCHEDULES),
            on("scheduler:GetSchedule", SCHEDULES),
            on("scheduler:DeleteSchedule", SCHEDULES),
            on("scheduler:ListSchedules", "*"),
            on(
                    "iam:PassRole by SchedulerSchedules",
                    "ScheduleRole.Arn",
                    "{\"StringEquals\":{\"iam:PassedToService\":\"scheduler.amazonaws.com\"}}"),
            on("states:SendTaskSuccess", "*"),
            on("states:SendTaskFailure", "*"),
            on(
                    "states:StartExecution by SfnExecutions.startRollback",
                    regional("states", "stateMachine:${AWS::StackName}-rollback")),
            on("states:ListExecutions", regional("states", "stateMachine:${AWS::StackName}-rollback")),
            Map.entry("states:StopExecution", List.of(Permission.of("states:StopExecution", SHIFTS))),
            Map.entry(
                    "states:DescribeExecution",
                    List.of(
                            Permission.of("states:DescribeExecution", SHIFTS),
                            Permission.of("states:DescribeExecution", ROLLBACKS))),
            // The landfall command's.
            on("cloudformation:DescribeStacks", regional("cloudformation", "stack/${AWS::StackName}/*")),
            on("states:StartExecution by SfnMachines.startShift", "ShiftStateMachine"),
            on("states:StartExecution by SfnMachines.startRollback", "RollbackStateMachine"),
            on("lambda:InvokeFunction by LambdaGates.approve", "ApproveFunction.Alias"),
            on("lambda:InvokeFunction by LambdaGates.abort", "AbortFunction.Alias"),
            on("lambda:InvokeFunction by LambdaPlans.register", "RegisterPlanFunction.Alias"));

    private Scopes() {}

    /** @param port such as {@code DynamoDbLocks.take} */
    static List<Permission> of(String action, String port) {
        String adapter = port.substring(0, port.indexOf('.'));
        for (String key : List.of(action + " by " + port, action + " by " + adapter, action)) {
            List<Permission> scope = SCOPES.get(key);
            if (scope != null) {
                return scope;
            }
        }
        throw new IllegalStateException("Scopes says nothing about " + action + " by " + port
                + ": look up how far it can be narrowed in AWS's service authorization reference");
    }

    private static Map.Entry<String, List<Permission>> on(String key, String resource) {
        return on(key, resource, "");
    }

    private static Map.Entry<String, List<Permission>> on(String key, String resource, String condition) {
        String action = key.replaceFirst(" by .*", "");
        return Map.entry(key, List.of(new Permission(action, resource, condition)));
    }

    private static String folder(String name) {
        return "${ArtifactsBucket.Arn}/" + name + "/*";
    }

    private static String regional(String service, String resource) {
        return "arn:${AWS::Partition}:" + service + ":${AWS::Region}:${AWS::AccountId}:" + resource;
    }
}
