package dev.landfall.assess;

import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;
import dev.landfall.usage.LogReader;
import dev.landfall.usage.UnknownLogException;
import dev.landfall.usage.Usage;

/** Measures usage from logs in the artifacts' bucket, and keeps it. */
public final class MeasureHandler extends JsonHandler<MeasureHandler.Input, MeasureHandler.Output> {
    /** Of the 512 MB that a function has on disk; SnapStart allows no more. */
    private static final long MOST_BYTES = 480_000_000;

    private final Desk desk;
    private final long mostBytes;

    public MeasureHandler() {
        this(Desk.fromEnvironment(), MOST_BYTES, PowertoolsTelemetry.fromEnvironment());
    }

    MeasureHandler(Desk desk, long mostBytes, Telemetry telemetry) {
        super(Input.class, telemetry);
        this.desk = desk;
        this.mostBytes = mostBytes;
    }

    /** @param logs what the keys of an app's logs begin with, such as {@code logs/shop/} */
    public record Input(String logs, String execution) {}

    /**
     * @param usage the artifact's key
     * @param unread lines of no known format
     */
    public record Output(String usage, long lines, long unread) {}

    @Override
    protected Output handle(Input input) {
        Usage usage = measure(input.logs());
        return new Output(desk.keepUsage(input.execution(), usage), usage.lines(), usage.unread());
    }

    private Usage measure(String prefix) {
        try (LogFiles files = desk.logs(prefix, mostBytes)) {
            try {
                return LogReader.read(files.paths());
            } catch (UnknownLogException e) {
                throw new PlanException("logs: " + files.named(String.valueOf(e.getMessage())));
            }
        }
    }
}
