package dev.landfall.health;

import dev.landfall.journal.DynamoDbJournal;
import dev.landfall.journal.Fence;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;

/** May traffic rest here, or more follow? */
public final class JudgeHealthHandler extends JsonHandler<JudgeHealthHandler.Input, StepJudge.Ruling> {
    private final StepJudge judge;

    public JudgeHealthHandler() {
        this(
                new StepJudge(HealthCheck.fromEnvironment(), DynamoDbJournal.fromEnvironment()),
                PowertoolsTelemetry.fromEnvironment());
    }

    public JudgeHealthHandler(StepJudge judge, Telemetry telemetry) {
        super(Input.class, telemetry);
        this.judge = judge;
    }

    /**
     * @param step index into the spec's steps
     * @param holds how often this question has been held already
     */
    public record Input(
            String hostname, String migration, long epoch, int step, int holds, HealthCheck.Purpose purpose) {}

    @Override
    protected StepJudge.Ruling handle(Input input) {
        Fence fence = new Fence(input.hostname(), input.migration(), input.epoch());
        return judge.rule(fence, input.step(), input.holds(), input.purpose());
    }
}
