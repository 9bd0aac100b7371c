package dev.landfall.rehearsal.world;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What an alarm may watch. */
public enum Metric {
    /** Requests that the load balancer of AWS passed on. */
    @JsonProperty("requests")
    REQUESTS,

    /** Answers 5xx of AWS: a count that is sent only when there are some. */
    @JsonProperty("errors")
    ERRORS,

    /** Share of the requests to AWS that were answered 5xx, 0 to 1. */
    @JsonProperty("error-share")
    ERROR_SHARE,

    /** Mean time that AWS took to answer, in seconds. */
    @JsonProperty("latency")
    LATENCY,

    /** 1 for each probe that succeeded, 0 for each that did not. */
    @JsonProperty("probe-available")
    PROBE_AVAILABLE,

    /** Milliseconds. */
    @JsonProperty("probe-latency")
    PROBE_LATENCY,

    /** A name that nothing sends. */
    @JsonProperty("misnamed")
    MISNAMED
}
