package dev.landfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.health.AlarmReading;
import dev.landfall.lambda.Json;
import dev.landfall.lambda.MalformedInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Whatever a function is sent, it answers or throws an error of ours; and what is no input of its changes nothing. */
class HostileInputTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Path EVENTS = Path.of("../events");
    private static final String SECRET = "hunter2";

    /** Fields that may be missing: what they leave open is decided by the rest of the input. */
    private static final Set<String> OPTIONAL = Set.of(
            "Abort.migration",
            "Abort.hostname",
            "Abort.by",
            "Abort.reason",
            "Approve.migration",
            "Approve.hostname",
            "Approve.by",
            "Approve.reason",
            "Fence.request.migration",
            "Fence.request.hostname",
            "Fence.request.trigger",
            "Fence.request.by",
            "Fence.request.reason",
            "Propose.region",
            "Verify.change");

    /** An input that the function takes, as the events that the emulator sends. */
    private record Call(String function, JsonNode input) {
        Call with(JsonNode other) {
            return new Call(function, other);
        }
    }

    @Example
    void functions_inMemory_areAllThatThereAre() throws IOException {
        try (Stream<Path> folders = Files.list(EVENTS)) {
            assertThat(folders.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString()))
                    .hasSameElementsAs(new FunctionsInMemory().all().keySet());
        }
    }

    @Property(tries = 400, seed = "11", edgeCases = EdgeCasesMode.NONE)
    void handleRequest_anyBytes_answersOrThrowsOurOwn(@ForAll("calls") Call call, @ForAll("bytes") byte[] bytes) {
        assertOurs(call.function(), bytes);
    }

    @Property(tries = 600, seed = "12", edgeCases = EdgeCasesMode.NONE)
    void handleRequest_anyJson_answersOrThrowsOurOwn(@ForAll("calls") Call call, @ForAll("json") JsonNode json) {
        assertOurs(call.function(), bytes(json));
    }

    @Property(tries = 1_500, seed = "13", edgeCases = EdgeCasesMode.NONE)
    void handleRequest_oneFieldReplaced_answersOrThrowsOurOwn(
            @ForAll("calls") Call call, @ForAll("picks") int pick, @ForAll("json") JsonNode json) {
        List<Slot> slots = slots(call.input());
        if (slots.isEmpty()) {
            return;
        }
        slots.get(pick % slots.size()).put(json);
        assertOurs(call.function(), bytes(call.input()));
    }

    /** What Jackson would fill in with null or 0 is no input: step 0 is a step like any other. */
    @Property(tries = 300, seed = "14", edgeCases = EdgeCasesMode.NONE)
    void handleRequest_fieldMissingOrNull_isMalformedAndChangesNothing(
            @ForAll("calls") Call call, @ForAll("picks") int pick, @ForAll boolean missing) {
        List<Slot> required = slots(call.input()).stream()
                .filter(slot -> isRead(call.function(), slot.path()))
                .toList();
        if (required.isEmpty()) {
            return;
        }
        Slot slot = required.get(pick % required.size());
        slot.put(missing ? null : NODES.nullNode());
        FunctionsInMemory functions = new FunctionsInMemory();
        List<Object> before = functions.written();

        assertThatThrownBy(() -> functions.call(call.function(), bytes(call.input())))
                .as("%s without %s", call.function(), slot.path())
                .isInstanceOf(MalformedInputException.class)
                .hasMessageContaining(slot.path());
        assertThat(functions.written()).isEqualTo(before);
    }

    private static boolean isRead(String function, String path) {
        boolean envelope = function.equals("AlarmEvent") && !path.equals("detail") && !path.equals("detail.alarmName");
        boolean spec = path.equals("spec") || path.startsWith("spec.");
        // A plan in which anything is missing is refused by its digest.
        boolean ignored = Set.of("Sweep", "Probe", "Validate", "RegisterPlan").contains(function);
        return !envelope && !spec && !ignored && !OPTIONAL.contains(function + "." + path);
    }

    @Example
    void handleRequest_nestedDeeperThanAnyStack_isMalformed() {
        String deep = "{\"detail\":".repeat(100_000);

        assertMalformed("AlarmEvent", deep);
        assertMalformed("Validate", "{\"migration\":\"m\",\"execution\":\"e\",\"spec\":" + "[".repeat(100_000));
    }

    @Example
    void handleRequest_enormousNumbers_areMalformed() {
        String fence = "{\"hostname\":\"api.example.com\",\"migration\":\"api-2026\",\"epoch\":1,\"step\":";

        assertMalformed("SetWeight", fence + "9".repeat(5_000) + "}");
        assertMalformed("SetWeight", fence + "1e999999999}");
        assertMalformed("SetWeight", fence + "2147483648}");
    }

    @Example
    void handleRequest_enumsByNumberOrUnknown_areMalformed() {
        String judge =
                "{\"hostname\":\"api.example.com\",\"migration\":\"api-2026\",\"epoch\":1,\"step\":0,\"holds\":0,";

        assertMalformed("JudgeHealth", judge + "\"purpose\":1}");
        assertMalformed("JudgeHealth", judge + "\"purpose\":\"PASS\"}");
    }

    @Example
    void handleRequest_stepThatTheSpecHasNot_saysSo() {
        String fence = "{\"hostname\":\"api.example.com\",\"migration\":\"api-2026\",\"epoch\":1,\"step\":";

        for (int step : List.of(-1, 3, Integer.MAX_VALUE)) {
            assertThatThrownBy(() -> new FunctionsInMemory().call("SetWeight", utf8(fence + step + "}")))
                    .hasMessage("step " + step + " must be one of the spec's 3, counted from 0");
        }
    }

    @Example
    void handleRequest_waitThatNoStateHas_isMalformed() {
        String park = "{\"hostname\":\"api.example.com\",\"migration\":\"api-2026\",\"epoch\":1,\"step\":0,"
                + "\"gate\":\"timer\",\"taskToken\":\"t\",\"seconds\":";

        assertMalformed("Park", park + "0}");
        assertMalformed("Park", park + "-5}");
        assertMalformed("Park", park + Long.MAX_VALUE + "}");
    }

    @Example
    void startWatching_unknownMigration_leavesNoAlarmBehind() {
        FunctionsInMemory functions = new FunctionsInMemory();
        List<Object> before = functions.written();

        assertThatThrownBy(() -> functions.call("StartWatching", utf8("""
                                {"hostname": "api.example.com", "migration": "nobody", "epoch": 1}"""))).hasMessage("no migration is named nobody");
        assertThat(functions.written()).isEqualTo(before);
        assertThat(functions.given.alarms.migrationsWithProbeAlarm()).doesNotContain("nobody");
    }

    @Example
    void alarmEvent_ofCompositesOtherAccountsAndTwice_wakesOnceAndOnlyIfOursFires() throws IOException {
        FunctionsInMemory functions = new FunctionsInMemory();
        byte[] ours = utf8(alarmEvent("api-5xx"));

        functions.call("AlarmEvent", ours);
        functions.call("AlarmEvent", utf8(alarmEvent("api-5xx-canary")));
        functions.call("AlarmEvent", utf8(alarmEvent("API-5XX")));
        assertThat(functions.executions.failed).isEmpty();

        functions.given.alarms.with("api-5xx", AlarmReading.State.ALARM);
        functions.call("AlarmEvent", ours);
        functions.call("AlarmEvent", ours);
        assertThat(functions.executions.failed).containsExactly("AlarmFired");
    }

    /** As EventBridge sends it of a composite alarm in another account, which the rule lets through. */
    private static String alarmEvent(String alarm) {
        return """
                {"version": "0", "detail-type": "CloudWatch Alarm State Change", "source": "aws.cloudwatch",
                 "account": "999999999999", "region": "eu-west-1", "resources": [],
                 "detail": {"alarmName": "%s", "state": {"value": "ALARM", "reasonData": "{}",
                   "actionsSuppressedBy": "WaitPeriod"}, "previousState": {"value": "OK"},
                   "configuration": {"alarmRule": "ALARM(a) AND ALARM(b)"}, "muteDetail": null}}""".formatted(alarm);
    }

    @Example
    void abort_hostnameAsSomebodyTypesIt_isFound() throws IOException {
        FunctionsInMemory functions = new FunctionsInMemory();

        functions.call("Abort", utf8("""
                {"hostname": "API.Example.com.", "by": "ada", "reason": "errors"}"""));
        assertThat(functions.executions.failed).containsExactly("Aborted");
    }

    @Example
    void fence_hostnameAsSomebodyTypesIt_isFound() throws IOException {
        assertThat(fence("API.Example.com.")).isEqualTo("RESTORE");
    }

    /** DynamoDB refuses keys that are empty or too long with an error that says nothing to an operator. */
    @Example
    void fence_whatCanBeNoName_isRefusedWithoutAsking() throws IOException {
        assertThat(fence("")).isEqualTo("REFUSED");
        assertThat(fence("a".repeat(5_000))).isEqualTo("REFUSED");
    }

    private static String fence(String hostname) throws IOException {
        ObjectNode input = NODES.objectNode().put("execution", "arn:rollback");
        input.putObject("request").put("hostname", hostname);
        return Json.MAPPER
                .readTree(new FunctionsInMemory().call("Fence", bytes(input)))
                .path("action")
                .asText();
    }

    @Provide
    Arbitrary<Integer> picks() {
        return Arbitraries.integers().between(0, 1_000);
    }

    @Provide
    Arbitrary<Call> calls() {
        List<Call> calls = realCalls();
        return Arbitraries.integers()
                .between(0, calls.size() - 1)
                .map(calls::get)
                .map(call -> call.with(call.input().deepCopy()));
    }

    private static List<Call> realCalls() {
        try (Stream<Path> files = Files.walk(EVENTS, 2)) {
            return files.filter(file -> file.toString().matches(".*/[A-Z]\\w+/[a-z-]+\\.json"))
                    .filter(file -> !file.endsWith("awake.json")) // no input: it is answered before any is read
                    .sorted()
                    .map(HostileInputTest::realCall)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Call realCall(Path file) {
        try {
            String json = Files.readString(file).replace("api-2026-03", AMigration.NAME);
            String function = String.valueOf(file.getName(file.getNameCount() - 2));
            return new Call(function, Json.MAPPER.readTree(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        return Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(60),
                Arbitraries.of(
                                "",
                                "null",
                                "{",
                                "[]",
                                "\"\"",
                                "\"" + SECRET,
                                "{\"detail\":null}",
                                "\uFEFF{}",
                                "0",
                                "{}{}")
                        .map(HostileInputTest::utf8),
                Arbitraries.of("{}", "{\"migration\":\"" + SECRET + "\"}")
                        .map(text -> text.getBytes(StandardCharsets.UTF_16)));
    }

    @Provide
    Arbitrary<JsonNode> json() {
        return json(2);
    }

    private static Arbitrary<JsonNode> json(int depth) {
        Arbitrary<JsonNode> leaves = Arbitraries.oneOf(
                Arbitraries.of("", SECRET, "API-2026", "timer", "PASS", "\u202E", "\u0000", "-1", AMigration.NAME)
                        .map(NODES::textNode),
                Arbitraries.strings().ofMaxLength(20).map(NODES::textNode),
                Arbitraries.longs().map(NODES::numberNode),
                Arbitraries.doubles().map(NODES::numberNode),
                Arbitraries.bigIntegers().map(NODES::numberNode),
                Arbitraries.of(true, false).map(NODES::booleanNode),
                Arbitraries.create(NODES::nullNode));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<String> names = Arbitraries.of(
                "hostname",
                "migration",
                "epoch",
                "step",
                "detail",
                "alarmName",
                "request",
                "trigger",
                "spec",
                "change");
        Arbitrary<JsonNode> objects = Arbitraries.maps(names, json(depth - 1))
                .ofMaxSize(4)
                .map(fields -> NODES.objectNode().setAll(fields));
        Arbitrary<JsonNode> lists = json(depth - 1)
                .list()
                .ofMaxSize(3)
                .map(items -> NODES.arrayNode().addAll(items));
        return Combinators.combine(
                        leaves, objects, lists, Arbitraries.integers().between(0, 2))
                .as((leaf, object, list, pick) -> List.of(leaf, object, list).get(pick));
    }

    /** A field of an object, at whatever depth. */
    private record Slot(String path, ObjectNode in, String name) {
        void put(@Nullable JsonNode value) {
            if (value == null) {
                in.remove(name);
            } else {
                in.set(name, value);
            }
        }
    }

    private static List<Slot> slots(JsonNode json) {
        List<Slot> slots = new ArrayList<>();
        collect("", json, slots);
        return slots;
    }

    private static void collect(String path, JsonNode json, List<Slot> slots) {
        if (json instanceof ObjectNode object) {
            object.properties().forEach(field -> {
                String inner = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                slots.add(new Slot(inner, object, field.getKey()));
                collect(inner, field.getValue(), slots);
            });
        }
    }

    private static void assertOurs(String function, byte[] input) {
        FunctionsInMemory functions = new FunctionsInMemory();
        List<Object> before = functions.written();
        try {
            assertThat(functions.call(function, input)).isNotEmpty();
        } catch (MalformedInputException e) {
            assertThat(e).message().doesNotContain(SECRET, "\n");
            assertThat(functions.written()).isEqualTo(before);
        } catch (RuntimeException e) {
            assertThat(e.getClass().getName()).as("%s threw %s", function, e).startsWith("dev.landfall.");
            assertThat(e).message().doesNotContain("\n", "\u202E", "\u0000");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertMalformed(String function, String input) {
        FunctionsInMemory functions = new FunctionsInMemory();
        List<Object> before = functions.written();

        assertThatThrownBy(() -> functions.call(function, utf8(input))).isInstanceOf(MalformedInputException.class);
        assertThat(functions.written()).isEqualTo(before);
    }

    private static byte[] bytes(JsonNode json) {
        return utf8(json.toString());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
