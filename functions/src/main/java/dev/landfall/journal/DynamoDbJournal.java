package dev.landfall.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.lambda.Environment;
import dev.landfall.lambda.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The journal as items {@code migration#<name>} / {@code entry#<instant>#<random>}. The instant has a fixed width, so
 * that the order of keys is the order of time; the random end makes each entry's key its own.
 */
public final class DynamoDbJournal implements Journal {
    private static final String ENTRY = "entry#";
    private static final DateTimeFormatter FIXED_WIDTH =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);
    /** Of the item's form; a reader that meets a higher one knows that it is older than the writer. */
    private static final long VERSION = 1;

    private final DynamoDbTable table;
    private final InstantSource clock;
    private final AtomicReference<Instant> last = new AtomicReference<>(Instant.MIN);

    public DynamoDbJournal(DynamoDbTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    public static DynamoDbJournal fromEnvironment() {
        return new DynamoDbJournal(DynamoDbTable.fromEnvironment(), Environment.clock());
    }

    @Override
    public void append(Fence fence, Entry.Event event) {
        table.putFenced(fence, item(new Entry(now(), fence.migration(), fence.epoch(), event)));
    }

    @Override
    public void note(String migration, Entry.Event event) {
        // If the key exists, then by this very call, whose first answer was lost: the key is random.
        table.create(item(new Entry(now(), migration, 0, event)));
    }

    @Override
    public List<Entry> read(String migration) {
        return table.findAll(partition(migration)).stream()
                .filter(item -> item.text("sk").startsWith(ENTRY))
                .map(item -> entry(migration, item))
                .toList();
    }

    /** Also the partition of what else belongs to the migration. */
    public static String partition(String migration) {
        return "migration#" + migration;
    }

    /** Later than every instant before it in this process, so that entries of one clock tick keep their order. */
    private Instant now() {
        return last.accumulateAndGet(clock.instant(), (before, now) -> now.isAfter(before) ? now : before.plusNanos(1));
    }

    private static DynamoDbItem item(Entry entry) {
        String at = FIXED_WIDTH.format(entry.at());
        return DynamoDbItem.of(partition(entry.migration()), ENTRY + at + "#" + UUID.randomUUID())
                .with("at", at)
                .with("epoch", entry.epoch())
                .with("event", json(entry.event()))
                .with("version", VERSION);
    }

    private static Entry entry(String migration, DynamoDbItem item) {
        return new Entry(item.instant("at"), migration, item.number("epoch"), event(item.text("event")));
    }

    private static String json(Entry.Event event) {
        try {
            return Json.MAPPER.writerFor(Entry.Event.class).writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no JSON for " + event.getClass().getSimpleName(), e);
        }
    }

    /**
     * Unknown kinds read as {@link Entry.Unknown}. A known kind with content that cannot be read is an error: a snapshot
     * that went missing without a word would make a rollback believe that nothing was ever written.
     */
    static Entry.Event event(String json) {
        try {
            return Json.MAPPER.readValue(json, Entry.Event.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a journal entry cannot be read: " + e.getOriginalMessage(), e);
        }
    }
}
