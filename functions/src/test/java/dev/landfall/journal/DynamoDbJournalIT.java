package dev.landfall.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.lambda.AwsEmulator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(AwsEmulator.class)
class DynamoDbJournalIT extends JournalContract {
    private DynamoDbTable table;
    private Journal journal;

    @BeforeEach
    void createTable(AwsEmulator aws) {
        table = EmulatedTable.create(aws);
        // A clock that stands still is the hardest case for the order of entries.
        journal = new DynamoDbJournal(table, InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z")));
    }

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected Locks locks() {
        return EmulatedTable.locks(table);
    }

    @Test
    void read_moreThanOnePage_givesAll() {
        // A page ends at 1 MB.
        String long50Kilobytes = "x".repeat(50_000);
        List<Entry.Event> events = IntStream.range(0, 25)
                .<Entry.Event>mapToObj(i -> new Entry.Ready(List.of(i + long50Kilobytes)))
                .toList();

        events.forEach(event -> journal.note("big", event));

        assertThat(journal.read("big")).extracting(Entry::event).containsExactlyElementsOf(events);
    }
}
