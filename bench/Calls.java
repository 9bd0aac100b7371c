import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.lambda.Json;
import dev.landfall.rehearsal.Intervention;
import dev.landfall.rehearsal.Listener;
import dev.landfall.rehearsal.Rehearsal;
import dev.landfall.rehearsal.RehearsalResult;
import dev.landfall.rehearsal.Stage;
import dev.landfall.rehearsal.scenario.Scenarios;
import dev.landfall.rehearsal.states.HistoryEvent;
import dev.landfall.rehearsal.states.HistoryEventType;
import dev.landfall.rehearsal.world.PortCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rehearses each spec that is named, without a fault, and prints one line of JSON for each: what the machines did, how
 * often each function ran, and which calls it made, from the start of the shift to its end.
 */
final class Calls implements Intervention {

    /** Run by events and schedules; the others by the machines, whose histories tell of failed runs too. */
    private static final List<String> NOT_OF_A_MACHINE =
            List.of("AlarmEventFunction", "ScheduleFiredFunction", "ProbeFunction", "SweepFunction");

    private final List<PortCall> calls = new ArrayList<>();
    private final Map<String, Integer> invocations = new TreeMap<>();
    private Stage stage;

    public static void main(String[] specs) throws Exception {
        for (String spec : specs) {
            System.out.println(new Calls().of(Files.readAllBytes(Path.of(spec))));
        }
    }

    @Override
    public void arm(Stage armed) {
        stage = armed;
        stage.world().portCalls().onCall(calls::add);
        stage.world().engine().onHistoryEvent((execution, event) -> recorded(event));
    }

    private void recorded(HistoryEvent event) {
        String function =
                event.details().path("parameters").path("FunctionName").asText();
        if (event.type() == HistoryEventType.TaskScheduled && !function.isEmpty()) {
            invocations.merge(function, 1, Integer::sum);
        }
    }

    private String of(byte[] spec) throws JsonProcessingException {
        RehearsalResult result = Rehearsal.fromClassPath()
                .run(spec, Scenarios.named("smooth"), 1, Listener.SILENT, this)
                .result();
        Instant end = result.weights().getFirst().at().plus(Duration.ofMillis((long) (result.virtualSeconds() * 1000)));
        return Json.MAPPER.writeValueAsString(Map.of(
                "outcome", result.outcome(),
                "transitions", result.transitions(),
                "historyEvents", result.historyEvents(),
                "virtualSeconds", result.virtualSeconds(),
                "journalBytes", Json.MAPPER.writeValueAsBytes(result.journal()).length,
                "invocations", invocationsUntil(end),
                "calls", callsUntil(end)));
    }

    private Map<String, Integer> invocationsUntil(Instant end) {
        Map<String, Integer> all = new TreeMap<>(invocations);
        for (String function : NOT_OF_A_MACHINE) {
            long runs = stage.world().runsOf(function).stream()
                    .filter(run -> !run.at().isAfter(end))
                    .count();
            all.put(function, Math.toIntExact(runs));
        }
        return all;
    }

    private Map<String, Map<String, Integer>> callsUntil(Instant end) {
        Map<String, Map<String, Integer>> byFunction = new TreeMap<>();
        calls.stream()
                .filter(call -> !call.at().isAfter(end))
                .forEach(call -> byFunction
                        .computeIfAbsent(call.function(), name -> new TreeMap<>())
                        .merge(call.name(), 1, Integer::sum));
        return byFunction;
    }
}
