package dev.landfall.rehearsal.world;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.gate.Executions;
import dev.landfall.gate.Parking;
import dev.landfall.health.AlarmReading;
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
import dev.landfall.records.NameServers;
import dev.landfall.records.RecordSet;
import dev.landfall.records.TrafficRouter;
import dev.landfall.rehearsal.states.EngineOptions;
import dev.landfall.rehearsal.states.ExecutionDescription;
import dev.landfall.rehearsal.states.LambdaInvoke;
import dev.landfall.rehearsal.states.StateMachineDefinition;
import dev.landfall.rehearsal.states.StatesEngine;
import dev.landfall.rehearsal.states.TaskCall;
import dev.landfall.rehearsal.states.TaskFailure;
import dev.landfall.rehearsal.states.TaskResource;
import dev.landfall.rehearsal.time.Simulation;
import dev.landfall.sweep.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Everything around Landfall, and Landfall deployed in it as the template deploys it. */
public final class World {

    public static final String SHIFT_MACHINE = "shift";
    public static final String ROLLBACK_MACHINE = "rollback";

    public static final ProbeNames PROBE = new ProbeNames("landfall");

    private static final String PAGES_TOPIC = "arn:aws:sns:eu-west-1:123456789012:landfall-pages";
    private static final Duration MINUTE = Duration.ofMinutes(1);
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
    private final InMemoryLocks locks;
    private final InMemoryJournal journal;
    private final InMemoryParking parking;
    private final EventBus events;
    private final PortCalls portCalls;
    private final SimulatedLambda lambda;
    private final StatesEngine engine;
    private final Direct direct;
    private final Users users;
    private final List<Page> pages = new ArrayList<>();
    private final List<Consumer<Page>> pageListeners = new ArrayList<>();

    /**
     * @param shift text of the state machine file, as it is deployed
     * @param rollback the same
     */
    public World(Simulation simulation, ShiftSpec spec, WorldSettings settings, String shift, String rollback) {
        this.simulation = simulation;
        this.spec = spec;
        route53 = new SimulatedRoute53(simulation, simulation.random("route53"), Zone.of(spec), Zone.records(spec));
        origins.put(Side.HEROKU, new Origin(settings.heroku()));
        origins.put(Side.AWS, new Origin(settings.aws()));
        metrics = new Metrics(simulation, simulation.random("metrics"));
        alarms = new SimulatedAlarms(simulation, metrics);
        locks = new InMemoryLocks(simulation);
        journal = new InMemoryJournal(simulation, locks);
        parking = new InMemoryParking(locks);
        events = new EventBus(simulation);
        portCalls = new PortCalls(simulation);
        lambda = new SimulatedLambda(simulation);
        Map<String, TaskResource> resources = new HashMap<>();
        resources.put("arn:aws:states:::lambda:invoke", new LambdaInvoke(lambda));
        resources.put("arn:aws:states:::sns:publish", this::publish);
        resources.put("arn:aws:states:::aws-sdk:sfn:stopExecution", this::stopExecution);
        engine = new StatesEngine(simulation, resources, EngineOptions.defaults());
        direct = portCalls.wrap(Direct.class, new Telephone(), PortCalls.Latency.millis(30, 80));
        users = users(settings);
        Map<String, RequestStreamHandler> functions = Handlers.with(ports(settings));
        lambda.deploy(functions);
        deploy(functions.keySet(), shift, rollback);
        createAlarms(settings);
        connect();
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

    public InMemoryParking parking() {
        return parking;
    }

    public StatesEngine engine() {
        return engine;
    }

    public Users users() {
        return users;
    }

    public List<Page> pages() {
        return List.copyOf(pages);
    }

    public void onPage(Consumer<Page> listener) {
        pageListeners.add(listener);
    }

    /** The share of traffic in percent that the records give to AWS. */
    public int awsWeight() {
        return Weights.awsPercent(route53.current(spec.hostname()), spec);
    }

    /** Told of each state that an execution enters. */
    public void onStateEntered(BiConsumer<String, String> listener) {
        engine.onHistoryEvent((execution, event) -> {
            String state = event.stateName();
            if (state != null && event.type().name().endsWith("StateEntered")) {
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

    /** Whether the lock is held by a migration that is under way. */
    public boolean isLocked() {
        return locks.find(spec.hostname())
                .filter(lock -> lock.phase() == Lock.Phase.SHIFTING || lock.phase() == Lock.Phase.ROLLING_BACK)
                .isPresent();
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

    /** Starts users, probes and sweeps. */
    public void start() {
        users.start();
        eachMinute("ProbeFunction");
        eachMinute("SweepFunction");
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
        SimulatedSamples samples = new SimulatedSamples(metrics);
        PortCalls.Latency table = PortCalls.Latency.millis(4, 15);
        PortCalls.Latency cloudWatch = PortCalls.Latency.millis(40, 120);
        PortCalls.Latency none = PortCalls.Latency.millis(0, 0);
        return new Ports(
                portCalls.wrap(TrafficRouter.class, route53, PortCalls.Latency.millis(80, 300)),
                portCalls.wrap(NameServers.class, route53, PortCalls.Latency.millis(100, 900)),
                portCalls.wrap(Alarms.class, alarms, cloudWatch),
                portCalls.wrap(Samples.class, samples, cloudWatch),
                portCalls.wrap(Origins.class, simulatedOrigins(settings), none),
                portCalls.wrap(ProbeRecorder.class, samples, none),
                portCalls.wrap(Journal.class, journal, table),
                portCalls.wrap(Locks.class, locks, table),
                portCalls.wrap(Parking.class, parking, table),
                portCalls.wrap(Executions.class, new SimulatedExecutions(engine), PortCalls.Latency.millis(20, 60)),
                portCalls.wrap(Schedules.class, schedules(), PortCalls.Latency.millis(30, 80)),
                simulation);
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

    private Schedules schedules() {
        return new SimulatedSchedules(
                simulation,
                migration -> lambda.invokeAsynchronously(
                        "ScheduleFiredFunction", JSON.createObjectNode().put("migration", migration)));
    }

    private void deploy(Set<String> functions, String shift, String rollback) {
        Map<String, String> substitutions = new HashMap<>();
        functions.forEach(name -> substitutions.put(name, name));
        substitutions.put("PagesTopicArn", PAGES_TOPIC);
        substitutions.put("RollbackStateMachineArn", engine.machineArn(ROLLBACK_MACHINE));
        engine.deploy(ROLLBACK_MACHINE, StateMachineDefinition.parse(rollback, substitutions));
        engine.deploy(SHIFT_MACHINE, StateMachineDefinition.parse(shift, substitutions));
    }

    private void createAlarms(WorldSettings settings) {
        List<ShiftSpec.WatchedAlarm> watched = spec.alarms();
        for (int i = 0; i < watched.size(); i++) {
            AlarmRule given = settings.alarms().get(i);
            AlarmRule rule = given == null ? AlarmGuess.of(watched.get(i)) : given;
            alarms.create(watched.get(i).name(), rule, new Metrics.Source.LoadBalancer());
        }
    }

    /** The template's rules. */
    private void connect() {
        alarms.onChange(change -> events.publish(EventBus.Kind.ALARM, alarmEvent(change)));
        events.rule(
                EventBus.Kind.ALARM,
                event -> event.at("/detail/state/value").asText().equals(AlarmReading.State.ALARM.name()),
                event -> lambda.invokeAsynchronously("AlarmEventFunction", event));
        engine.onStatusChange(this::publishStatus);
        events.rule(
                EventBus.Kind.EXECUTION,
                event -> List.of("FAILED", "TIMED_OUT", "ABORTED")
                        .contains(event.at("/detail/status").asText()),
                event -> engine.startExecution(ROLLBACK_MACHINE, rollbackRequest(event)));
    }

    private static JsonNode alarmEvent(SimulatedAlarms.StateChange change) {
        ObjectNode event = JSON.createObjectNode()
                .put("source", "aws.cloudwatch")
                .put("detail-type", "CloudWatch Alarm State Change")
                .put("time", change.at().toString());
        ObjectNode detail = event.putObject("detail").put("alarmName", change.alarm());
        detail.putObject("state").put("value", change.to().name()).put("reason", change.reason());
        detail.putObject("previousState").put("value", change.from().name());
        return event;
    }

    private void publishStatus(ExecutionDescription execution) {
        if (execution.machineName().equals(SHIFT_MACHINE)) {
            ObjectNode event = JSON.createObjectNode()
                    .put("source", "aws.states")
                    .put("detail-type", "Step Functions Execution Status Change");
            event.putObject("detail")
                    .put("executionArn", execution.executionArn())
                    .put("name", execution.name())
                    .put("status", execution.status().name());
            events.publish(EventBus.Kind.EXECUTION, event);
        }
    }

    private static JsonNode rollbackRequest(JsonNode event) {
        return JSON.createObjectNode()
                .put("migration", event.at("/detail/name").asText())
                .put("trigger", "DEATH")
                .put("by", "eventbridge")
                .put("reason", event.at("/detail/status").asText());
    }

    private void eachMinute(String function) {
        Duration second = new Chance(simulation.random(function)).between(Duration.ZERO, MINUTE);
        simulation.schedule(second, function, () -> tick(function));
    }

    private void tick(String function) {
        simulation.schedule(MINUTE, function, () -> tick(function));
        lambda.invokeOnce(function, JSON.createObjectNode());
    }

    private JsonNode publish(TaskCall call) throws TaskFailure {
        JsonNode arguments = call.arguments();
        try {
            direct.publish(
                    arguments.path("Subject").asText(),
                    arguments.path("Message").asText());
        } catch (UnavailableException e) {
            throw new TaskFailure("SNS.ThrottledException", String.valueOf(e.getMessage()));
        }
        return JSON.createObjectNode().put("MessageId", "page-" + pages.size());
    }

    private JsonNode stopExecution(TaskCall call) throws TaskFailure {
        JsonNode arguments = call.arguments();
        try {
            direct.stopExecution(
                    arguments.path("ExecutionArn").asText(),
                    arguments.path("Error").asText(),
                    arguments.path("Cause").asText());
        } catch (UnavailableException e) {
            throw new TaskFailure("Sfn.SfnException", String.valueOf(e.getMessage()));
        }
        return JSON.createObjectNode().put("StopDate", simulation.instant().toString());
    }

    private final class Telephone implements Direct {
        @Override
        public void publish(String subject, String message) {
            Page page = new Page(simulation.instant(), subject, message);
            pages.add(page);
            pageListeners.forEach(listener -> listener.accept(page));
        }

        @Override
        public void stopExecution(String executionArn, String error, String cause) {
            engine.stop(executionArn, error, cause);
        }
    }
}
