package dev.landfall.findings;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How much a finding matters, worst first. */
public enum Severity {
    /** No machine takes the plan until it is mended, or waived by name. */
    @JsonProperty("blocker")
    BLOCKER,
    /** Will hurt if nobody looks. */
    @JsonProperty("warning")
    WARNING,
    @JsonProperty("note")
    NOTE
}
