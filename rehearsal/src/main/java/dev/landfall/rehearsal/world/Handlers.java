package dev.landfall.rehearsal.world;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.landfall.gate.AbortHandler;
import dev.landfall.gate.AlarmEventHandler;
import dev.landfall.gate.AlarmEvents;
import dev.landfall.gate.ApproveHandler;
import dev.landfall.gate.Gatekeeper;
import dev.landfall.gate.Park;
import dev.landfall.gate.ParkHandler;
import dev.landfall.gate.ScheduleFiredHandler;
import dev.landfall.gate.Waker;
import dev.landfall.gate.Watch;
import dev.landfall.health.HealthCheck;
import dev.landfall.health.JudgeHealthHandler;
import dev.landfall.health.StepJudge;
import dev.landfall.lambda.Telemetry;
import dev.landfall.preflight.Admission;
import dev.landfall.preflight.CheckReadinessHandler;
import dev.landfall.preflight.PlanChecks;
import dev.landfall.preflight.Readiness;
import dev.landfall.preflight.SpecChecks;
import dev.landfall.preflight.TakeLockHandler;
import dev.landfall.preflight.ValidateHandler;
import dev.landfall.probe.ProbeHandler;
import dev.landfall.probe.Prober;
import dev.landfall.rollback.FenceHandler;
import dev.landfall.rollback.RestoreHandler;
import dev.landfall.rollback.RollbackDesk;
import dev.landfall.sweep.Companions;
import dev.landfall.sweep.EndHandler;
import dev.landfall.sweep.StartWatchingHandler;
import dev.landfall.sweep.SweepHandler;
import dev.landfall.sweep.Sweeper;
import dev.landfall.traffic.LowerTtlHandler;
import dev.landfall.traffic.MakeWeightedHandler;
import dev.landfall.traffic.RecordWriter;
import dev.landfall.traffic.SetWeightHandler;
import dev.landfall.traffic.SimplifyHandler;
import dev.landfall.traffic.SnapshotHandler;
import dev.landfall.traffic.Verification;
import dev.landfall.traffic.VerifyHandler;
import java.util.Map;
import java.util.TreeMap;

/** The handler classes of the deployment, given the simulated ports, by their names. */
final class Handlers {

    private static final Telemetry SILENT = Telemetry.silent();

    private Handlers() {}

    static Map<String, RequestStreamHandler> with(Ports ports) {
        Map<String, RequestStreamHandler> functions = new TreeMap<>();
        addPreflight(functions, ports);
        addTraffic(functions, ports);
        addHealthAndGates(functions, ports);
        addCompanions(functions, ports);
        return functions;
    }

    private static void addPreflight(Map<String, RequestStreamHandler> functions, Ports ports) {
        SpecChecks checks = new SpecChecks(ports.router(), ports.nameServers(), ports.alarms(), ports.clock());
        PlanChecks plans = new PlanChecks(ports.plans(), ports.clock());
        add(functions, new ValidateHandler(plans, checks, SILENT));
        add(functions, new TakeLockHandler(new Admission(ports.journal(), ports.locks()), SILENT));
        Readiness readiness =
                new Readiness(ports.journal(), ports.alarms(), ports.origins(), World.PROBE, ports.clock());
        add(functions, new CheckReadinessHandler(readiness, SILENT));
    }

    private static void addTraffic(Map<String, RequestStreamHandler> functions, Ports ports) {
        RecordWriter writer = new RecordWriter(ports.router(), ports.journal());
        add(functions, new SnapshotHandler(writer, SILENT));
        add(functions, new LowerTtlHandler(writer, SILENT));
        add(functions, new MakeWeightedHandler(writer, SILENT));
        add(functions, new SetWeightHandler(writer, SILENT));
        add(functions, new SimplifyHandler(writer, SILENT));
        add(functions, new RestoreHandler(writer, SILENT));
        add(functions, new FenceHandler(new RollbackDesk(ports.locks(), ports.journal()), SILENT));
        add(
                functions,
                new VerifyHandler(new Verification(ports.router(), ports.nameServers(), ports.journal()), SILENT));
    }

    private static void addHealthAndGates(Map<String, RequestStreamHandler> functions, Ports ports) {
        HealthCheck check = new HealthCheck(ports.alarms(), ports.samples(), World.PROBE, ports.clock());
        Waker waker = new Waker(ports.parking(), ports.executions(), ports.journal());
        Watch watch = new Watch(ports.journal(), check, waker);
        Gatekeeper gatekeeper = new Gatekeeper(ports.locks(), waker, ports.clock());
        add(functions, new JudgeHealthHandler(new StepJudge(check, ports.journal()), SILENT));
        add(functions, new ParkHandler(new Park(ports.journal(), ports.parking(), watch, ports.clock()), SILENT));
        add(
                functions,
                new AlarmEventHandler(new AlarmEvents(ports.locks(), ports.journal(), watch, World.PROBE), SILENT));
        add(functions, new ScheduleFiredHandler(gatekeeper, SILENT));
        add(functions, new ApproveHandler(gatekeeper, SILENT));
        add(functions, new AbortHandler(gatekeeper, SILENT));
        Sweeper sweeper =
                new Sweeper(ports.locks(), ports.executions(), watch, ports.schedules(), ports.alarms(), ports.clock());
        add(functions, new SweepHandler(sweeper, SILENT));
    }

    private static void addCompanions(Map<String, RequestStreamHandler> functions, Ports ports) {
        Companions companions = new Companions(ports.alarms(), ports.schedules(), ports.journal(), ports.locks());
        add(functions, new StartWatchingHandler(companions, SILENT));
        add(functions, new EndHandler(companions, SILENT));
        Prober prober = new Prober(ports.locks(), ports.journal(), ports.origins(), ports.recorder());
        add(functions, new ProbeHandler(prober, SILENT));
    }

    private static void add(Map<String, RequestStreamHandler> functions, RequestStreamHandler handler) {
        functions.put(handler.getClass().getName(), handler);
    }
}
