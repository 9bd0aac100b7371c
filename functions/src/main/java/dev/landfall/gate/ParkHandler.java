package dev.landfall.gate;

import dev.landfall.health.HealthCheck;
import dev.landfall.journal.DynamoDbJournal;
import dev.landfall.journal.Fence;
import dev.landfall.journal.Journal;
import dev.landfall.lambda.Environment;
import dev.landfall.lambda.JsonHandler;
import dev.landfall.lambda.PowertoolsTelemetry;
import dev.landfall.lambda.Telemetry;
import dev.landfall.plan.ShiftSpec;
import java.time.Duration;

/** Parks the execution. Called with {@code .waitForTaskToken}: the state goes on only when the token is answered. */
public final class ParkHandler extends JsonHandler<ParkHandler.Input, ParkHandler.Output> {
    /** Step Functions ends an execution after a year. */
    private static final Duration LONGEST = Duration.ofDays(366);

    private final Park park;

    public ParkHandler() {
        this(wired(), PowertoolsTelemetry.fromEnvironment());
    }

    public ParkHandler(Park park, Telemetry telemetry) {
        super(Input.class, telemetry);
        this.park = park;
    }

    private static Park wired() {
        Journal journal = DynamoDbJournal.fromEnvironment();
        Parking parking = DynamoDbParking.fromEnvironment();
        Waker waker = new Waker(parking, SfnExecutions.fromEnvironment(), journal);
        return new Park(
                journal, parking, new Watch(journal, HealthCheck.fromEnvironment(), waker), Environment.clock());
    }

    /**
     * @param step index into the spec's steps
     * @param seconds the state's own time-out
     */
    public record Input(
            String hostname,
            String migration,
            long epoch,
            int step,
            ShiftSpec.Gate gate,
            long seconds,
            String taskToken) {
        public Input {
            if (seconds < 1 || seconds > LONGEST.toSeconds()) {
                throw new IllegalArgumentException("no state waits for " + seconds + " seconds");
            }
        }
    }

    public record Output(boolean parked) {}

    @Override
    protected Output handle(Input input) {
        Fence fence = new Fence(input.hostname(), input.migration(), input.epoch());
        park.park(fence, input.step(), input.gate(), Duration.ofSeconds(input.seconds()), input.taskToken());
        return new Output(true);
    }
}
