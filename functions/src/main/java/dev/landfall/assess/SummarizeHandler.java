package dev.landfall.assess;

import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;

/** Puts a fleet's results into one table, and keeps it. */
public final class SummarizeHandler extends JsonHandler<SummarizeHandler.Input, SummarizeHandler.Output> {
    private final Desk desk;

    public SummarizeHandler() {
        this(Desk.fromEnvironment(), PowertoolsTelemetry.fromEnvironment());
    }

    SummarizeHandler(Desk desk, Telemetry telemetry) {
        super(Input.class, telemetry);
        this.desk = desk;
    }

    /** @param manifest key of what the Distributed Map wrote last */
    public record Input(String manifest, String execution) {}

    /**
     * @param summary the artifact's key
     * @param table of the same as CSV
     */
    public record Output(String summary, String table, int planned, int ready, int failed) {}

    @Override
    protected Output handle(Input input) {
        FleetSummary summary = desk.summarize(input.manifest());
        return new Output(
                desk.keepSummary(input.execution(), summary),
                desk.keepTable(input.execution(), summary),
                summary.planned(),
                summary.ready(),
                summary.failed());
    }
}
