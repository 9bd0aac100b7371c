package dev.landfall.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.lambda.Json;
import dev.landfall.plan.ShiftSpec.WatchedAlarm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The specs of examples/ and events/, spoilt in every way that came to mind: each ends as a spec that keeps what a spec
 * promises, or as one line that says no, shows nothing secret and hides no character.
 */
class HostileSpecTest {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String SECRET = "hunter2";
    private static final List<String> SECRETS = List.of(
            "postgres://app:" + SECRET + "@db.example.com:5432/app",
            "redis://:" + SECRET + "@cache.example.com",
            "https://api.example.com/?password=" + SECRET,
            "API_TOKEN=" + SECRET,
            "HRKU-" + SECRET);

    /** A blank that is none, what turns text round, what is not there, what looks like a, - and 5. */
    private static final List<String> POISONS = List.of(
            "\u00A0",
            "\u202E",
            "\u2066",
            "\u200B",
            "\u200D",
            "\u00AD",
            "\uFEFF",
            "\u0000",
            "\u001B[31m",
            "\n",
            "\u2028",
            "\u0430",
            "\u2010",
            "\uFF41",
            "\u0665",
            "\u0301",
            "\u3002",
            "\uD835\uDC1A",
            "\uE000",
            "\u00DF");

    private static final List<String> YAML = List.of(
            "&a ",
            "*a",
            "!!binary ",
            "!x ",
            "<<: ",
            "? ",
            "| ",
            "{",
            "[",
            "]",
            "'",
            "\"",
            "%",
            "@",
            "`",
            "\t",
            "- ",
            ": ",
            "---\n",
            "...\n",
            "1e999999999",
            "0x1F",
            "1_000",
            "1:30",
            ".nan",
            "~");

    @Property(tries = 1_500, seed = "21", edgeCases = EdgeCasesMode.NONE)
    void read_oneValueReplaced_isSafe(
            @ForAll("specs") JsonNode spec, @ForAll("picks") int pick, @ForAll("values") JsonNode value) {
        List<Slot> slots = slots(spec);
        slots.get(pick % slots.size()).put(value);

        assertSafe(() -> SpecReader.read(spec));
        assertSafe(() -> SpecReader.read(spec.toString()));
    }

    @Property(tries = 300, seed = "22", edgeCases = EdgeCasesMode.NONE)
    void read_oneFieldLeftOut_isSafe(@ForAll("specs") JsonNode spec, @ForAll("picks") int pick) {
        List<Slot> slots = slots(spec);
        slots.get(pick % slots.size()).remove();

        assertSafe(() -> SpecReader.read(spec));
    }

    /** What survives as a reason or an alarm's name is text that can be shown; everywhere else it is refused. */
    @Property(tries = 1_500, seed = "23", edgeCases = EdgeCasesMode.NONE)
    void read_characterPutIntoAText_isSafe(
            @ForAll("specs") JsonNode spec,
            @ForAll("picks") int pick,
            @ForAll("picks") int at,
            @ForAll("poisons") String poison) {
        List<Slot> slots =
                slots(spec).stream().filter(slot -> slot.value().isTextual()).toList();
        Slot slot = slots.get(pick % slots.size());
        String text = slot.value().textValue();
        int here = at % (text.length() + 1);
        slot.put(NODES.textNode(text.substring(0, here) + poison + text.substring(here)));

        assertSafe(() -> SpecReader.read(spec));
    }

    @Property(tries = 500, seed = "24", edgeCases = EdgeCasesMode.NONE)
    void read_secretInAnyField_isNotShown(
            @ForAll("specs") JsonNode spec, @ForAll("picks") int pick, @ForAll("secrets") String secret) {
        List<Slot> slots = slots(spec);
        slots.get(pick % slots.size()).put(NODES.textNode(secret));

        assertSafe(() -> SpecReader.read(spec));
    }

    @Property(tries = 1_000, seed = "25", edgeCases = EdgeCasesMode.NONE)
    void read_lineOfTheFileSpoilt_isSafe(
            @ForAll("files") String file,
            @ForAll("picks") int pick,
            @ForAll("picks") int at,
            @ForAll("spoilers") String spoiler) {
        List<String> lines = new ArrayList<>(file.lines().toList());
        int line = pick % lines.size();
        String old = lines.get(line);
        int here = at % (old.length() + 1);
        lines.set(line, old.substring(0, here) + spoiler + old.substring(here));
        if (at % 3 == 0) {
            lines.add(at % lines.size(), old);
        }

        assertSafe(() -> SpecReader.read(String.join("\n", lines)));
    }

    @Property(tries = 300, seed = "26", edgeCases = EdgeCasesMode.NONE)
    void read_fileInAnotherEncodingOrCutShort_isSafe(
            @ForAll("files") String file, @ForAll("charsets") Charset charset, @ForAll("picks") int cut) {
        byte[] bytes = file.replace("30m", "30m \u00FC").getBytes(charset);

        assertSafe(() -> SpecReader.read(bytes));
        assertSafe(() -> SpecReader.read(Arrays.copyOf(bytes, bytes.length * cut / 10_000)));
    }

    @Property(tries = 1_000, seed = "27", edgeCases = EdgeCasesMode.NONE)
    void read_anyHostname_isSafe(@ForAll("hostnames") String hostname) {
        ObjectNode spec = (ObjectNode) realSpecs().getFirst();
        assertSafe(() -> SpecReader.read(spec.put("hostname", hostname)));
    }

    @Example
    void read_nestedDeeplyUnderOddNames_isOneLineThatSomebodyReads() {
        String file = ("{\"" + "\\u202e".repeat(200) + "\":").repeat(50) + "1" + "}".repeat(50);

        assertThatThrownBy(() -> SpecReader.read(file))
                .isInstanceOf(InvalidSpecException.class)
                .message()
                .hasSizeLessThan(1_000)
                .startsWith("\"\\u202e");
    }

    @Example
    void read_numbersOfThousandsOfDigits_areRefused() {
        for (String number :
                List.of("9".repeat(900), "9".repeat(5_000), "1e" + "9".repeat(50), "-0." + "0".repeat(3_000))) {
            assertThatThrownBy(() -> SpecReader.read(Specs.SMALLEST + "steps: [" + number + ", 100]"))
                    .isInstanceOf(InvalidSpecException.class);
        }
    }

    @Example
    void read_keyOfHerokuWhereAFieldShouldStand_isNotShown() {
        assertThatThrownBy(() -> SpecReader.read(Specs.SMALLEST + "HRKU-0a1b2c: x"))
                .hasMessageStartingWith("***: an unknown field must be one of ");
    }

    @Example
    void read_fieldNameWithALookAlike_showsItsEscape() {
        assertThatThrownBy(() -> SpecReader.read(Specs.SMALLEST + "so\u0430k: P1D"))
                .hasMessageStartingWith("\"so\\u0430k\": an unknown field must be one of ")
                .hasMessageEndingWith("; the nearest is soak");
    }

    @Example
    void read_exemptionOfALookAlikeAlarm_showsItsEscape() {
        assertThatThrownBy(() ->
                        Specs.with("steps: [{weight: 100, exemption: {ignoreAlarms: [api\u20105xx], reason: noise}}]"))
                .hasMessage("steps[0].exemption.ignoreAlarms: \"api\\u20105xx\" must be one of alarms");
    }

    /** Two names that one font cannot tell apart are two alarms: both are watched. */
    @Example
    void read_alarmsThatLookAlike_areBothWatched() {
        assertThat(SpecReader.read(Specs.replacing("alarms", "alarms: [api-5xx, api-5\u0445\u0445]"))
                        .alarms())
                .extracting(WatchedAlarm::name)
                .containsExactly("api-5xx", "api-5\u0445\u0445");
    }

    @Example
    void read_hostnameInLettersOfItsOwn_isConverted() {
        assertThat(hostname("b\u00FCcher.example.com")).isEqualTo("xn--bcher-kva.example.com");
        assertThat(hostname("bu\u0308cher.example.com")).isEqualTo("xn--bcher-kva.example.com");
        assertThat(hostname("XN--BCHER-KVA.Example.COM.")).isEqualTo("xn--bcher-kva.example.com");
        assertThat(hostname("\u043F\u0440\u0438\u043C\u0435\u0440.example.com")).isEqualTo("xn--e1afmkfd.example.com");
        assertThat(hostname("\u672C\u756Aapi.example.com")).startsWith("xn--api-");
    }

    @Example
    void read_hostnameThatMixesLookAlikes_suggestsItsALabel() {
        assertThatThrownBy(() -> hostname("\u0430pi.example.com"))
                .hasMessage("hostname: \"\\u0430pi.example.com\" must be a host name of letters, digits and hyphens,"
                        + " such as api.example.com, with the label written xn--pi-6kc if that is meant: it mixes"
                        + " letters that look alike");
    }

    /** The older of the two standards makes ss of it, which is another name with another owner. */
    @Example
    void read_hostnameReadInTwoWays_isRefused() {
        for (String name : List.of(
                "stra\u00DFe.example.com", "ap\u200Di.example.com", "\uFF41pi.example.com", "a\u00ADpi.example.com")) {
            assertThatThrownBy(() -> hostname(name))
                    .isInstanceOf(InvalidSpecException.class)
                    .hasMessageEndingWith(", or of A-labels (xn--...): some of its letters are read in two ways");
        }
    }

    @Example
    void read_hostnameAtItsLimits_isReadAndBeyondThemRefused() {
        String label = "a".repeat(63);
        String longest = String.join(".", label, label, label, "b".repeat(61));

        assertThat(hostname(longest)).hasSize(253).isEqualTo(longest);
        assertThat(hostname(longest + ".")).isEqualTo(longest);
        for (String name : List.of(
                longest + "b",
                "a" + label + ".com",
                "api..com",
                ".api.com",
                "api.com..",
                "-a.com",
                "a-.com",
                "a_b.com")) {
            assertThatThrownBy(() -> hostname(name)).isInstanceOf(InvalidSpecException.class);
        }
    }

    @Example
    void read_wildcards_areRefused() {
        for (String name : List.of("*.example.com", "\\052.example.com", "api.*.example.com", "*")) {
            assertThatThrownBy(() -> hostname(name)).isInstanceOf(InvalidSpecException.class);
        }
    }

    /** Each of these ended in an IllegalArgumentException when the name servers were asked. */
    @Example
    void read_nameServerThatCannotBeAsked_isRefused() {
        for (String server :
                List.of("ns1.example.com:0", "ns1.example.com:99999", "a..b", ".", "a".repeat(64), "ns1.:")) {
            assertThatThrownBy(() -> Specs.with("dns: {nameServers: ['" + server + "']}"))
                    .hasMessageEndingWith("\" must be host or host:port, such as 127.0.0.1:5353");
        }
    }

    private static String hostname(String written) {
        return SpecReader.read(Specs.replacing("hostname", "hostname: '" + written + "'"))
                .hostname();
    }

    @Provide
    Arbitrary<JsonNode> specs() {
        List<JsonNode> specs = realSpecs();
        return Arbitraries.integers()
                .between(0, specs.size() - 1)
                .map(index -> specs.get(index).deepCopy());
    }

    @Provide
    Arbitrary<String> files() {
        return Arbitraries.of(realFiles());
    }

    @Provide
    Arbitrary<Integer> picks() {
        return Arbitraries.integers().between(0, 9_999);
    }

    @Provide
    Arbitrary<String> poisons() {
        return Arbitraries.oneOf(
                Arbitraries.of(POISONS),
                Arbitraries.integers().between(0x80, 0x2FFFF).map(Character::toString));
    }

    @Provide
    Arbitrary<String> secrets() {
        return Arbitraries.of(SECRETS);
    }

    @Provide
    Arbitrary<String> spoilers() {
        return Arbitraries.oneOf(Arbitraries.of(YAML), poisons(), secrets());
    }

    @Provide
    Arbitrary<Charset> charsets() {
        return Arbitraries.of(
                StandardCharsets.UTF_8,
                StandardCharsets.UTF_16,
                StandardCharsets.UTF_16LE,
                StandardCharsets.ISO_8859_1,
                Charset.forName("UTF-32"));
    }

    @Provide
    Arbitrary<String> hostnames() {
        Arbitrary<String> scraps = Arbitraries.oneOf(
                Arbitraries.of(
                        "api", "xn--", "XN--BCHER-KVA", "-", ".", "..", "*", "_", ".com", "\u00FC", "\u05D0", "1"),
                poisons(),
                Arbitraries.strings().alpha().ofMaxLength(70));
        return scraps.list().ofMaxSize(6).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<JsonNode> values() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                                "",
                                " ",
                                "100",
                                "true",
                                "null",
                                "PT0S",
                                "-PT1S",
                                "P99999D",
                                "PT1M",
                                "P1Y",
                                "api.example.com")
                        .map(NODES::textNode),
                Arbitraries.strings().ofMaxLength(600).map(NODES::textNode),
                Arbitraries.integers().between(-1, 101).map(NODES::numberNode),
                Arbitraries.doubles().map(NODES::numberNode),
                Arbitraries.of(
                                BigInteger.TEN.pow(400),
                                BigInteger.TWO.pow(63),
                                BigInteger.TWO.pow(32).negate())
                        .map(NODES::numberNode),
                Arbitraries.of(true, false).map(NODES::booleanNode),
                Arbitraries.integers().between(0, 40).map(HostileSpecTest::nested),
                Arbitraries.create(NODES::nullNode),
                Arbitraries.create(NODES::objectNode));
    }

    private static JsonNode nested(int depth) {
        JsonNode inner = NODES.textNode(SECRETS.getFirst());
        for (int i = 0; i < depth; i++) {
            inner = i % 2 == 0
                    ? NODES.arrayNode().add(inner)
                    : NODES.objectNode().set("cname", inner);
        }
        return inner;
    }

    private static List<String> realFiles() {
        try (Stream<Path> examples = Files.list(Path.of("../examples"))) {
            return Stream.concat(
                            examples.filter(file -> file.toString().endsWith(".yaml"))
                                    .sorted(),
                            Stream.of(Path.of("../events/shift.json")))
                    .map(HostileSpecTest::text)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> realSpecs() {
        return realFiles().stream()
                .map(file -> SpecReader.tree(file.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** A value within a spec, whatever holds it. */
    private record Slot(JsonNode in, String name, int index) {
        JsonNode value() {
            return in instanceof ArrayNode list ? list.get(index) : in.get(name);
        }

        void put(JsonNode value) {
            if (in instanceof ArrayNode list) {
                list.set(index, value);
            } else {
                ((ObjectNode) in).set(name, value);
            }
        }

        void remove() {
            if (in instanceof ArrayNode list) {
                list.remove(index);
            } else {
                ((ObjectNode) in).remove(name);
            }
        }
    }

    private static List<Slot> slots(JsonNode node) {
        List<Slot> slots = new ArrayList<>();
        collect(node, slots);
        return slots;
    }

    private static void collect(JsonNode node, List<Slot> slots) {
        node.properties().forEach(field -> {
            slots.add(new Slot(node, field.getKey(), 0));
            collect(field.getValue(), slots);
        });
        for (int i = 0; i < (node.isArray() ? node.size() : 0); i++) {
            slots.add(new Slot(node, "", i));
            collect(node.get(i), slots);
        }
    }

    private interface Reading {
        ShiftSpec read();
    }

    private static void assertSafe(Reading reading) {
        try {
            assertInvariants(reading.read());
        } catch (InvalidSpecException e) {
            assertThat(e)
                    .message()
                    .isNotBlank()
                    .hasSizeLessThan(1_000)
                    .contains(": ")
                    .contains("must ")
                    .doesNotContain(SECRET);
            String line = String.valueOf(e.getMessage());
            assertThat(Echo.escape(line)).isEqualTo(line);
        }
    }

    private static void assertInvariants(ShiftSpec spec) {
        assertThat(spec.hostname())
                .hasSizeLessThanOrEqualTo(253)
                .matches("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
        assertThat(spec.steps()).extracting(ShiftSpec.Step::weight).isSorted().doesNotHaveDuplicates();
        assertThat(spec.steps().getLast().weight()).isEqualTo(100);
        assertThat(spec.alarms()).extracting(WatchedAlarm::name).doesNotHaveDuplicates();
        assertThat(spec.alarms().isEmpty()).isEqualTo(spec.noAlarmsReason() != null);
        assertThat(spec.aws()).isNotEqualTo(spec.heroku());
        assertThat(Echo.escape(spec.toString())).isEqualTo(spec.toString());
        JsonNode json = Json.MAPPER.valueToTree(spec);
        assertThat(SpecReader.read(json)).isEqualTo(spec);
    }
}
