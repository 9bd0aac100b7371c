package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.rehearsal.states.Execution.Machine;
import dev.landfall.rehearsal.states.StatesApiException.Code;
import dev.landfall.rehearsal.time.Simulation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Step Functions, as far as a Standard workflow and its callers can tell: machines, executions and task tokens, on the
 * clock of one simulation. Not thread-safe: only the simulation, or whoever drives it between two runs, may call it.
 *
 * <p>Its names are those of the API, and so are its errors ({@link StatesApiException}).
 */
public final class StatesEngine {

    private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}<>{}\\[\\]?*\"#%\\\\^|~`$&,;:/]{1,80}");

    private final Simulation simulation;
    private final Map<String, TaskResource> resources;
    private final EngineOptions options;
    private final RandomGenerator random;
    private final TaskTokens tokens;
    private final Interpreter.Machinery machinery;
    private final Map<String, Machine> machines = new LinkedHashMap<>();
    private final Map<String, Execution> executions = new LinkedHashMap<>();
    private final List<Consumer<ExecutionDescription>> statusListeners = new ArrayList<>();
    private final List<HistoryListener> historyListeners = new ArrayList<>();

    /**
     * An engine without machines.
     *
     * @param resources what Tasks may call: by ARN without the suffix of a pattern, or by the beginning of an ARN and
     *     {@code *}, where the longest beginning wins. {@code states:startExecution} is the engine's own. A distributed
     *     Map reads its items from {@code s3:getObject} and writes its results to {@code s3:putObject}, whose Body is a
     *     text, in the answer of the one and the arguments of the other.
     */
    public StatesEngine(Simulation simulation, Map<String, TaskResource> resources, EngineOptions options) {
        this.simulation = simulation;
        this.options = options;
        this.resources = new LinkedHashMap<>(resources);
        this.resources.put(Integration.START_EXECUTION, new StartExecution(this));
        this.random = simulation.random("states");
        this.tokens = new TaskTokens(simulation, random);
        AwsFunctions functions = new AwsFunctions(simulation, random);
        TaskRunner tasks = new TaskRunner(this, simulation, functions, tokens);
        MapRuns mapRuns = new MapRuns(this, simulation, functions, random);
        this.machinery =
                new Interpreter.Machinery(simulation, functions, tasks, mapRuns, random, options.transitionLatency());
    }

    /**
     * Makes a machine, or gives it a new definition; executions under way keep theirs.
     *
     * @return its ARN
     * @throws DefinitionRefused if it calls what no resource of this engine implements
     */
    public String deploy(String name, StateMachineDefinition definition) {
        List<String> missing = definition.resources().stream()
                .filter(arn -> findResource(arn).isEmpty())
                .sorted()
                .map(arn -> name + ": nothing here implements the resource " + arn)
                .toList();
        if (!missing.isEmpty()) {
            throw new DefinitionRefused(missing);
        }
        String role = "arn:aws:iam::" + options.accountId() + ":role/" + name;
        machines.put(name, new Machine(name, machineArn(name), role, definition));
        return machineArn(name);
    }

    /**
     * Starts an execution; its first state is entered when the simulation runs on. A second start with the name and
     * input of one that is RUNNING gives that one.
     *
     * @param machine name or ARN
     * @throws StatesApiException ExecutionAlreadyExists, StateMachineDoesNotExist, InvalidName, InvalidExecutionInput
     */
    public ExecutionDescription startExecution(String machine, String executionName, JsonNode input) {
        Machine definition = machine(machine);
        checkStart(executionName, input);
        String arn = executionArn(definition.name(), executionName);
        Execution existing = executions.get(arn);
        if (existing != null) {
            if (existing.isRunning() && existing.input().equals(input)) {
                return existing.describe();
            }
            throw new StatesApiException(Code.ExecutionAlreadyExists, "Execution Already Exists: '" + arn + "'");
        }
        return launch(definition, executionName, input).describe();
    }

    /** Starts an execution under a name that is made up. */
    public ExecutionDescription startExecution(String machine, JsonNode input) {
        return startExecution(machine, AwsFunctions.uuid(random).toString(), input);
    }

    /** @throws StatesApiException ExecutionDoesNotExist */
    public ExecutionDescription describe(String executionArn) {
        return execution(executionArn).describe();
    }

    /** All executions of a machine, the newest first. */
    public List<ExecutionDescription> list(String machine) {
        String arn = machine(machine).arn();
        return executions.values().stream()
                .filter(execution -> execution.machine().arn().equals(arn))
                .map(Execution::describe)
                .toList()
                .reversed();
    }

    /** @throws StatesApiException ExecutionDoesNotExist */
    public List<HistoryEvent> history(String executionArn) {
        return execution(executionArn).history();
    }

    /**
     * Ends an execution as ABORTED, wherever it stands; nothing if it is closed. What its Tasks have called goes on, and
     * comes to nothing.
     *
     * @throws StatesApiException ExecutionDoesNotExist
     */
    public void stop(String executionArn, String error, String cause) {
        execution(executionArn).stop(error, cause);
    }

    /** @throws StatesApiException TaskTimedOut if the task is over or was answered, InvalidToken, InvalidOutput */
    public void sendTaskSuccess(String token, String outputJson) {
        tokens.succeed(token, outputJson);
    }

    /** @throws StatesApiException TaskTimedOut if the task is over or was answered, InvalidToken */
    public void sendTaskFailure(String token, String error, String cause) {
        tokens.fail(token, error, cause);
    }

    /** @throws StatesApiException TaskTimedOut if the task is over or was answered, InvalidToken */
    public void sendTaskHeartbeat(String token) {
        tokens.heartbeat(token);
    }

    /** The address that a machine of this name has, or would have. */
    public String machineArn(String machine) {
        return "arn:aws:states:" + options.region() + ":" + options.accountId() + ":stateMachine:" + machine;
    }

    /** The address that an execution of this name has, or would have. */
    public String executionArn(String machine, String executionName) {
        return "arn:aws:states:" + options.region() + ":" + options.accountId() + ":execution:" + machine + ":"
                + executionName;
    }

    /** From now on tells the listener of each change of status, of RUNNING too, as it happens; it must not sleep. */
    public void onStatusChange(Consumer<ExecutionDescription> listener) {
        statusListeners.add(listener);
    }

    public void onHistoryEvent(HistoryListener listener) {
        historyListeners.add(listener);
    }

    /** Starts an execution of what is a machine to its executions only: the processor of a distributed Map. */
    Execution launch(Machine machine, String executionName, JsonNode input) {
        String arn = executionArn(machine.name(), executionName);
        Execution execution = new Execution(simulation, new Listeners(), machine, arn, executionName, input);
        executions.put(arn, execution);
        execution.start(new Interpreter(machinery, execution));
        return execution;
    }

    EngineOptions options() {
        return options;
    }

    Execution execution(String arn) {
        Execution execution = executions.get(arn);
        if (execution == null) {
            throw new StatesApiException(Code.ExecutionDoesNotExist, "Execution Does Not Exist: '" + arn + "'");
        }
        return execution;
    }

    TaskResource resource(String arn) {
        return findResource(arn).orElseThrow(() -> new IllegalStateException("no resource " + arn));
    }

    private Optional<TaskResource> findResource(String arn) {
        return resources.keySet().stream()
                .filter(pattern -> pattern.endsWith("*")
                        ? arn.startsWith(pattern.substring(0, pattern.length() - 1))
                        : arn.equals(pattern))
                .max(Comparator.comparingInt(String::length))
                .map(resources::get);
    }

    private Machine machine(String nameOrArn) {
        String name = nameOrArn.substring(nameOrArn.lastIndexOf(':') + 1);
        return Optional.ofNullable(machines.get(name))
                .filter(machine -> nameOrArn.equals(name) || nameOrArn.equals(machine.arn()))
                .orElseThrow(() -> new StatesApiException(
                        Code.StateMachineDoesNotExist, "State Machine Does Not Exist: '" + nameOrArn + "'"));
    }

    private static void checkStart(String executionName, JsonNode input) {
        if (!NAME.matcher(executionName).matches()) {
            throw new StatesApiException(Code.InvalidName, "Invalid Name: '" + executionName + "'");
        }
        if (Json.size(Objects.requireNonNull(input)) > Visit.LARGEST_PAYLOAD) {
            throw new StatesApiException(
                    Code.InvalidExecutionInput, "Invalid State Machine Execution Input: larger than 256 KiB");
        }
    }

    private final class Listeners implements Execution.Observer {

        @Override
        public void recorded(Execution execution, HistoryEvent event) {
            historyListeners.forEach(listener -> listener.recorded(execution.arn(), event));
        }

        @Override
        public void statusChanged(Execution execution) {
            statusListeners.forEach(listener -> listener.accept(execution.describe()));
        }
    }
}
