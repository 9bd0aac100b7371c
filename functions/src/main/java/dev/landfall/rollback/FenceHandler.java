package dev.landfall.rollback;

import dev.landfall.journal.DynamoDbJournal;
import dev.landfall.journal.DynamoDbLocks;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;

/** The first act of a rollback: from here on no write of the shift is accepted. */
public final class FenceHandler extends JsonHandler<FenceHandler.Input, RollbackDesk.Decision> {
    private final RollbackDesk desk;

    public FenceHandler() {
        this(
                new RollbackDesk(DynamoDbLocks.fromEnvironment(), DynamoDbJournal.fromEnvironment()),
                PowertoolsTelemetry.fromEnvironment());
    }

    public FenceHandler(RollbackDesk desk, Telemetry telemetry) {
        super(Input.class, telemetry);
        this.desk = desk;
    }

    /** @param request the input of the rollback execution */
    public record Input(RollbackDesk.Request request, String execution) {}

    @Override
    protected RollbackDesk.Decision handle(Input input) {
        return desk.fence(input.request(), input.execution());
    }
}
