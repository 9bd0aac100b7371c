package dev.landfall.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.lambda.Environment;
import dev.landfall.lambda.Json;
import dev.landfall.lambda.UnavailableException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * The journal as items {@code migration#<name>} / {@code entry#<number>}. A writer takes the number after the last and
 * creates its item only if nobody has taken it meanwhile, so the order of keys is that of arrival whatever the clocks of
 * the functions say: a rollback must know which records were meant last.
 */
public final class DynamoDbJournal implements Journal {
    private static final String ENTRY = "entry#";

    /** With leading zeros, so that the order of texts is that of numbers. */
    private static final String NUMBERED = ENTRY + "%08d";

    /** Of the item's form; a reader that meets a higher one knows that it is older than the writer. */
    private static final long VERSION = 1;

    /** A few functions may write of one migration at the same time: an alarm, an approval, the sweeper. */
    private static final int ATTEMPTS = 10;

    private final DynamoDbTable table;
    private final InstantSource clock;

    public DynamoDbJournal(DynamoDbTable table, InstantSource clock) {
        this.table = table;
        this.clock = clock;
    }

    public static DynamoDbJournal fromEnvironment() {
        return new DynamoDbJournal(DynamoDbTable.fromEnvironment(), Environment.clock());
    }

    @Override
    public void append(Fence fence, Entry.Event event) {
        Entry entry = new Entry(clock.instant(), fence.migration(), fence.epoch(), event);
        write(entry, item -> table.createFenced(fence, item));
    }

    @Override
    public void note(String migration, Entry.Event event) {
        write(new Entry(clock.instant(), migration, 0, event), table::create);
    }

    private void write(Entry entry, Predicate<DynamoDbItem> create) {
        String id = UUID.randomUUID().toString();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            DynamoDbItem item = item(entry, nextNumber(entry.migration()), id);
            if (create.test(item) || isThere(item, id)) {
                return;
            }
        }
        throw new UnavailableException("DynamoDB", "the journal of migration " + entry.migration() + " is contended");
    }

    private long nextNumber(String migration) {
        return table.findLast(partition(migration), ENTRY)
                        .map(DynamoDbJournal::number)
                        .orElse(0L)
                + 1;
    }

    private static long number(DynamoDbItem item) {
        try {
            return Long.parseLong(item.text("sk").substring(ENTRY.length()));
        } catch (NumberFormatException e) {
            throw new UnreadableItemException(item.describe() + " is no numbered entry");
        }
    }

    /** A create that was refused may have been repeated by the client, after one that arrived and whose answer was lost. */
    private boolean isThere(DynamoDbItem item, String id) {
        return table.find(DynamoDbItem.of(item.text("pk"), item.text("sk")))
                .filter(found -> found.has("id") && found.text("id").equals(id))
                .isPresent();
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

    private static DynamoDbItem item(Entry entry, long number, String id) {
        return DynamoDbItem.of(partition(entry.migration()), String.format(Locale.ROOT, NUMBERED, number))
                .with("id", id)
                .with("at", entry.at())
                .with("epoch", entry.epoch())
                .with("event", json(entry.event()))
                .with("version", VERSION);
    }

    private static Entry entry(String migration, DynamoDbItem item) {
        if (item.has("version") && item.number("version") > VERSION) {
            throw new UnreadableItemException(item.describe() + " was written by a newer version of Landfall");
        }
        try {
            return new Entry(item.instant("at"), migration, item.number("epoch"), event(item.text("event")));
        } catch (JsonProcessingException e) {
            // Jackson's own message quotes the content.
            throw new UnreadableItemException(item.describe() + " holds no event that this version can read");
        }
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
     * that went missing without a word would make a rollback believe that nothing was ever written. So is an event
     * without a kind, which no version wrote.
     */
    static Entry.Event event(String json) throws JsonProcessingException {
        JsonNode event = Json.MAPPER.readTree(json);
        if (!event.path("kind").isTextual()) {
            throw new JsonMappingException(null, "an event has a kind");
        }
        return Json.MAPPER.treeToValue(event, Entry.Event.class);
    }
}
