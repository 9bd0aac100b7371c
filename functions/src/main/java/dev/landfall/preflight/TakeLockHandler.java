package dev.landfall.preflight;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.journal.DynamoDbJournal;
import dev.landfall.journal.DynamoDbLocks;
import dev.landfall.journal.Fence;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;
import dev.landfall.plan.SpecReader;
import org.jspecify.annotations.Nullable;

/** Journals the spec and takes the hostname's lock. */
public final class TakeLockHandler extends JsonHandler<TakeLockHandler.Input, Fence> {
    private final Admission admission;

    public TakeLockHandler() {
        this(
                new Admission(DynamoDbJournal.fromEnvironment(), DynamoDbLocks.fromEnvironment()),
                PowertoolsTelemetry.fromEnvironment());
    }

    public TakeLockHandler(Admission admission, Telemetry telemetry) {
        super(Input.class, telemetry);
        this.admission = admission;
    }

    /** @param spec as the operator wrote it */
    public record Input(
            String migration, String execution, @Nullable JsonNode spec) {}

    @Override
    protected Fence handle(Input input) {
        return admission.admit(input.migration(), input.execution(), SpecReader.read(input.spec()));
    }
}
