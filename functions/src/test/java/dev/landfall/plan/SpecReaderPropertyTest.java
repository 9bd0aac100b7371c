package dev.landfall.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Whatever comes in, out comes a spec or one line that says why not. */
class SpecReaderPropertyTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> NAMES = List.of(
            "hostname",
            "hostedZoneId",
            "heroku",
            "aws",
            "cname",
            "addresses",
            "alias",
            "dnsName",
            "alarms",
            "name",
            "sparse",
            "noAlarmsReason",
            "steps",
            "weight",
            "gate",
            "bake",
            "deadline",
            "exemption",
            "ignoreAlarms",
            "reason",
            "ttl",
            "soak",
            "simplify",
            "probe",
            "path",
            "health",
            "window",
            "dns",
            "schedule",
            "expression",
            "plan");
    private static final List<String> VALUES = List.of(
            "PT5M",
            "P9999999999D",
            "timer",
            "approval",
            "schedule",
            "cron(0 9 ? * MON *)",
            "cron(* * * * ? *)",
            "rate(5 minutes)",
            "api.example.com",
            "xn--",
            "a.-b",
            "\u3002.",
            "192.0.2.1",
            "\u202Eevil",
            "\uD800",
            "&a",
            "*a",
            "!!x",
            "<<",
            "~",
            "1e999999999",
            "0x",
            ".inf",
            "-",
            "2026-01-01",
            "sha256:",
            "sha256:0000000000000000000000000000000000000000000000000000000000000000");

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void read_anyBytes_givesASpecOrOneLine(@ForAll byte[] bytes) {
        assertOneLine(() -> SpecReader.read(bytes));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void read_yamlLikeText_givesASpecOrOneLine(@ForAll("yamlLike") String text) {
        assertOneLine(() -> SpecReader.read(text));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void read_smallestSpecWithALineReplaced_givesASpecOrOneLine(
            @ForAll("names") String name, @ForAll("yamlLike") String value) {
        assertOneLine(() -> SpecReader.read(Specs.replacing(name, "") + name + ": " + value));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void read_anyTree_givesASpecOrOneLine(@ForAll("names") String name, @ForAll("trees") JsonNode tree) {
        ObjectNode spec = NODES.objectNode();
        spec.put("hostname", "api.example.com");
        spec.put("hostedZoneId", "Z1");
        spec.putObject("heroku").put("cname", "app.herokudns.com");
        spec.putObject("aws").put("cname", "alb.example.net");
        spec.putArray("alarms").add("api-5xx");
        spec.set(name, tree);

        assertOneLine(() -> SpecReader.read(spec));
        assertOneLine(() -> SpecReader.read(tree));
        assertOneLine(() -> SpecReader.read(spec.toString()));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void parse_anyCron_givesAnExpressionOrOneLine(@ForAll("crons") String cron) {
        assertOneLine(() -> ScheduleExpression.parse("cron(" + cron + ")"));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of(NAMES);
    }

    @Provide
    Arbitrary<String> crons() {
        return Arbitraries.strings()
                .withChars("0123456789*?,-/LW#MONJAN")
                .ofMaxLength(6)
                .list()
                .ofSize(6)
                .map(fields -> String.join(" ", fields));
    }

    @Provide
    Arbitrary<String> yamlLike() {
        Arbitrary<String> scraps = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.of(NAMES)),
                Tuple.of(3, Arbitraries.of(VALUES)),
                Tuple.of(
                        6,
                        Arbitraries.of(
                                ": ", "\n", "\n  ", "- ", "[", "]", "{", "}", ", ", "\"", "'", "|\n", ">", "#", "&a ",
                                "*a", "!t ", "%", "---\n", "...\n", "? ", "\t", "\\", "@", "`", "\r", "\u0000",
                                "\u0085", "\u2028", "\uFEFF")),
                Tuple.of(1, Arbitraries.strings().ofMaxLength(5)));
        return scraps.list().ofMaxSize(20).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<JsonNode> trees() {
        return trees(3);
    }

    private static Arbitrary<JsonNode> trees(int depth) {
        Arbitrary<JsonNode> leaves = Arbitraries.oneOf(
                Arbitraries.of(VALUES).map(NODES::textNode),
                Arbitraries.strings().ofMaxLength(300).map(NODES::textNode),
                Arbitraries.integers().between(-1, 101).map(NODES::numberNode),
                Arbitraries.longs().map(NODES::numberNode),
                Arbitraries.bigIntegers().map(NODES::numberNode),
                Arbitraries.doubles().map(NODES::numberNode),
                Arbitraries.of(true, false).map(NODES::booleanNode),
                Arbitraries.just(NODES.nullNode()));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<JsonNode> lists = trees(depth - 1).list().ofMaxSize(4).map(SpecReaderPropertyTest::list);
        Arbitrary<JsonNode> mappings = Arbitraries.maps(Arbitraries.of(NAMES), trees(depth - 1))
                .ofMaxSize(4)
                .map(SpecReaderPropertyTest::mapping);
        return Arbitraries.oneOf(leaves, lists, mappings);
    }

    private static JsonNode list(List<JsonNode> items) {
        ArrayNode list = NODES.arrayNode();
        list.addAll(items);
        return list;
    }

    private static JsonNode mapping(Map<String, JsonNode> fields) {
        ObjectNode mapping = NODES.objectNode();
        mapping.setAll(fields);
        return mapping;
    }

    private interface Reading {
        @Nullable
        Object read();
    }

    private static void assertOneLine(Reading reading) {
        try {
            assertThat(reading.read()).isNotNull();
        } catch (InvalidSpecException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(1000);
            assertThat(String.valueOf(e.getMessage()).codePoints())
                    .noneMatch(point -> Character.isISOControl(point) || point == 0x2028 || point == 0x202E);
        }
    }
}
