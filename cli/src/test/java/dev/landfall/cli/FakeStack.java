package dev.landfall.cli;

import dev.landfall.cli.deployed.Deployment;
import dev.landfall.cli.deployed.Gates;
import dev.landfall.cli.deployed.Machines;
import dev.landfall.gate.Gatekeeper;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Lock;
import dev.landfall.journal.Locks;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.SpecReader;
import dev.landfall.rollback.RollbackDesk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A deployed stack in memory. It does nothing by itself: a test queues what happens between two looks. */
final class FakeStack {
    static final String HOSTNAME = "api.example.com";
    static final String MIGRATION = "api-1";
    static final String SHIFT_ARN = "arn:aws:states:eu-west-1:123456789012:execution:shift:" + MIGRATION;
    static final String ROLLBACK_ARN = "arn:aws:states:eu-west-1:123456789012:execution:rollback:back";
    static final String SPEC = """
            hostname: api.example.com
            hostedZoneId: Z0123456789ABCDEFGHIJ
            heroku: {cname: shallow-pond-1234.herokudns.com}
            aws: {cname: api-1234.eu-west-1.elb.amazonaws.com}
            alarms: [api-5xx]
            """;

    final List<String> asked = new ArrayList<>();
    final Map<String, Lock> locks = new HashMap<>();
    final List<Entry> journal = new ArrayList<>();
    final Deque<Runnable> later = new ArrayDeque<>();
    Gatekeeper.Answer answer = new Gatekeeper.Answer(Gatekeeper.Status.TAKEN, "the gate at 25 % is open");
    Machines.Execution shift = execution(SHIFT_ARN, Machines.Status.RUNNING, null, null);
    Machines.Execution rollback = execution(ROLLBACK_ARN, Machines.Status.RUNNING, null, null);
    boolean closed;

    Deployment deployment() {
        return new Deployment(
                new FakeMachines(),
                new FakeGates(),
                () -> "arn:aws:iam::1:user/ann",
                new ReadLocks(),
                new ReadJournal(),
                () -> closed = true);
    }

    static Machines.Execution execution(
            String arn, Machines.Status status, @Nullable String output, @Nullable String error) {
        String cause = error == null ? null : "because of a test";
        return new Machines.Execution(arn, status, SampleRuns.START, output, error, cause);
    }

    FakeStack shifting() {
        locks.put(HOSTNAME, new Lock(HOSTNAME, MIGRATION, 3, Lock.Phase.SHIFTING, SHIFT_ARN, SampleRuns.START));
        return writes(new Entry.Started(SpecReader.read(SPEC), SHIFT_ARN))
                .writes(new Entry.Intended(Entry.Purpose.SET_WEIGHT, 25, List.of()));
    }

    FakeStack parked(ShiftSpec.Gate gate) {
        return writes(
                new Entry.Parked(25, gate, SampleRuns.START.plusSeconds(1800), SampleRuns.START.plusSeconds(86_400)));
    }

    FakeStack writes(Entry.Event event) {
        journal.add(new Entry(SampleRuns.START.plusSeconds(journal.size()), MIGRATION, 3, event));
        return this;
    }

    FakeStack ended(Entry.Outcome outcome) {
        locks.put(HOSTNAME, new Lock(HOSTNAME, MIGRATION, 3, Lock.Phase.after(outcome), SHIFT_ARN, SampleRuns.START));
        return writes(new Entry.Ended(outcome, "because of a test"));
    }

    private final class FakeMachines implements Machines {
        @Override
        public Execution startShift(String name, String spec) {
            asked.add("shift " + name + " " + spec);
            return shift;
        }

        @Override
        public Execution startRollback(String name, RollbackDesk.Request request) {
            asked.add("rollback " + name + " " + request);
            return rollback;
        }

        /** Each look lets one queued thing happen first. */
        @Override
        public Execution describe(String arn) {
            Optional.ofNullable(later.poll()).ifPresent(Runnable::run);
            return arn.equals(ROLLBACK_ARN) ? rollback : shift;
        }
    }

    private final class FakeGates implements Gates {
        @Override
        public Gatekeeper.Answer approve(Gatekeeper.Request request) {
            asked.add("approve " + request);
            return answer;
        }

        @Override
        public Gatekeeper.Answer abort(Gatekeeper.Request request) {
            asked.add("abort " + request);
            return answer;
        }
    }

    private final class ReadLocks implements Locks {
        @Override
        public Optional<Lock> find(String hostname) {
            return Optional.ofNullable(locks.get(hostname));
        }

        @Override
        public List<Lock> held() {
            return locks.values().stream()
                    .filter(lock -> lock.phase() != Lock.Phase.FREE)
                    .toList();
        }

        @Override
        public Lock take(String hostname, String migration, String holder) {
            throw new AssertionError("the command writes no lock");
        }

        @Override
        public Lock rollBack(String hostname, String migration, String holder) {
            throw new AssertionError("the command writes no lock");
        }

        @Override
        public void release(Fence fence, Lock.Phase phase) {
            throw new AssertionError("the command writes no lock");
        }
    }

    private final class ReadJournal implements Journal {
        @Override
        public void append(Fence fence, Entry.Event event) {
            throw new AssertionError("the command writes no journal");
        }

        @Override
        public void note(String migration, Entry.Event event) {
            throw new AssertionError("the command writes no journal");
        }

        @Override
        public List<Entry> read(String migration) {
            return migration.equals(MIGRATION) ? List.copyOf(journal) : List.of();
        }
    }
}
