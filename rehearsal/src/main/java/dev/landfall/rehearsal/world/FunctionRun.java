package dev.landfall.rehearsal.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One successful run of a function.
 *
 * @param at its end
 */
public record FunctionRun(Instant at, String function, JsonNode input, JsonNode output) {}
