package dev.landfall.sweep;

import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;

/** Writes the outcome down, removes what accompanied the migration, and lets the lock go. */
public final class EndHandler extends JsonHandler<EndHandler.Input, EndHandler.Output> {
    private final Companions companions;

    public EndHandler() {
        this(Companions.fromEnvironment(), PowertoolsTelemetry.fromEnvironment());
    }

    public EndHandler(Companions companions, Telemetry telemetry) {
        super(Input.class, telemetry);
        this.companions = companions;
    }

    public record Input(String hostname, String migration, long epoch, Entry.Outcome outcome, String reason) {}

    public record Output(Entry.Outcome outcome) {}

    @Override
    protected Output handle(Input input) {
        Fence fence = new Fence(input.hostname(), input.migration(), input.epoch());
        companions.end(fence, input.outcome(), input.reason());
        return new Output(input.outcome());
    }
}
