package dev.landfall.sweep;

import dev.landfall.journal.Fence;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;

/** Makes the migration's probe alarm and, if it has one, its schedule. */
public final class StartWatchingHandler extends JsonHandler<Fence, StartWatchingHandler.Output> {
    private final Companions companions;

    public StartWatchingHandler() {
        this(Companions.fromEnvironment(), PowertoolsTelemetry.fromEnvironment());
    }

    public StartWatchingHandler(Companions companions, Telemetry telemetry) {
        super(Fence.class, telemetry);
        this.companions = companions;
    }

    public record Output(boolean watching) {}

    @Override
    protected Output handle(Fence fence) {
        companions.start(fence);
        return new Output(true);
    }
}
