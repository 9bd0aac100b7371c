package dev.landfall.rehearsal.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.landfall.assess.RegisteredPlans;
import dev.landfall.gate.Executions;
import dev.landfall.gate.Parking;
import dev.landfall.health.Alarms;
import dev.landfall.health.ProbeNames;
import dev.landfall.health.Samples;
import dev.landfall.health.Samples.Side;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Lock;
import dev.landfall.journal.Locks;
import dev.landfall.lambda.UnavailableException;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.probe.Origins;
import dev.landfall.probe.ProbeRecorder;
import dev.landfall.records.DnsName;
import dev.landfall.records.NameServers;
import dev.landfall.records.RecordSet;
import dev.landfall.records.TrafficRouter;
import dev.landfall.rehearsal.states.EngineOptions;
import dev.landfall.rehearsal.states.ExecutionDescription;
import dev.landfall.rehearsal.states.ExecutionStatus;
import dev.landfall.rehearsal.states.LambdaInvoke;
import dev.landfall.rehearsal.states.StatesEngine;
import dev.landfall.rehearsal.states.TaskCall;
import dev.landfall.rehearsal.states.TaskFailure;
import dev.landfall.rehearsal.states.TaskResource;
import dev.landfall.rehearsal.time.Simulation;
import dev.landfall.sweep.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything around Landfall, and Landfall deployed in it as the template deploys it. */
public final class World {

    public static final String SHIFT_MACHINE = SamTemplate.STACK_NAME + "-shift";
    public static final String ROLLBACK_MACHINE = SamTemplate.STACK_NAME + "-rollback";

    public static final ProbeNames PROBE = new ProbeNames(SamTemplate.STACK_NAME);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A message to a human. */
    public record Page(Instant at, String subject, String message) {}

    /** Calls that the machines make without a function. They cross a port like the others. */
    interface Direct {
        void publish(String subject, String message);

        void stopExecution(String executionArn, String error, String cause);
    }

    private final Simulation simulation;
    private final ShiftSpec spec;
    private final SimulatedRoute53 route53;
    private final Map<Side, Origin> origins = new EnumMap<>(Side.class);
    private final Metrics metrics;
    private final SimulatedAlarms alarms;
    private final Clocks clocks;
    private final SimulatedSchedules schedules;
    private final InMemoryLocks locks;
    private final InMemoryJournal journal;
    private final InMemoryParking parking;
    private final EventBus events;
    private final PortCalls portCalls;
    private final SimulatedLambda lambda;
    private final StatesEngine engine;
    private final SamTemplate template;
    private final Stack stack;
    private final List<StandIn<?>> standIns;
    private final Direct direct;
    private final Users users;
    private int awsWeight;
    private final List<Page> pages = new ArrayList<>();
    private final List<Page> calls = new ArrayList<>();
    private final List<Consumer<Page>> pageListeners = new ArrayList<>();

    /**
     * @param standIns in place of what lies behind ports; empty but for tests that break the world on purpose
     * @throws TemplateRefused if the deployment's template says what this world does not know
     */
    public World(
            Simulation simulation,
            ShiftSpec spec,
            WorldSettings settings,
            Deployment deployment,
            List<StandIn<?>> standIns) {
        this.simulation = simulation;
        this.spec = spec;
        this.standIns = List.copyOf(standIns);
        template = deployment.template();
        route53 = new SimulatedRoute53(simulation, simulation.random("route53"), Zone.of(spec), Zone.records(spec));
        origins.put(Side.HEROKU, new Origin(simulation, settings.heroku()));
        origins.put(Side.AWS, new Origin(simulation, settings.aws()));
        metrics = new Metrics(simulation, simulation.random("metrics"));
        alarms = new SimulatedAlarms(simulation, metrics);
        locks = new InMemoryLocks(simulation);
        clocks = new Clocks(simulation);
        journal = new InMemoryJournal(clocks, locks);
        parking = new InMemoryParking(locks);
        events = new EventBus(simulation);
        portCalls = new PortCalls(simulation);
        lambda = new SimulatedLambda(simulation);
        Map<String, TaskResource> resources = new HashMap<>();
        resources.put("arn:aws:states:::lambda:invoke", this::invoke);
        resources.put("arn:aws:states:::sns:publish", this::publish);
        resources.put("arn:aws:states:::aws-sdk:sfn:stopExecution", this::stopExecution);
        engine = new StatesEngine(simulation, resources, EngineOptions.defaults());
        direct = portCalls.wrap(Direct.class, new Telephone(), PortCalls.Latency.millis(30, 80));
        users = users(settings);
        schedules = schedules();
        stack = new Stack(simulation, template, lambda, engine, events);
        stack.deploy(deployment, Handlers.with(ports(settings)));
        new OwnAlarms(simulation, engine, lambda, this::call).deploy(template.alarms());
        createAlarms(settings);
        alarms.onChange(change -> events.publish(AwsEvents.alarmStateChange(change)));
        awsWeight = Weights.awsPercent(route53.current(spec.hostname()), spec);
        route53.onChange(this::weigh);
    }

    // ---- What is watched from outside

    public SimulatedRoute53 route53() {
        return route53;
    }

    public SimulatedAlarms alarms() {
        return alarms;
    }

    public InMemoryJournal journal() {
        return journal;
    }

    public InMemoryLocks locks() {
        return locks;
    }

    public InMemoryParking parking() {
        return parking;
    }

    public StatesEngine engine() {
        return engine;
    }

    public Users users() {
        return users;
    }

    /** What the machines themselves called a human for. */
    public List<Page> pages() {
        return List.copyOf(pages);
    }

    /** The pages, and what the template's own alarms called a human for. */
    public List<Page> calls() {
        return List.copyOf(calls);
    }

    public void onPage(Consumer<Page> listener) {
        pageListeners.add(listener);
    }

    /** The share of traffic in percent that the records give to AWS. */
    public int awsWeight() {
        return awsWeight;
    }

    /** At each change, since it is asked for each minute. */
    private void weigh(SimulatedRoute53.Change change) {
        if (DnsName.same(change.name(), spec.hostname())) {
            awsWeight = Weights.awsPercent(change.after(), spec);
        }
    }

    /** Told of each state that an execution enters. */
    public void onStateEntered(BiConsumer<String, String> listener) {
        engine.onHistoryEvent((execution, event) -> {
            String state = event.stateName();
            if (state != null && event.type().isStateEntered()) {
                listener.accept(execution, state);
            }
        });
    }

    /** Whether a side would serve its users well now. */
    public boolean isHealthy(Side side) {
        return origin(side).isHealthy();
    }

    /** Whether something was done to a side that is not over. */
    public boolean isTroubled(Side side) {
        return origin(side).isTroubled();
    }

    /** Since when something lasts that was done to a side. */
    public Optional<Instant> troubledSince(Side side) {
        return origin(side).troubledSince();
    }

    /** What CloudWatch really had of both sides at that moment, whatever Landfall was told. */
    public Samples samplesAt(Instant at) {
        return new SimulatedSamples(metrics, InstantSource.fixed(at));
    }

    /** Whether a function's clock was ever set wrong. */
    public boolean hadWrongClock() {
        return clocks.areWrong();
    }

    /** Whether the lock is held by a migration that is under way. */
    public boolean isLocked() {
        return locks.find(spec.hostname()).filter(World::isUnderWay).isPresent();
    }

    private static boolean isUnderWay(Lock lock) {
        return lock.phase() == Lock.Phase.SHIFTING || lock.phase() == Lock.Phase.ROLLING_BACK;
    }

    /** Schedules and probe alarms of migrations that are not under way; an unverified one waits for a human without them. */
    public List<String> leftovers() {
        Set<String> alive = locks.held().stream()
                .filter(World::isUnderWay)
                .map(Lock::migration)
                .collect(Collectors.toSet());
        return Stream.concat(
                        ended(schedules.migrations(), alive).map(migration -> "the schedule of " + migration),
                        ended(alarms.migrationsWithProbeAlarm(), alive)
                                .map(migration -> "the probe alarm of " + migration))
                .toList();
    }

    private static Stream<String> ended(List<String> migrations, Set<String> alive) {
        return migrations.stream().filter(migration -> !alive.contains(migration));
    }

    /** Whether something that removes leftovers is refused still. */
    public boolean isTidyingRefused() {
        return Stream.of(Schedules.class, Alarms.class, Locks.class).anyMatch(portCalls::isStillTroubled);
    }

    /** Of the executions that run, the one that was started last. */
    public Optional<ExecutionDescription> latestRunning() {
        return Stream.of(SHIFT_MACHINE, ROLLBACK_MACHINE)
                .flatMap(machine -> engine.list(machine).stream())
                .filter(execution -> execution.status() == ExecutionStatus.RUNNING)
                .max(Comparator.comparing(ExecutionDescription::startDate));
    }

    /** Successful runs of a function, oldest first. */
    public List<FunctionRun> runsOf(String function) {
        return lambda.runsOf(function);
    }

    // ---- What is done from outside

    public PortCalls portCalls() {
        return portCalls;
    }

    public EventBus events() {
        return events;
    }

    public Origin origin(Side side) {
        return Objects.requireNonNull(origins.get(side));
    }

    /** From now on CloudWatch gets no data point, of whatever source. */
    public void stopMetrics() {
        metrics.stop();
    }

    public void resumeMetrics() {
        metrics.resume();
    }

    /** Each function's is made again once it is called; until then its calls are refused. */
    public void loseSnapshots() {
        lambda.loseSnapshots();
    }

    public boolean haveSnapshotsBeenLost() {
        return lambda.haveSnapshotsBeenLost();
    }

    /** From now on the function's own clock is so much ahead; negative for behind. */
    public void setClockError(String function, Duration error) {
        clocks.setError(function, error);
    }

    /** Somebody deletes the alarms that the spec names. */
    public void deleteWatchedAlarms() {
        spec.alarms().forEach(alarm -> alarms.delete(alarm.name()));
    }

    /** The alarms that the spec names fire at once, until CloudWatch looks at their data again. */
    public void fireWatchedAlarms() {
        spec.alarms().forEach(alarm -> alarms.fire(alarm.name()));
    }

    /** An operator starts the rollback machine, with what stands on the notice board: the hostname. */
    public void startRollback() {
        engine.startExecution(
                ROLLBACK_MACHINE,
                JSON.createObjectNode()
                        .put("hostname", spec.hostname())
                        .put("by", "operator")
                        .put("reason", "to be safe"));
    }

    /** Starts users, probes and sweeps. */
    public void start() {
        users.start();
        stack.startSchedules();
    }

    public ExecutionDescription startShift(String migration, JsonNode input) {
        return engine.startExecution(SHIFT_MACHINE, migration, input);
    }

    /** Somebody stops the execution in the console. */
    public void stopShift(String migration) {
        engine.stop(engine.executionArn(SHIFT_MACHINE, migration), "StoppedByHand", "stopped in the console");
    }

    /** From now on, what happens to users counts. */
    public void countHarm() {
        users.count();
    }

    /** A call of a function that nobody waits for, such as an operator's approval. */
    public void call(String function, JsonNode payload) {
        lambda.invokeOnce(function, payload);
    }

    // ---- How it is put together

    private Users users(WorldSettings settings) {
        Resolvers resolvers = new Resolvers(
                route53,
                spec.hostname(),
                spec.recordType(),
                this::sideOf,
                settings.extendingResolvers(),
                settings.neverLettingGo(),
                simulation.random("resolvers"));
        return new Users(simulation, settings.demand(), resolvers, this::awsWeight, origins, metrics);
    }

    private Side sideOf(RecordSet answer) {
        return answer.pointsAt(spec.aws()) ? Side.AWS : Side.HEROKU;
    }

    private Ports ports(WorldSettings settings) {
        SimulatedSamples samples = new SimulatedSamples(metrics, simulation);
        PortCalls.Latency table = PortCalls.Latency.millis(4, 15);
        PortCalls.Latency cloudWatch = PortCalls.Latency.millis(40, 120);
        PortCalls.Latency none = PortCalls.Latency.millis(0, 0);
        return new Ports(
                port(TrafficRouter.class, route53, PortCalls.Latency.millis(80, 300)),
                port(NameServers.class, route53, PortCalls.Latency.millis(100, 900)),
                port(Alarms.class, alarms, cloudWatch),
                port(Samples.class, samples, cloudWatch),
                port(Origins.class, simulatedOrigins(settings), none),
                port(ProbeRecorder.class, samples, none),
                port(Journal.class, journal, table),
                port(Locks.class, locks, table),
                port(Parking.class, parking, table),
                port(Executions.class, executions(), PortCalls.Latency.millis(20, 60)),
                port(Schedules.class, schedules, PortCalls.Latency.millis(30, 80)),
                port(RegisteredPlans.class, new SimulatedPlans(spec, settings.plans()), table),
                clocks);
    }

    private <T> T port(Class<T> port, T real, PortCalls.Latency latency) {
        T target = real;
        for (StandIn<?> standIn : standIns) {
            target = standIn.inPlaceOf(port, target);
        }
        return portCalls.wrap(port, target, latency);
    }

    private Origins simulatedOrigins(WorldSettings settings) {
        Instant now = simulation.instant();
        return new SimulatedOrigins(
                simulation,
                Map.of(
                        Side.HEROKU,
                        new SimulatedOrigins.Place(
                                Side.HEROKU,
                                spec.heroku(),
                                origin(Side.HEROKU),
                                now.plus(settings.heroku().certificateLeft())),
                        Side.AWS,
                        new SimulatedOrigins.Place(
                                Side.AWS,
                                spec.aws(),
                                origin(Side.AWS),
                                now.plus(settings.aws().certificateLeft()))),
                this::probeSeen);
    }

    private void probeSeen(Side side, boolean failed, double millis) {
        if (side == Side.AWS) {
            users.observe(1, failed ? 1 : 0, millis);
        }
    }

    private SimulatedSchedules schedules() {
        String target = template.environmentVariable("StartWatchingFunction", "SCHEDULE_TARGET_ARN");
        return new SimulatedSchedules(
                simulation,
                migration -> events.deliver(
                        EventBus.Kind.SCHEDULE,
                        Duration.ZERO,
                        () -> lambda.invokeAsynchronously(
                                target, JSON.createObjectNode().put("migration", migration))));
    }

    private Executions executions() {
        String machineArn = template.environmentVariable("AbortFunction", "ROLLBACK_STATE_MACHINE_ARN");
        return new SimulatedExecutions(engine, machineArn.substring(machineArn.lastIndexOf(':') + 1));
    }

    private void createAlarms(WorldSettings settings) {
        for (WorldSettings.NamedAlarm alarm : settings.alarmsFor(spec)) {
            switch (alarm.definition()) {
                case AlarmRule rule -> alarms.create(alarm.name(), rule, new Metrics.Source.LoadBalancer());
                case CompositeAlarmRule rule -> alarms.createComposite(alarm.name(), rule);
            }
        }
    }

    private void call(Page page) {
        calls.add(page);
        pageListeners.forEach(listener -> listener.accept(page));
    }

    private JsonNode invoke(TaskCall call) throws TaskFailure {
        return new LambdaInvoke((function, payload) -> lambda.invoke(call.executionArn(), function, payload))
                .call(call);
    }

    private JsonNode publish(TaskCall call) throws TaskFailure {
        JsonNode arguments = call.arguments();
        try {
            asMachine(
                    call,
                    () -> direct.publish(
                            arguments.path("Subject").asText(),
                            arguments.path("Message").asText()));
        } catch (UnavailableException e) {
            throw new TaskFailure("SNS.ThrottledException", String.valueOf(e.getMessage()));
        }
        return JSON.createObjectNode().put("MessageId", "page-" + pages.size());
    }

    private JsonNode stopExecution(TaskCall call) throws TaskFailure {
        JsonNode arguments = call.arguments();
        try {
            asMachine(
                    call,
                    () -> direct.stopExecution(
                            arguments.path("ExecutionArn").asText(),
                            arguments.path("Error").asText(),
                            arguments.path("Cause").asText()));
        } catch (UnavailableException e) {
            throw new TaskFailure("Sfn.SfnException", String.valueOf(e.getMessage()));
        }
        return JSON.createObjectNode().put("StopDate", simulation.instant().toString());
    }

    private static void asMachine(TaskCall call, Runnable deed) {
        ScopedValue.where(Invocation.CURRENT, Invocation.ofMachine(call.executionArn()))
                .run(deed);
    }

    private final class Telephone implements Direct {
        @Override
        public void publish(String subject, String message) {
            Page page = new Page(simulation.instant(), subject, message);
            pages.add(page);
            call(page);
        }

        @Override
        public void stopExecution(String executionArn, String error, String cause) {
            engine.stop(executionArn, error, cause);
        }
    }
}
