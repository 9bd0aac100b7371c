package dev.landfall.cli;

import dev.landfall.assess.SealedPlan;
import java.nio.file.Path;

/** Where a sealed plan is read from. */
final class PlanFile {
    private PlanFile() {}

    /** @param option or parameter that named it */
    static SealedPlan read(String option, Path path) {
        return SealedPlan.read(InputFile.read(option, path));
    }
}
