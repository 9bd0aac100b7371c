package dev.landfall.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.journal.Entry;
import dev.landfall.journal.Entry.Ended;
import dev.landfall.journal.Entry.Outcome;
import dev.landfall.journal.Entry.Started;
import dev.landfall.journal.Fence;
import dev.landfall.journal.InMemoryJournal;
import dev.landfall.journal.InMemoryLocks;
import dev.landfall.journal.Lock;
import dev.landfall.journal.LockHeldException;
import dev.landfall.journal.Locks;
import dev.landfall.lambda.UnavailableException;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.Specs;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final InstantSource TIME = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    private final ShiftSpec spec = Specs.with("");
    private final InMemoryLocks locks = new InMemoryLocks(TIME);
    private final InMemoryJournal journal = new InMemoryJournal(locks, TIME);
    private final Admission admission = new Admission(journal, locks);

    @Test
    void admit_freeHostname_journalsTheSpecAndTakesTheLock() {
        Fence fence = admission.admit("one", "arn:one", spec);

        assertThat(fence).isEqualTo(new Fence("api.example.com", "one", 1));
        assertThat(journal.events("one")).containsExactly(new Started(spec, "arn:one"));
    }

    @Test
    void admit_repeatedAfterALostAnswer_givesTheSameFenceAndOneEntry() {
        Fence first = admission.admit("one", "arn:one", spec);
        Fence second = admission.admit("one", "arn:one", spec);

        assertThat(second).isEqualTo(first);
        assertThat(journal.events("one")).containsExactly(new Started(spec, "arn:one"));
    }

    @Test
    void admit_lockThatDoesNotAnswer_hasJournalledTheSpecBefore() {
        Admission unlucky = new Admission(journal, new SilentLocks());

        assertThatThrownBy(() -> unlucky.admit("one", "arn:one", spec)).isInstanceOf(UnavailableException.class);
        assertThat(journal.events("one")).containsExactly(new Started(spec, "arn:one"));
    }

    @Test
    void admit_hostnameHeldByAnother_journalsTheRefusal() {
        admission.admit("one", "arn:one", spec);

        assertThatThrownBy(() -> admission.admit("two", "arn:two", spec))
                .isInstanceOf(LockHeldException.class)
                .hasMessageContaining("migration one");
        assertThat(journal.events("two"))
                .hasSize(2)
                .last()
                .isInstanceOfSatisfying(
                        Ended.class, ended -> assertThat(ended.outcome()).isEqualTo(Outcome.REFUSED));
        assertThat(locks.find("api.example.com")).map(Lock::migration).contains("one");
    }

    @Test
    void admit_refusedBefore_staysRefusedThoughTheLockIsFree() {
        Fence other = admission.admit("one", "arn:one", spec);
        assertThatThrownBy(() -> admission.admit("two", "arn:two", spec)).isInstanceOf(LockHeldException.class);
        locks.release(other, Lock.Phase.FREE);
        List<Entry.Event> before = journal.events("two");

        assertThatThrownBy(() -> admission.admit("two", "arn:two", spec))
                .isInstanceOf(LockHeldException.class)
                .hasMessage("migration two has ended before, as REFUSED; start a new execution under another name");
        assertThat(journal.events("two")).isEqualTo(before);
        assertThat(locks.held()).isEmpty();
    }

    @Test
    void admit_whileItsOwnRollbackHoldsTheLock_writesNoEnd() {
        admission.admit("one", "arn:one", spec);
        locks.rollBack("api.example.com", "one", "arn:rollback");

        assertThatThrownBy(() -> admission.admit("one", "arn:one", spec)).isInstanceOf(LockHeldException.class);
        assertThat(journal.events("one")).containsExactly(new Started(spec, "arn:one"));
    }

    private static final class SilentLocks implements Locks {
        private static UnavailableException silence() {
            return new UnavailableException("DynamoDB", "read timed out");
        }

        @Override
        public Optional<Lock> find(String hostname) {
            throw silence();
        }

        @Override
        public List<Lock> held() {
            throw silence();
        }

        @Override
        public Lock take(String hostname, String migration, String holder) {
            throw silence();
        }

        @Override
        public Lock rollBack(String hostname, String migration, String holder) {
            throw silence();
        }

        @Override
        public void release(Fence fence, Lock.Phase phase) {
            throw silence();
        }
    }
}
