package dev.landfall.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A config var and what becomes of it. There is no place for its value.
 *
 * @param kind what it is
 * @param rule the id of the rule in config-rules.yaml that says so; {@code none} if none fits
 * @param addOn the service of the add-on that it belongs to or points at
 * @param fingerprint as in the inventory
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlannedConfigVar(
        String name,
        @JsonProperty("class") ConfigClass kind,
        String rule,
        String reason,
        Destination destination,
        @Nullable String addOn,
        @Nullable String fingerprint) {}
