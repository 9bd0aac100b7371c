package dev.landfall.traffic;

import dev.landfall.journal.DynamoDbJournal;
import dev.landfall.journal.Fence;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;
import dev.landfall.records.DnsJavaNameServers;
import dev.landfall.records.Route53TrafficRouter;
import org.jspecify.annotations.Nullable;

/** Proves that the last write is in sync, stands and is served. */
public final class VerifyHandler extends JsonHandler<VerifyHandler.Input, VerifyHandler.Output> {
    private final Verification verification;

    public VerifyHandler() {
        this(
                new Verification(
                        Route53TrafficRouter.fromEnvironment(),
                        DnsJavaNameServers.fromEnvironment(),
                        DynamoDbJournal.fromEnvironment()),
                PowertoolsTelemetry.fromEnvironment());
    }

    public VerifyHandler(Verification verification, Telemetry telemetry) {
        super(Input.class, telemetry);
        this.verification = verification;
    }

    /** @param change null when nothing had to be written */
    public record Input(
            String hostname,
            String migration,
            long epoch,
            @Nullable String change) {}

    /** @param served the split that the name servers gave, in words */
    public record Output(String served) {}

    @Override
    protected Output handle(Input input) {
        Fence fence = new Fence(input.hostname(), input.migration(), input.epoch());
        return new Output(verification.verify(fence, input.change()));
    }
}
