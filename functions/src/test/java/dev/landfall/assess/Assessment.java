package dev.landfall.assess;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.hosting.HostingReading;
import dev.landfall.inventory.Inventory;
import dev.landfall.inventory.SomeInventory;
import dev.landfall.lambda.Json;
import dev.landfall.lambda.Telemetry;
import dev.landfall.records.FakeNameQuestions;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The functions of an assessment over ports in memory, and what its operator brought. */
public final class Assessment {
    public static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    /** Of one minute of a router and a dyno. */
    public static final String LOG = """
            2026-03-01T10:00:00.000000+00:00 heroku[router]: at=info method=GET path="/" host=shop.example.com request_id=1 fwd="192.0.2.1" dyno=web.1 connect=0ms service=20ms status=200 bytes=10 protocol=https
            2026-03-01T10:00:20.000000+00:00 heroku[web.1]: source=web.1 dyno=heroku.1.a sample#memory_total=301.50MB sample#memory_rss=300.00MB sample#memory_swap=0.00MB
            """;

    final InMemoryArtifacts artifacts = new InMemoryArtifacts();
    final InMemoryPlanRegistry registry = new InMemoryPlanRegistry();
    final FakeNameQuestions names = new FakeNameQuestions();
    private final Desk desk = new Desk(artifacts, registry, Assessor.listed(), () -> NOW);
    private final Map<String, RequestStreamHandler> functions = new TreeMap<>();
    private Function<String, Inventory> heroku = app -> SomeInventory.withWeb().build();

    public Assessment() {
        functions.put(
                "ReadApp",
                new ReadAppHandler(app -> heroku.apply(app), new HostingReading(names), desk, Telemetry.silent()));
        functions.put("Measure", new MeasureHandler(desk, 100_000, Telemetry.silent()));
        functions.put("Propose", new ProposeHandler(desk, Telemetry.silent()));
        functions.put(
                "RegisterPlan",
                new RegisterPlanHandler(new Registrar(artifacts, registry, () -> NOW), Telemetry.silent()));
        functions.put("Summarize", new SummarizeHandler(desk, Telemetry.silent()));
        desk.keepInventory("given", SomeInventory.withWeb().build());
        put("logs/shop/1.log", LOG);
        put("results/given/1/manifest.json", manifest("results/given/1/SUCCEEDED_0.json"));
        put("results/given/1/SUCCEEDED_0.json", executions("""
                        {"app": "shop", "plan": "plans/a.json", "digest": "sha256:a", "blockers": [], "warnings": 1}"""));
    }

    /** By the names of their folders in {@code events/}. */
    public Map<String, RequestStreamHandler> functions() {
        return functions;
    }

    public RegisteredPlans plans() {
        return registry;
    }

    /** @param reading may throw what a reading throws */
    public Assessment heroku(Function<String, Inventory> reading) {
        heroku = reading;
        return this;
    }

    public void put(String key, String text) {
        artifacts.put(key, text.getBytes(StandardCharsets.UTF_8));
    }

    public void put(String key, byte[] content) {
        artifacts.put(key, content);
    }

    public String text(String key) {
        return new String(artifacts.get(key), StandardCharsets.UTF_8);
    }

    /** Everything that a function could have changed. */
    public List<Object> written() {
        List<Object> all = new ArrayList<>(registry.all());
        artifacts.list("").forEach(key -> all.add(key + ": " + text(key)));
        return all;
    }

    /** As a Distributed Map writes it last. */
    static String manifest(String succeeded) {
        return "{\"DestinationBucket\": \"b\", \"MapRunArn\": \"arn\", \"ResultFiles\":"
                + " {\"FAILED\": [], \"PENDING\": [], \"SUCCEEDED\": [{\"Key\": \"" + succeeded + "\", \"Size\": 1}]}}";
    }

    /** As a Distributed Map writes those that succeeded: what each said is JSON in a text. */
    static String executions(String... outputs) {
        List<Map<String, String>> all = new ArrayList<>();
        for (String output : outputs) {
            all.add(Map.of("ExecutionArn", "arn", "Input", "{}", "Output", output, "Status", "SUCCEEDED"));
        }
        try {
            return Json.MAPPER.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
