package dev.landfall.gate;

import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;

/** Opens a gate that waits for an approval. */
public final class ApproveHandler extends JsonHandler<Gatekeeper.Request, Gatekeeper.Answer> {
    private final Gatekeeper gatekeeper;

    public ApproveHandler() {
        this(Gatekeeper.fromEnvironment(), PowertoolsTelemetry.fromEnvironment());
    }

    public ApproveHandler(Gatekeeper gatekeeper, Telemetry telemetry) {
        super(Gatekeeper.Request.class, telemetry);
        this.gatekeeper = gatekeeper;
    }

    @Override
    protected Gatekeeper.Answer handle(Gatekeeper.Request request) {
        return gatekeeper.approve(request);
    }
}
