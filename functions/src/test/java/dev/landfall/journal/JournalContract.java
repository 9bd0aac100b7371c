package dev.landfall.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.records.RecordSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Journal} keeps, together with the {@link Locks} that fence it. */
public abstract class JournalContract {
    /** Names that no other test uses, since nothing is ever removed. */
    private final String hostname = UUID.randomUUID() + ".example.com";

    private final String migration = "shop-" + UUID.randomUUID();

    protected abstract Journal journal();

    protected abstract Locks locks();

    @Test
    void read_unknownMigration_isEmpty() {
        assertThat(journal().read(migration)).isEmpty();
    }

    @Test
    void append_byTheHolder_isReadBack() {
        Fence fence = locks().take(hostname, migration, "shift").fence();
        Entry.Event snapshot = new Entry.Snapshotted(
                List.of(new RecordSet(hostname + ".", "CNAME", 300L, List.of("shop.herokudns.com"), null, null, null)));

        journal().append(fence, snapshot);

        assertThat(journal().read(migration)).singleElement().satisfies(entry -> {
            assertThat(entry.event()).isEqualTo(snapshot);
            assertThat(entry.migration()).isEqualTo(migration);
            assertThat(entry.epoch()).isEqualTo(fence.epoch());
        });
    }

    @Test
    void append_whileRollingBack_isReadBack() {
        locks().take(hostname, migration, "shift");
        Fence fence = locks().rollBack(hostname, migration, "rollback").fence();

        journal().append(fence, ready("rolling back"));

        assertThat(journal().read(migration)).extracting(Entry::event).containsExactly(ready("rolling back"));
    }

    @Test
    void append_staleEpoch_isFencedAndWritesNothing() {
        Fence stale = locks().take(hostname, migration, "shift").fence();
        locks().rollBack(hostname, migration, "rollback");

        assertThatThrownBy(() -> journal().append(stale, ready("too late"))).isInstanceOf(FencedException.class);
        assertThat(journal().read(migration)).isEmpty();
    }

    @Test
    void append_afterRelease_isFenced() {
        Fence fence = locks().take(hostname, migration, "shift").fence();
        locks().release(fence, Lock.Phase.FREE);

        assertThatThrownBy(() -> journal().append(fence, ready("too late"))).isInstanceOf(FencedException.class);
    }

    @Test
    void append_neverTaken_isFenced() {
        Fence fence = new Fence(hostname, migration, 1);

        assertThatThrownBy(() -> journal().append(fence, ready("no lock"))).isInstanceOf(FencedException.class);
    }

    @Test
    void note_withoutLock_isReadBackWithEpochZero() {
        Entry.Event woken = new Entry.Woken(Entry.Waker.APPROVAL, "ada", null, true);

        journal().note(migration, woken);

        assertThat(journal().read(migration)).singleElement().satisfies(entry -> {
            assertThat(entry.event()).isEqualTo(woken);
            assertThat(entry.epoch()).isZero();
        });
    }

    @Test
    void read_many_keepsTheOrderOfArrival() {
        List<Entry.Event> events = IntStream.range(0, 30)
                .<Entry.Event>mapToObj(i -> ready("number " + i))
                .toList();

        events.forEach(event -> journal().note(migration, event));

        assertThat(journal().read(migration)).extracting(Entry::event).containsExactlyElementsOf(events);
    }

    @Test
    void read_ofOneMigration_leavesOutAnother() {
        journal().note(migration, ready("this"));
        journal().note(migration + "-2", ready("another"));

        assertThat(journal().read(migration)).extracting(Entry::event).containsExactly(ready("this"));
    }

    private static Entry.Event ready(String evidence) {
        return new Entry.Ready(List.of(evidence));
    }
}
