package dev.landfall;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.landfall.assess.Assessment;
import dev.landfall.gate.AbortHandler;
import dev.landfall.gate.AlarmEventHandler;
import dev.landfall.gate.AlarmEvents;
import dev.landfall.gate.ApproveHandler;
import dev.landfall.gate.FakeExecutions;
import dev.landfall.gate.Gatekeeper;
import dev.landfall.gate.InMemoryParking;
import dev.landfall.gate.Park;
import dev.landfall.gate.ParkHandler;
import dev.landfall.gate.ScheduleFiredHandler;
import dev.landfall.gate.Waker;
import dev.landfall.gate.Watch;
import dev.landfall.health.AlarmReading;
import dev.landfall.health.HealthCheck;
import dev.landfall.health.JudgeHealthHandler;
import dev.landfall.health.Samples;
import dev.landfall.health.StepJudge;
import dev.landfall.lambda.SomeContext;
import dev.landfall.lambda.Telemetry;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.preflight.Admission;
import dev.landfall.preflight.CheckReadinessHandler;
import dev.landfall.preflight.PlanChecks;
import dev.landfall.preflight.Readiness;
import dev.landfall.preflight.SpecChecks;
import dev.landfall.preflight.TakeLockHandler;
import dev.landfall.preflight.ValidateHandler;
import dev.landfall.probe.FakeOrigins;
import dev.landfall.probe.ProbeHandler;
import dev.landfall.probe.ProbeRecorder;
import dev.landfall.probe.Prober;
import dev.landfall.rollback.FenceHandler;
import dev.landfall.rollback.RestoreHandler;
import dev.landfall.rollback.RollbackDesk;
import dev.landfall.sweep.Companions;
import dev.landfall.sweep.EndHandler;
import dev.landfall.sweep.FakeSchedules;
import dev.landfall.sweep.StartWatchingHandler;
import dev.landfall.sweep.SweepHandler;
import dev.landfall.sweep.Sweeper;
import dev.landfall.traffic.LowerTtlHandler;
import dev.landfall.traffic.MakeWeightedHandler;
import dev.landfall.traffic.SetWeightHandler;
import dev.landfall.traffic.SimplifyHandler;
import dev.landfall.traffic.SnapshotHandler;
import dev.landfall.traffic.Verification;
import dev.landfall.traffic.VerifyHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Each function over the ports of one migration in memory, named as its folder in {@code events/}. */
final class FunctionsInMemory {
    final AMigration given = new AMigration();
    final FakeExecutions executions = new FakeExecutions();
    private final Assessment assessment = new Assessment();
    private final InMemoryParking parking = new InMemoryParking();
    private final FakeSchedules schedules = new FakeSchedules();
    private final Map<String, RequestStreamHandler> functions = new TreeMap<>();

    /** The migration runs with AWS at 10 %, is parked for an approval, and all is well. */
    FunctionsInMemory() {
        given.alarms
                .with("api-5xx", AlarmReading.State.OK)
                .with(AMigration.PROBE.alarm(AMigration.NAME), AlarmReading.State.OK);
        executions.running.add(AMigration.EXECUTION);
        executions.waiting.add("token");
        wireGates();
        wireTraffic();
        wireTheRest();
        functions.putAll(assessment.functions());
        park().park(
                        given.atTen(AMigration.spec(ShiftSpec.Gate.APPROVAL)),
                        0,
                        ShiftSpec.Gate.APPROVAL,
                        Duration.ofDays(1),
                        "token");
    }

    Map<String, RequestStreamHandler> all() {
        return functions;
    }

    /** @return what the function answers */
    byte[] call(String function, byte[] input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Objects.requireNonNull(functions.get(function), function)
                .handleRequest(new ByteArrayInputStream(input), out, new SomeContext());
        return out.toByteArray();
    }

    /** Everything that a function could have changed. */
    List<Object> written() {
        return List.of(
                given.records(),
                given.journal.read(AMigration.NAME),
                given.locks.find(AMigration.HOSTNAME),
                given.alarms.migrationsWithProbeAlarm(),
                schedules.migrations(),
                parking.find(AMigration.NAME).isPresent(),
                List.copyOf(executions.resumed),
                List.copyOf(executions.failed),
                List.copyOf(executions.rollbacks),
                assessment.written());
    }

    private void wireGates() {
        Gatekeeper gatekeeper = new Gatekeeper(given.locks, waker(), given.clock);
        functions.put("Abort", new AbortHandler(gatekeeper, Telemetry.silent()));
        functions.put("Approve", new ApproveHandler(gatekeeper, Telemetry.silent()));
        functions.put("ScheduleFired", new ScheduleFiredHandler(gatekeeper, Telemetry.silent()));
        functions.put("Park", new ParkHandler(park(), Telemetry.silent()));
        functions.put(
                "AlarmEvent",
                new AlarmEventHandler(
                        new AlarmEvents(given.locks, given.journal, watch(), AMigration.PROBE), Telemetry.silent()));
        functions.put(
                "JudgeHealth", new JudgeHealthHandler(new StepJudge(health(), given.journal), Telemetry.silent()));
    }

    private void wireTraffic() {
        functions.put("Snapshot", new SnapshotHandler(given.writer, Telemetry.silent()));
        functions.put("LowerTtl", new LowerTtlHandler(given.writer, Telemetry.silent()));
        functions.put("MakeWeighted", new MakeWeightedHandler(given.writer, Telemetry.silent()));
        functions.put("SetWeight", new SetWeightHandler(given.writer, Telemetry.silent()));
        functions.put("Simplify", new SimplifyHandler(given.writer, Telemetry.silent()));
        functions.put("Restore", new RestoreHandler(given.writer, Telemetry.silent()));
        functions.put(
                "Verify",
                new VerifyHandler(
                        new Verification(given.router, given.nameServers, given.journal), Telemetry.silent()));
        functions.put("Fence", new FenceHandler(new RollbackDesk(given.locks, given.journal), Telemetry.silent()));
    }

    private void wireTheRest() {
        Companions companions = new Companions(given.alarms, schedules, given.journal, given.locks);
        FakeOrigins origins = new FakeOrigins();
        functions.put("StartWatching", new StartWatchingHandler(companions, Telemetry.silent()));
        functions.put("End", new EndHandler(companions, Telemetry.silent()));
        functions.put(
                "Sweep",
                new SweepHandler(
                        new Sweeper(given.locks, executions, watch(), schedules, given.alarms, given.clock),
                        Telemetry.silent()));
        functions.put(
                "Probe",
                new ProbeHandler(
                        new Prober(given.locks, given.journal, origins, new Unrecorded()), Telemetry.silent()));
        functions.put("TakeLock", new TakeLockHandler(new Admission(given.journal, given.locks), Telemetry.silent()));
        functions.put(
                "Validate",
                new ValidateHandler(
                        new PlanChecks(assessment.plans(), given.clock),
                        new SpecChecks(given.router, given.nameServers, given.alarms, given.clock),
                        Telemetry.silent()));
        functions.put(
                "CheckReadiness",
                new CheckReadinessHandler(
                        new Readiness(given.journal, given.alarms, origins, AMigration.PROBE, given.clock),
                        Telemetry.silent()));
    }

    private HealthCheck health() {
        return new HealthCheck(given.alarms, given.samples, AMigration.PROBE, given.clock);
    }

    private Waker waker() {
        return new Waker(parking, executions, given.journal);
    }

    private Watch watch() {
        return new Watch(given.journal, health(), waker());
    }

    private Park park() {
        return new Park(given.journal, parking, watch(), given.clock);
    }

    private static final class Unrecorded implements ProbeRecorder {
        @Override
        public void record(String migration, Samples.Side side, boolean succeeded, long millis) {}

        @Override
        public void weight(String migration, int aws) {}
    }
}
