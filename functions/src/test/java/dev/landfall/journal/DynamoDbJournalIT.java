package dev.landfall.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.lambda.AwsEmulator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        // The clocks of two functions need not agree: an order by time would be the wrong one.
        journal = new DynamoDbJournal(table, new BackwardClock());
    }

    @Override
    protected Journal journal() {
        return journal;
    }

    @Override
    protected Locks locks() {
        return EmulatedTable.locks(table);
    }

    private static final class BackwardClock implements InstantSource {
        private Instant next = Instant.parse("2026-03-01T12:00:00Z");

        @Override
        public Instant instant() {
            next = next.minusSeconds(60);
            return next;
        }
    }

    @Test
    void note_byTwoAtOnce_losesNothing() throws Exception {
        try (ExecutorService writers = Executors.newFixedThreadPool(2)) {
            List<Future<?>> notes = IntStream.range(0, 20)
                    .<Future<?>>mapToObj(
                            i -> writers.submit(() -> journal.note("busy", new Entry.LeftBehind("note " + i))))
                    .toList();
            for (Future<?> note : notes) {
                note.get();
            }
        }

        assertThat(journal.read("busy"))
                .extracting(Entry::event)
                .doesNotHaveDuplicates()
                .hasSize(20);
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
