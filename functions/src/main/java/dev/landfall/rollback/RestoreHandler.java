package dev.landfall.rollback;

import dev.landfall.journal.DynamoDbJournal;
import dev.landfall.journal.Fence;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;
import dev.landfall.records.Route53TrafficRouter;
import dev.landfall.traffic.RecordWriter;

/** Brings the records back to the snapshot. */
public final class RestoreHandler extends JsonHandler<Fence, RecordWriter.Restored> {
    private final RecordWriter writer;

    public RestoreHandler() {
        this(
                new RecordWriter(Route53TrafficRouter.fromEnvironment(), DynamoDbJournal.fromEnvironment()),
                PowertoolsTelemetry.fromEnvironment());
    }

    public RestoreHandler(RecordWriter writer, Telemetry telemetry) {
        super(Fence.class, telemetry);
        this.writer = writer;
    }

    @Override
    protected RecordWriter.Restored handle(Fence fence) {
        return writer.restore(fence);
    }
}
