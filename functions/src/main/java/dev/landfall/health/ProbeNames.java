package dev.landfall.health;

import dev.landfall.lambda.Environment;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the probe's alarms and metrics are called in CloudWatch. Each name holds the stack's, so that two stacks in one
 * region never speak for each other's migrations, nor tidy them away.
 *
 * @param stack name of the CloudFormation stack, in which no slash is allowed
 */
public record ProbeNames(String stack) {
    public static final String NAMESPACE = "Landfall/Probe";

    /** 1 for an answer as expected, 0 for any other. */
    public static final String AVAILABLE = "Available";

    /** In milliseconds. */
    public static final String LATENCY = "Latency";

    /** Percent of the traffic that the records give to AWS. */
    public static final String AWS_WEIGHT = "AwsWeight";

    public static ProbeNames fromEnvironment() {
        return new ProbeNames(Environment.require("STACK_NAME"));
    }

    public String alarm(String migration) {
        return alarmPrefix() + migration;
    }

    /** Of this stack's probe alarms, and of no other's. */
    public String alarmPrefix() {
        return stack + "/probe/";
    }

    /** In their order; an alarm finds a metric only by exactly its dimensions. */
    public Map<String, String> dimensions(String migration) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        dimensions.put("Stack", stack);
        dimensions.put("Migration", migration);
        return dimensions;
    }

    public Map<String, String> dimensions(String migration, Samples.Side side) {
        Map<String, String> dimensions = dimensions(migration);
        dimensions.put("Side", side.name());
        return dimensions;
    }
}
