package dev.landfall.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.assess.DynamoDbPlanRegistry;
import dev.landfall.health.CloudWatchAlarms;
import dev.landfall.lambda.Environment;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;
import dev.landfall.plan.MigrationName;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.SpecReader;
import dev.landfall.records.DnsJavaNameServers;
import dev.landfall.records.Route53TrafficRouter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses a spec that is wrong in itself or about the world; gives the machine what it needs of it. */
public final class ValidateHandler extends JsonHandler<ValidateHandler.Input, ValidateHandler.Output> {
    private final PlanChecks plans;
    private final SpecChecks checks;

    public ValidateHandler() {
        this(
                new PlanChecks(DynamoDbPlanRegistry.fromEnvironment(), Environment.clock()),
                new SpecChecks(
                        Route53TrafficRouter.fromEnvironment(),
                        DnsJavaNameServers.fromEnvironment(),
                        CloudWatchAlarms.fromEnvironment(),
                        Environment.clock()),
                PowertoolsTelemetry.fromEnvironment());
    }

    public ValidateHandler(PlanChecks plans, SpecChecks checks, Telemetry telemetry) {
        super(Input.class, telemetry);
        this.plans = plans;
        this.checks = checks;
    }

    /**
     * @param spec as the operator wrote it
     * @param requirePlan whether the stack starts nothing without a plan
     */
    public record Input(
            String migration, String execution, @Nullable JsonNode spec, boolean requirePlan) {}

    public record Output(String hostname, List<Step> steps, boolean simplify) {
        public Output {
            steps = List.copyOf(steps);
        }
    }

    /** @param parkSeconds how long the execution may be parked at this weight */
    public record Step(int weight, ShiftSpec.Gate gate, long parkSeconds) {}

    @Override
    protected Output handle(Input input) {
        MigrationName.require(input.migration());
        ShiftSpec spec = SpecReader.read(input.spec());
        plans.check(spec, input.requirePlan());
        checks.check(spec);
        return new Output(
                spec.hostname(),
                spec.steps().stream().map(ValidateHandler::step).toList(),
                spec.simplify());
    }

    private static Step step(ShiftSpec.Step step) {
        return new Step(step.weight(), step.gate(), step.longest().toSeconds());
    }
}
