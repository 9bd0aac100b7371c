package dev.landfall.rehearsal.scenario;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens once.
 *
 * @param after how long after its trigger
 * @param lasting until it is over again; null for ever
 */
public record Incident(
        Trigger when, Duration after, @Nullable Duration lasting, Action action) {}
