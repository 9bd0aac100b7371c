package dev.landfall.assess;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one app of a fleet: a plan, or an error.
 *
 * @param plan the artifact's key
 * @param page that of the plan as people read it
 * @param blockers identifiers; none without a plan
 * @param error its name
 * @param cause one line
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FleetRow(
        String app,
        @Nullable String plan,
        @Nullable String page,
        @Nullable String digest,
        @Nullable List<String> blockers,
        @Nullable Integer warnings,
        @Nullable String error,
        @Nullable String cause) {

    static FleetRow failed(String app, String error, String cause) {
        return new FleetRow(app, null, null, null, null, null, error, cause);
    }

    boolean isPlanned() {
        return plan != null;
    }
}
