package dev.landfall.gate;

import dev.landfall.health.HealthCheck;
import dev.landfall.health.ProbeNames;
import dev.landfall.journal.DynamoDbJournal;
import dev.landfall.journal.DynamoDbLocks;
import dev.landfall.journal.Journal;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;
import java.util.List;

/** An alarm went into ALARM: looks at every migration that watches it. Events may come late, twice or not at all. */
public final class AlarmEventHandler extends JsonHandler<AlarmEventHandler.Input, AlarmEventHandler.Output> {
    private final AlarmEvents events;

    public AlarmEventHandler() {
        this(wired(), PowertoolsTelemetry.fromEnvironment());
    }

    public AlarmEventHandler(AlarmEvents events, Telemetry telemetry) {
        super(Input.class, telemetry);
        this.events = events;
    }

    private static AlarmEvents wired() {
        Journal journal = DynamoDbJournal.fromEnvironment();
        Waker waker = new Waker(DynamoDbParking.fromEnvironment(), SfnExecutions.fromEnvironment(), journal);
        return new AlarmEvents(
                DynamoDbLocks.fromEnvironment(),
                journal,
                new Watch(journal, HealthCheck.fromEnvironment(), waker),
                ProbeNames.fromEnvironment());
    }

    /** The part that matters of EventBridge's "CloudWatch Alarm State Change". */
    public record Input(Detail detail) {}

    public record Detail(String alarmName) {}

    public record Output(List<AlarmEvents.Looked> migrations) {}

    @Override
    protected Output handle(Input input) {
        return new Output(events.fired(input.detail().alarmName()));
    }
}
