package dev.landfall.gate;

import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;

/** The migration's schedule fired: opens the gate if one waits for it. */
public final class ScheduleFiredHandler extends JsonHandler<ScheduleFiredHandler.Input, Gatekeeper.Answer> {
    private final Gatekeeper gatekeeper;

    public ScheduleFiredHandler() {
        this(Gatekeeper.fromEnvironment(), PowertoolsTelemetry.fromEnvironment());
    }

    public ScheduleFiredHandler(Gatekeeper gatekeeper, Telemetry telemetry) {
        super(Input.class, telemetry);
        this.gatekeeper = gatekeeper;
    }

    public record Input(String migration) {}

    @Override
    protected Gatekeeper.Answer handle(Input input) {
        return gatekeeper.scheduleFired(input.migration());
    }
}
