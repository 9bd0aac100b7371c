package dev.landfall.assess;

import dev.landfall.findings.Finding;
import dev.landfall.lambda.Environment;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the plan from what was read and measured, keeps it, and registers its digest. */
public final class ProposeHandler extends JsonHandler<ProposeHandler.Input, ProposeHandler.Output> {
    private final Desk desk;

    public ProposeHandler() {
        this(Desk.fromEnvironment(), PowertoolsTelemetry.fromEnvironment());
    }

    ProposeHandler(Desk desk, Telemetry telemetry) {
        super(Input.class, telemetry);
        this.desk = desk;
    }

    /**
     * @param inventory the artifact's key
     * @param usage the artifact's key; null if nothing was measured
     * @param region of AWS; null for the stack's own
     */
    public record Input(
            String inventory,
            @Nullable String usage,
            @Nullable String region,
            @Nullable String healthCheckPath,
            @Nullable List<ScheduledJob> jobs,
            @Nullable List<DatabaseExtensions> extensions,
            @Nullable String hostedZoneId,
            @Nullable String target) {}

    /**
     * @param plan the artifact's key
     * @param page that of the plan as people read it
     * @param blockers identifiers, none of which is waived yet
     */
    public record Output(String plan, String page, String digest, List<String> blockers, int warnings) {}

    @Override
    protected Output handle(Input input) {
        AssessmentOptions options = new AssessmentOptions(
                input.region() == null ? Environment.require("AWS_REGION") : input.region(),
                input.healthCheckPath(),
                input.jobs(),
                input.extensions(),
                input.hostedZoneId(),
                input.target(),
                desk.now());
        SealedPlan sealed = desk.propose(input.inventory(), input.usage(), options);
        Registrar.Kept kept = desk.keepPlan(sealed);
        return new Output(
                kept.plan(),
                kept.page(),
                sealed.digest(),
                desk.openBlockers(sealed).stream().map(Finding::id).toList(),
                sealed.warnings());
    }
}
