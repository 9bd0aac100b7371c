package dev.landfall.preflight;

import dev.landfall.health.CloudWatchAlarms;
import dev.landfall.health.ProbeNames;
import dev.landfall.journal.DynamoDbJournal;
import dev.landfall.journal.Fence;
import dev.landfall.lambda.Environment;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;
import dev.landfall.probe.HttpOrigins;
import java.util.List;

/** Proves that alarms and origins are in order before the first write. */
public final class CheckReadinessHandler extends JsonHandler<Fence, CheckReadinessHandler.Output> {
    private final Readiness readiness;

    public CheckReadinessHandler() {
        this(
                new Readiness(
                        DynamoDbJournal.fromEnvironment(),
                        CloudWatchAlarms.fromEnvironment(),
                        HttpOrigins.fromEnvironment(),
                        ProbeNames.fromEnvironment(),
                        Environment.clock()),
                PowertoolsTelemetry.fromEnvironment());
    }

    public CheckReadinessHandler(Readiness readiness, Telemetry telemetry) {
        super(Fence.class, telemetry);
        this.readiness = readiness;
    }

    public record Output(List<String> evidence) {
        public Output {
            evidence = List.copyOf(evidence);
        }
    }

    @Override
    protected Output handle(Fence fence) {
        return new Output(readiness.prove(fence));
    }
}
