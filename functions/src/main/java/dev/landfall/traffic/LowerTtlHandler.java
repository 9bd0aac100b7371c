package dev.landfall.traffic;

import dev.landfall.journal.DynamoDbJournal;
import dev.landfall.journal.Fence;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;
import dev.landfall.records.Route53TrafficRouter;

/** Brings the record's TTL down before traffic moves. */
public final class LowerTtlHandler extends JsonHandler<Fence, LowerTtlHandler.Output> {
    private final RecordWriter writer;

    public LowerTtlHandler() {
        this(
                new RecordWriter(Route53TrafficRouter.fromEnvironment(), DynamoDbJournal.fromEnvironment()),
                PowertoolsTelemetry.fromEnvironment());
    }

    public LowerTtlHandler(RecordWriter writer, Telemetry telemetry) {
        super(Fence.class, telemetry);
        this.writer = writer;
    }

    /** @param waitSeconds how long caches may still hold the old TTL */
    public record Output(long waitSeconds) {}

    @Override
    protected Output handle(Fence fence) {
        return new Output(writer.lowerTtl(fence));
    }
}
