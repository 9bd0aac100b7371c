package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of an execution's history.
 *
 * @param id counts from 1
 * @param stateName the state it belongs to; null for the events of the execution itself
 * @param details the fields of the API's own detail objects, with JSON where the API has JSON in a string
 */
public record HistoryEvent(
        long id,
        Instant timestamp,
        HistoryEventType type,
        @Nullable String stateName,
        JsonNode details) {}
