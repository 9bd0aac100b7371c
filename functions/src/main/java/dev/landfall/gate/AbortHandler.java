package dev.landfall.gate;

import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;

/** Sends traffic back now, on an operator's word. */
public final class AbortHandler extends JsonHandler<Gatekeeper.Request, Gatekeeper.Answer> {
    private final Gatekeeper gatekeeper;

    public AbortHandler() {
        this(Gatekeeper.fromEnvironment(), PowertoolsTelemetry.fromEnvironment());
    }

    public AbortHandler(Gatekeeper gatekeeper, Telemetry telemetry) {
        super(Gatekeeper.Request.class, telemetry);
        this.gatekeeper = gatekeeper;
    }

    @Override
    protected Gatekeeper.Answer handle(Gatekeeper.Request request) {
        return gatekeeper.abort(request);
    }
}
