package dev.landfall.traffic;

import dev.landfall.journal.DynamoDbJournal;
import dev.landfall.journal.Fence;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;
import dev.landfall.records.Route53TrafficRouter;
import org.jspecify.annotations.Nullable;

/** Leaves one simple record, for AWS. */
public final class SimplifyHandler extends JsonHandler<Fence, SimplifyHandler.Output> {
    private final RecordWriter writer;

    public SimplifyHandler() {
        this(
                new RecordWriter(Route53TrafficRouter.fromEnvironment(), DynamoDbJournal.fromEnvironment()),
                PowertoolsTelemetry.fromEnvironment());
    }

    public SimplifyHandler(RecordWriter writer, Telemetry telemetry) {
        super(Fence.class, telemetry);
        this.writer = writer;
    }

    /** @param change null when the record already stood so */
    public record Output(@Nullable String change) {}

    @Override
    protected Output handle(Fence fence) {
        return new Output(writer.simplify(fence));
    }
}
