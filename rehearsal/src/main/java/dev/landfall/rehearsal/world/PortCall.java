package dev.landfall.rehearsal.world;

import java.time.Instant;

/**
 * One call across a port.
 *
 * @param name as coverage and faults know it: {@code TrafficRouter.replace}
 * @param port simple name of the port's interface
 * @param function the Lambda function that calls; empty outside of one
 * @param run which run of a function it belongs to, from 1; 0 outside of one
 * @param execution whose state called the function, or calls itself; empty if no state did
 * @param ordinal how many calls of this name came before it
 */
public record PortCall(
        String name, String port, String method, String function, int run, String execution, int ordinal, Instant at) {}
