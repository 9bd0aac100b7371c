package dev.landfall.cli;

import dev.landfall.AMigration.MovableClock;
import dev.landfall.assess.RegisterPlanHandler;
import dev.landfall.assess.SealedPlan;
import dev.landfall.cli.deployed.Deployment;
import dev.landfall.cli.deployed.Gates;
import dev.landfall.cli.deployed.Machines;
import dev.landfall.cli.deployed.Memory;
import dev.landfall.gate.Gatekeeper;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.journal.InMemoryJournal;
import dev.landfall.journal.InMemoryLocks;
import dev.landfall.journal.Lock;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.SpecReader;
import dev.landfall.rollback.RollbackDesk;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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
    final Deque<Runnable> later = new ArrayDeque<>();
    Gatekeeper.Answer answer = new Gatekeeper.Answer(Gatekeeper.Status.TAKEN, "the gate at 25 % is open");
    Machines.Execution shift = execution(SHIFT_ARN, Machines.Status.RUNNING, null);
    Machines.Execution rollback = execution(ROLLBACK_ARN, Machines.Status.RUNNING, null);
    boolean closed;

    private final MovableClock clock = new MovableClock();
    private final InMemoryLocks locks = new InMemoryLocks(clock);
    private final InMemoryJournal journal = new InMemoryJournal(locks, clock);

    Deployment deployment() {
        return deployment(new Memory(locks, journal));
    }

    Deployment deployment(Memory memory) {
        return new Deployment(
                new FakeMachines(),
                new FakeGates(),
                this::register,
                () -> "arn:aws:iam::1:user/ann",
                memory,
                () -> closed = true);
    }

    private RegisterPlanHandler.Output register(byte[] plan) {
        SealedPlan sealed = SealedPlan.read(plan);
        asked.add("register " + sealed.digest());
        return new RegisterPlanHandler.Output("plans/registered.json", "plans/registered.html", sealed.digest());
    }

    static Machines.Execution execution(String arn, Machines.Status status, @Nullable String error) {
        String cause = error == null ? null : "because of a test";
        return new Machines.Execution(arn, status, SampleRuns.START, error, cause);
    }

    FakeStack shifting() {
        locks.take(HOSTNAME, MIGRATION, SHIFT_ARN);
        return writes(new Entry.Started(SpecReader.read(SPEC), SHIFT_ARN))
                .writes(new Entry.Intended(Entry.Purpose.SET_WEIGHT, 25, List.of()));
    }

    FakeStack parked(ShiftSpec.Gate gate) {
        return writes(
                new Entry.Parked(25, gate, SampleRuns.START.plusSeconds(1800), SampleRuns.START.plusSeconds(86_400)));
    }

    /** One second after the entry before it. */
    FakeStack writes(Entry.Event event) {
        journal.note(MIGRATION, event);
        clock.pass(Duration.ofSeconds(1));
        return this;
    }

    FakeStack ended(Entry.Outcome outcome) {
        locks.release(new Fence(HOSTNAME, MIGRATION, 1), Lock.Phase.after(outcome));
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

        @Override
        public Optional<Execution> findShift(String name) {
            return Optional.of(shift).filter(execution -> execution.name().equals(name));
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
}
