package dev.landfall.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.AMigration;
import dev.landfall.plan.ShiftSpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.BeforeTry;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items as older and newer versions wrote them, and as nobody did. A journal is read whole or not at all: an entry that
 * went missing without a word would make a rollback believe that nothing was ever written.
 */
class HostileTableTest {
    private static final String NAME = AMigration.NAME;

    private final StoredItems items = new StoredItems();
    private final DynamoDbJournal journal = new DynamoDbJournal(items.table(), InstantSource.system());
    private final DynamoDbLocks locks = new DynamoDbLocks(items.table(), InstantSource.system());

    @BeforeTry
    void emptyTable() {
        items.clear();
    }

    private static List<Entry.Event> events() {
        return List.of(
                new Entry.Started(AMigration.spec(), AMigration.EXECUTION),
                new Entry.Snapshotted(List.of(AMigration.FOUND)),
                new Entry.Ready(List.of("alarm api-5xx is OK")),
                new Entry.Intended(Entry.Purpose.SET_WEIGHT, 10, AMigration.weights(10)),
                new Entry.Written(Entry.Purpose.SET_WEIGHT, "C1"),
                new Entry.Verified(Entry.Purpose.SET_WEIGHT, "aws 100 of 1000"),
                new Entry.Judged(10, "PASS", "ADVANCE", List.of("well")),
                new Entry.Woken(Entry.Waker.ABORT, "ada", null, true),
                new Entry.RollbackStarted("OPERATOR", "ada", "errors"),
                new Entry.LeftBehind("an alarm"),
                new Entry.Ended(Entry.Outcome.ROLLED_BACK, "errors"),
                new Entry.Unknown());
    }

    private void writeJournal() {
        events().stream()
                .filter(event -> !(event instanceof Entry.Unknown))
                .forEach(event -> journal.note(NAME, event));
    }

    /** Puts an attribute in place of one, or takes it away. */
    private interface Spoil {
        Optional<AttributeValue> of(AttributeValue value);
    }

    @Property(tries = 2_000, seed = "31", edgeCases = EdgeCasesMode.NONE)
    void read_oneAttributeSpoilt_isReadWholeOrRefused(
            @ForAll("picks") int pick, @ForAll("attributes") String attribute, @ForAll("spoils") Spoil spoil) {
        writeJournal();
        List<Entry> before = journal.read(NAME);
        spoil(pick % before.size(), attribute, spoil);
        try {
            List<Entry> entries = journal.read(NAME);
            assertThat(entries).hasSameSizeAs(before);
            assertThat(entries).extracting(Entry::event).doesNotContain(new Entry.Unknown());
            Migration migration = Migration.from(NAME, entries).orElseThrow();
            assertThat(migration.requireSnapshot()).isNotEmpty();
            assertThat(migration.hasWritten()).isTrue();
        } catch (UnreadableItemException e) {
            assertThat(e)
                    .message()
                    .startsWith("item migration#api-2026 / entry#")
                    .doesNotContain("\n", "herokudns");
        }
    }

    private void spoil(int index, String attribute, Spoil spoil) {
        Map<String, AttributeValue> item = new HashMap<>(items.all().get(index));
        AttributeValue old = item.remove(attribute);
        if (old != null) {
            spoil.of(old).ifPresent(value -> item.put(attribute, value));
        }
        items.put(item);
    }

    @Property(tries = 1_000, seed = "32", edgeCases = EdgeCasesMode.NONE)
    void from_anyEventsInAnyOrder_foldsThemAll(@ForAll("sequences") List<Entry.Event> sequence) {
        List<Entry> entries = sequence.stream()
                .map(event -> new Entry(Instant.EPOCH, NAME, 1, event))
                .toList();
        Optional<Migration> migration = Migration.from(NAME, entries);

        assertThat(migration.isPresent()).isEqualTo(sequence.stream().anyMatch(Entry.Started.class::isInstance));
        migration.ifPresent(known -> {
            assertThat(known.awsWeight()).isBetween(0, 100);
            assertThat(known.knows(List.of())).isFalse();
            List<Entry.Event> since = sequence.subList(sequence.indexOf(events().getFirst()), sequence.size());
            assertThat(known.hasWritten()).isEqualTo(since.stream().anyMatch(Entry.Intended.class::isInstance));
            assertThat(known.snapshot() != null)
                    .isEqualTo(since.stream().anyMatch(Entry.Snapshotted.class::isInstance));
        });
    }

    @Example
    void read_kindOfANewerVersion_isPassedOver() {
        assertThat(read("{\"kind\":\"teleported\",\"to\":[[]]}")).isEqualTo(new Entry.Unknown());
    }

    @Example
    void read_fieldsOfANewerVersion_arePassedOver() {
        assertThat(read("{\"kind\":\"written\",\"purpose\":\"RESTORE\",\"changeId\":\"C1\",\"region\":{\"a\":1}}"))
                .isEqualTo(new Entry.Written(Entry.Purpose.RESTORE, "C1"));
    }

    /** Each of these was read as null, as nothing at all, or as an event with holes in it. */
    @Example
    void read_whatNoVersionWrote_isRefused() {
        for (String json : List.of(
                "null",
                "",
                "{}",
                "[]",
                "\"snapshotted\"",
                "{\"kind\":null}",
                "{\"kind\":7}",
                "{\"records\":[]}",
                "{\"kind\":\"snapshotted\"",
                "{\"kind\":\"snapshotted\"}",
                "{\"kind\":\"snapshotted\",\"records\":[]}",
                "{\"kind\":\"snapshotted\",\"records\":[null]}",
                "{\"kind\":\"snapshotted\",\"records\":[{\"name\":\"a\",\"type\":\"A\",\"values\":[]}]}",
                "{\"kind\":\"intended\",\"records\":[]}",
                "{\"kind\":\"intended\",\"purpose\":\"CONQUER\",\"records\":[]}",
                "{\"kind\":\"intended\",\"purpose\":2,\"records\":[]}",
                "{\"kind\":\"ended\",\"reason\":\"done\"}",
                "{\"kind\":\"ended\",\"outcome\":\"ABANDONED\",\"reason\":\"done\"}",
                "{\"kind\":\"started\",\"spec\":null,\"execution\":\"e\"}",
                "{\"kind\":\"started\",\"spec\":{},\"execution\":\"e\"}",
                "[".repeat(5_000))) {
            assertThatThrownBy(() -> read(json)).as(json).isInstanceOf(UnreadableItemException.class);
        }
    }

    private Entry.Event read(String json) {
        journal.note(NAME, new Entry.LeftBehind("to be spoilt"));
        spoil(0, "event", value -> Optional.of(AttributeValue.fromS(json)));
        return journal.read(NAME).getFirst().event();
    }

    @Example
    void read_formOfANewerVersion_isRefusedByName() {
        writeJournal();
        spoil(1, "version", value -> Optional.of(AttributeValue.fromN("2")));

        assertThatThrownBy(() -> journal.read(NAME))
                .hasMessage(
                        "item migration#api-2026 / entry#00000002 of Landfall's table was written by a newer version"
                                + " of Landfall");
    }

    @Example
    void read_itemOfBeforeVersionsAndIds_isRead() {
        writeJournal();
        spoil(0, "version", value -> Optional.empty());
        spoil(0, "id", value -> Optional.empty());

        assertThat(journal.read(NAME)).hasSize(events().size() - 1);
    }

    @Example
    void note_afterAnEntryWithoutANumber_isRefused() {
        items.put(DynamoDbItem.of(DynamoDbJournal.partition(NAME), "entry#last").attributes());

        assertThatThrownBy(() -> journal.note(NAME, new Entry.LeftBehind("x")))
                .isInstanceOf(UnreadableItemException.class)
                .hasMessageEndingWith("is no numbered entry");
    }

    @Property(tries = 500, seed = "33", edgeCases = EdgeCasesMode.NONE)
    void find_lockWithOneAttributeSpoilt_isReadOrRefused(
            @ForAll("lockAttributes") String attribute, @ForAll("spoils") Spoil spoil) {
        Lock taken = locks.take("api.example.com", NAME, "arn:holder");
        spoil(0, attribute, spoil);
        try {
            Lock found = locks.find("api.example.com").orElseThrow();
            assertThat(found.phase()).isEqualTo(taken.phase());
            assertThat(List.of(found.migration(), found.holder(), found.since()))
                    .doesNotContainNull();
        } catch (UnreadableItemException e) {
            assertThat(e).hasMessage("item lock / api.example.com of Landfall's table has no readable " + attribute);
            assertThatThrownBy(() -> locks.take("api.example.com", "another", "arn:another"))
                    .isInstanceOf(UnreadableItemException.class);
        }
    }

    @Provide
    Arbitrary<Integer> picks() {
        return Arbitraries.integers().between(0, 999);
    }

    @Provide
    Arbitrary<String> attributes() {
        return Arbitraries.of("at", "epoch", "event", "event", "event", "version", "id");
    }

    @Provide
    Arbitrary<String> lockAttributes() {
        return Arbitraries.of("migration", "epoch", "phase", "holder", "since");
    }

    @Provide
    Arbitrary<Spoil> spoils() {
        Arbitrary<Spoil> gone = Arbitraries.create(() -> value -> Optional.empty());
        Arbitrary<Spoil> retyped = Arbitraries.of(
                        AttributeValue.fromBool(true),
                        AttributeValue.fromNul(true),
                        AttributeValue.fromN("1"),
                        AttributeValue.fromN("1e400"),
                        AttributeValue.fromN("0.5"),
                        AttributeValue.fromS(""),
                        AttributeValue.fromS("2026-13-01T00:00:00Z"),
                        AttributeValue.fromS("\u202E"),
                        AttributeValue.fromL(List.of()))
                .map(value -> old -> Optional.of(value));
        Arbitrary<Spoil> cut = Arbitraries.integers()
                .between(0, 99)
                .map(percent -> old -> Optional.of(
                        old.s() == null
                                ? old
                                : AttributeValue.fromS(
                                        old.s().substring(0, old.s().length() * percent / 100))));
        Arbitrary<Spoil> oneCharacter = Combinators.combine(
                        Arbitraries.integers().between(0, 9_999),
                        Arbitraries.of('"', '{', '}', ':', ',', 'x', '0', '\0'))
                .as((at, character) -> old -> Optional.of(old.s() == null ? old : replaced(old.s(), at, character)));
        return Arbitraries.oneOf(gone, retyped, cut, oneCharacter);
    }

    /** Values may change unseen; names of kinds are spared, since another kind is one of a newer version. */
    private static AttributeValue replaced(String text, int at, char character) {
        int first = text.startsWith("{\"kind\"") ? text.indexOf(',') : 0;
        if (text.isEmpty() || first < 0) {
            return AttributeValue.fromS("");
        }
        int here = first + at % (text.length() - first);
        return AttributeValue.fromS(text.substring(0, here) + character + text.substring(here + 1));
    }

    @Provide
    Arbitrary<List<Entry.Event>> sequences() {
        return Arbitraries.of(IntStream.range(0, events().size()).boxed().toList())
                .map(index -> events().get(index))
                .list()
                .ofMaxSize(12);
    }

    @Example
    void spec_withoutSteps_isNoSpec() {
        ShiftSpec spec = AMigration.spec();

        assertThatThrownBy(() -> new ShiftSpec(
                        spec.hostname(),
                        spec.hostedZoneId(),
                        spec.heroku(),
                        spec.aws(),
                        spec.alarms(),
                        null,
                        List.of(),
                        spec.ttl(),
                        spec.probe(),
                        spec.health(),
                        spec.dns(),
                        null,
                        spec.soak(),
                        false,
                        null))
                .hasMessage("a shift has at least one step");
    }
}
