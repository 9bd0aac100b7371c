package dev.landfall.traffic;

import dev.landfall.journal.DynamoDbJournal;
import dev.landfall.journal.Fence;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;
import dev.landfall.records.Route53TrafficRouter;

/** Journals the hostname's records as they were found. */
public final class SnapshotHandler extends JsonHandler<Fence, SnapshotHandler.Output> {
    private final RecordWriter writer;

    public SnapshotHandler() {
        this(
                new RecordWriter(Route53TrafficRouter.fromEnvironment(), DynamoDbJournal.fromEnvironment()),
                PowertoolsTelemetry.fromEnvironment());
    }

    public SnapshotHandler(RecordWriter writer, Telemetry telemetry) {
        super(Fence.class, telemetry);
        this.writer = writer;
    }

    /** @param records how many record sets were found */
    public record Output(int records) {}

    @Override
    protected Output handle(Fence fence) {
        return new Output(writer.snapshot(fence));
    }
}
