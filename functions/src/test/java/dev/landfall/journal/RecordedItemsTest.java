package dev.landfall.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.HostedZone;
import dev.landfall.records.InMemoryRouter;
import dev.landfall.records.RecordSet;
import dev.landfall.traffic.RecordWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The items of {@code journal/items.jsonl}, as the table holds them, one a line. They stand for what running migrations
 * have written before an upgrade, so no line is ever changed or written anew by today's code: a field that they have not
 * must be optional. A new kind of event gets lines of its own.
 */
class RecordedItemsTest {
    private static final String FILE = "/journal/items.jsonl";

    private final StoredItems items = new StoredItems();
    private final DynamoDbJournal journal = new DynamoDbJournal(items.table(), InstantSource.system());
    private final DynamoDbLocks locks = new DynamoDbLocks(items.table(), InstantSource.system());

    /** Each migration that found its records, as it was after each of its entries. */
    static Stream<Arguments> migrationsAfterEachEntry() {
        return Stream.of("api-2026", "shop-2026")
                .flatMap(
                        migration -> IntStream.rangeClosed(2, entries(migration).size())
                                .mapToObj(entry -> Arguments.of(migration, entry)));
    }

    @ParameterizedTest(name = "{0} after entry {1}")
    @MethodSource("migrationsAfterEachEntry")
    void restore_ofAMigrationThatAnOlderVersionBegan_bringsBackWhatItFound(String name, int count) {
        recorded("lock").forEach(items::put);
        entries(name).stream().limit(count).forEach(items::put);
        Migration migration = journal.migration(name);
        ShiftSpec spec = migration.spec();
        InMemoryRouter router = new InMemoryRouter()
                .with(
                        new HostedZone(spec.hostedZoneId(), "example.com", List.of("ns-1.awsdns-01.org")),
                        migration.lastIntended().toArray(RecordSet[]::new));

        Fence fence = locks.rollBack(spec.hostname(), name, "arn:rollback").fence();
        new RecordWriter(router, journal).restore(fence);

        assertThat(RecordSet.same(
                        router.read(spec.hostedZoneId(), spec.hostname()),
                        journal.migration(name).requireSnapshot()))
                .isTrue();
    }

    @Test
    void read_ofAMigrationThatAnOlderVersionRefused_knowsItsOutcome() {
        entries("late-2026").forEach(items::put);

        assertThat(journal.migration("late-2026").outcome()).isEqualTo(Entry.Outcome.REFUSED);
    }

    /** Fails when a kind is new: record one as the table holds it, and leave the other lines as they are. */
    @Test
    void event_ofEachKind_isRecorded() {
        Set<Class<?>> kinds = new HashSet<>(Arrays.asList(Entry.Event.class.getPermittedSubclasses()));
        kinds.remove(Entry.Unknown.class);
        Set<Class<?>> recorded = new HashSet<>();
        for (String migration : List.of("api-2026", "shop-2026", "late-2026")) {
            entries(migration).forEach(items::put);
            journal.read(migration).forEach(entry -> recorded.add(entry.event().getClass()));
        }

        assertThat(recorded).isEqualTo(kinds);
    }

    private static List<Map<String, AttributeValue>> entries(String migration) {
        return recorded(DynamoDbJournal.partition(migration));
    }

    private static List<Map<String, AttributeValue>> recorded(String partition) {
        return lines().map(RecordedItemsTest::item)
                .filter(item ->
                        partition.equals(Objects.requireNonNull(item.get("pk")).s()))
                .toList();
    }

    private static Stream<String> lines() {
        try (InputStream file = Objects.requireNonNull(RecordedItemsTest.class.getResourceAsStream(FILE))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, AttributeValue> item(String line) {
        try {
            Map<String, AttributeValue> item = new HashMap<>();
            for (Map.Entry<String, JsonNode> attribute :
                    new ObjectMapper().readTree(line).properties()) {
                item.put(attribute.getKey(), value(attribute.getValue()));
            }
            return item;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AttributeValue value(JsonNode typed) {
        return typed.has("S")
                ? AttributeValue.fromS(typed.path("S").asText())
                : AttributeValue.fromN(typed.path("N").asText());
    }
}
