package dev.landfall.assess;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A hostname and how its traffic moves.
 *
 * @param hosted where its records are and what they are, in one line; null if nobody looked
 * @param shift a spec that the shift machine takes as it is; null for names that are not shifted
 * @param open what must be filled in before that spec can run for real; null if nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlannedDomain(
        String hostname,
        String what,
        @Nullable String hosted,
        @Nullable JsonNode shift,
        @Nullable String open) {}
