package dev.landfall.sweep;

import dev.landfall.gate.DynamoDbParking;
import dev.landfall.gate.Executions;
import dev.landfall.gate.SfnExecutions;
import dev.landfall.gate.Waker;
import dev.landfall.gate.Watch;
import dev.landfall.health.CloudWatchAlarms;
import dev.landfall.health.HealthCheck;
import dev.landfall.journal.DynamoDbJournal;
import dev.landfall.journal.DynamoDbLocks;
import dev.landfall.journal.Journal;
import dev.landfall.lambda.Environment;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;
import java.util.List;

/** Each minute: repairs what a lost event left behind. */
public final class SweepHandler extends JsonHandler<SweepHandler.Input, SweepHandler.Output> {
    private final Sweeper sweeper;

    public SweepHandler() {
        this(wired(), PowertoolsTelemetry.fromEnvironment());
    }

    public SweepHandler(Sweeper sweeper, Telemetry telemetry) {
        super(Input.class, telemetry);
        this.sweeper = sweeper;
    }

    private static Sweeper wired() {
        Journal journal = DynamoDbJournal.fromEnvironment();
        Executions executions = SfnExecutions.fromEnvironment();
        Waker waker = new Waker(DynamoDbParking.fromEnvironment(), executions, journal);
        return new Sweeper(
                DynamoDbLocks.fromEnvironment(),
                executions,
                new Watch(journal, HealthCheck.fromEnvironment(), waker),
                SchedulerSchedules.fromEnvironment(),
                CloudWatchAlarms.fromEnvironment(),
                Environment.clock());
    }

    /** The scheduled event; nothing in it matters. */
    public record Input() {}

    /** @param repaired what was done, in words */
    public record Output(List<String> repaired) {}

    @Override
    protected Output handle(Input input) {
        return new Output(sweeper.sweep());
    }
}
