package dev.landfall.traffic;

import dev.landfall.journal.DynamoDbJournal;
import dev.landfall.journal.Fence;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;
import dev.landfall.records.Route53TrafficRouter;
import org.jspecify.annotations.Nullable;

/** Replaces the simple record by two weighted ones, AWS at 0. */
public final class MakeWeightedHandler extends JsonHandler<Fence, MakeWeightedHandler.Output> {
    private final RecordWriter writer;

    public MakeWeightedHandler() {
        this(
                new RecordWriter(Route53TrafficRouter.fromEnvironment(), DynamoDbJournal.fromEnvironment()),
                PowertoolsTelemetry.fromEnvironment());
    }

    public MakeWeightedHandler(RecordWriter writer, Telemetry telemetry) {
        super(Fence.class, telemetry);
        this.writer = writer;
    }

    /** @param change null when the records already stood so */
    public record Output(@Nullable String change) {}

    @Override
    protected Output handle(Fence fence) {
        return new Output(writer.makeWeighted(fence));
    }
}
