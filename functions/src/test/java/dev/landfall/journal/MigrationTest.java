package dev.landfall.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.AMigration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationTest {
    private static final Entry.Event BEGUN = new Entry.RollbackStarted("DEATH", null, "stopped");
    private static final Entry.Event UNVERIFIED = new Entry.Ended(Entry.Outcome.ROLLBACK_UNVERIFIED, "drift");

    private static Entry entry(long epoch, Entry.Event event) {
        return new Entry(Instant.EPOCH, "one", epoch, event);
    }

    private static Optional<Entry.Outcome> outcomeAfter(Entry... later) {
        Entry started = entry(1, new Entry.Started(AMigration.spec(), "arn:of:the:shift"));
        List<Entry> entries =
                Stream.concat(Stream.of(started), Stream.of(later)).toList();
        return Migration.from("one", entries).map(Migration::outcome);
    }

    @Test
    void from_aRollbackWithTheNextEpoch_isUnderWayAgain() {
        assertThat(outcomeAfter(entry(2, BEGUN), entry(2, UNVERIFIED), entry(3, BEGUN)))
                .isEmpty();
    }

    @Test
    void from_aRollbackThatJoinedTheOneThatEnded_staysEnded() {
        assertThat(outcomeAfter(entry(2, BEGUN), entry(2, UNVERIFIED), entry(2, BEGUN)))
                .contains(Entry.Outcome.ROLLBACK_UNVERIFIED);
    }
}
