package dev.landfall.rehearsal.scenario;

import dev.landfall.plan.ShiftSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A gate in place of the spec's.
 *
 * @param weight of the first step with this weight or a greater one; null for every step
 * @param deadline null to leave the spec's
 */
public record GateOverride(
        @Nullable Integer weight,
        ShiftSpec.Gate gate,
        @Nullable Duration deadline) {}
