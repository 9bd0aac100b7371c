package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One call of a Task.
 *
 * @param resource the ARN, without the suffix of a pattern such as {@code .waitForTaskToken}
 * @param arguments evaluated
 * @param retryCount 0 for the first try of a state
 */
public record TaskCall(String resource, JsonNode arguments, String executionArn, String stateName, int retryCount) {

    /** Service and action: {@code lambda:invoke}, {@code aws-sdk:cloudwatch:describeAlarms}. */
    public String action() {
        return resource.substring(Integration.PREFIX.length());
    }
}
