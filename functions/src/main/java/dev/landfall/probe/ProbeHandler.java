package dev.landfall.probe;

import dev.landfall.journal.DynamoDbJournal;
import dev.landfall.journal.DynamoDbLocks;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;

/** Each minute: asks both origins of every migration under way. */
public final class ProbeHandler extends JsonHandler<ProbeHandler.Input, ProbeHandler.Output> {
    private final Prober prober;

    public ProbeHandler() {
        this(
                new Prober(
                        DynamoDbLocks.fromEnvironment(),
                        DynamoDbJournal.fromEnvironment(),
                        HttpOrigins.fromEnvironment(),
                        EmfProbeRecorder.fromEnvironment()),
                PowertoolsTelemetry.fromEnvironment());
    }

    public ProbeHandler(Prober prober, Telemetry telemetry) {
        super(Input.class, telemetry);
        this.prober = prober;
    }

    /** The scheduled event; nothing in it matters. */
    public record Input() {}

    /** @param probed how many migrations */
    public record Output(int probed) {}

    @Override
    protected Output handle(Input input) {
        return new Output(prober.probeAll());
    }
}
