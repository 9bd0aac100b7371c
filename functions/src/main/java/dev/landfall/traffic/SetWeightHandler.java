package dev.landfall.traffic;

import dev.landfall.journal.DynamoDbJournal;
import dev.landfall.journal.Fence;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;
import dev.landfall.records.Route53TrafficRouter;
import org.jspecify.annotations.Nullable;

/** Gives AWS the weight of one step. */
public final class SetWeightHandler extends JsonHandler<SetWeightHandler.Input, SetWeightHandler.Output> {
    private final RecordWriter writer;

    public SetWeightHandler() {
        this(
                new RecordWriter(Route53TrafficRouter.fromEnvironment(), DynamoDbJournal.fromEnvironment()),
                PowertoolsTelemetry.fromEnvironment());
    }

    public SetWeightHandler(RecordWriter writer, Telemetry telemetry) {
        super(Input.class, telemetry);
        this.writer = writer;
    }

    /** @param step index into the spec's steps */
    public record Input(String hostname, String migration, long epoch, int step) {}

    /** @param change null when the records already stood so */
    public record Output(@Nullable String change) {}

    @Override
    protected Output handle(Input input) {
        Fence fence = new Fence(input.hostname(), input.migration(), input.epoch());
        return new Output(writer.setWeight(fence, input.step()));
    }
}
