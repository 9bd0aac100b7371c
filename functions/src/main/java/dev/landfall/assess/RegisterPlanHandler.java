package dev.landfall.assess;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;

/**
 * Registers a plan that was made, or waived, outside of the account. The input is the plan itself, as it stands in its
 * file. Digest and blockers are judged here and not by the caller, who may be anybody with the right to call.
 */
public final class RegisterPlanHandler extends JsonHandler<JsonNode, RegisterPlanHandler.Output> {
    private final Registrar registrar;

    public RegisterPlanHandler() {
        this(Registrar.fromEnvironment(), PowertoolsTelemetry.fromEnvironment());
    }

    RegisterPlanHandler(Registrar registrar, Telemetry telemetry) {
        super(JsonNode.class, telemetry);
        this.registrar = registrar;
    }

    /**
     * @param plan the artifact's key
     * @param page that of the plan as people read it
     */
    public record Output(String plan, String page, String digest) {}

    @Override
    protected Output handle(JsonNode input) {
        SealedPlan sealed = SealedPlan.read(input);
        Registrar.Kept kept = registrar.keepOpen(sealed);
        return new Output(kept.plan(), kept.page(), sealed.digest());
    }
}
