package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An execution at the moment of asking.
 *
 * @param output null unless it SUCCEEDED
 * @param error null unless it FAILED, or was stopped with one
 * @param cause null unless it FAILED, or was stopped with one
 * @param stopDate null while it is RUNNING
 * @param historyEvents lines of its history so far; at 25,000 an execution fails
 * @param transitions what is billed: each state entered, and each retry
 */
public record ExecutionDescription(
        String executionArn,
        String machineArn,
        String machineName,
        String name,
        ExecutionStatus status,
        JsonNode input,
        @Nullable JsonNode output,
        @Nullable String error,
        @Nullable String cause,
        Instant startDate,
        @Nullable Instant stopDate,
        int historyEvents,
        int transitions) {}
