package dev.landfall.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.health.Samples;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.journal.Journal;
import dev.landfall.journal.Lock;
import dev.landfall.journal.Locks;
import dev.landfall.records.HostedZone;
import dev.landfall.records.RecordSet;
import dev.landfall.records.TrafficRouter;
import dev.landfall.rehearsal.scenario.Scenario;
import dev.landfall.rehearsal.scenario.Scenarios;
import dev.landfall.rehearsal.world.Deployment;
import dev.landfall.rehearsal.world.StandIn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Breaks a promise on purpose, by a fault in a machine or behind a port, and sees the judge notice. */
final class PromisesTest {

    private static final Deployment DEPLOYMENT = Deployment.fromClassPath();

    /** The shift is about to set a weight while the rollback begins, and cannot be stopped. */
    private static final Scenario STALE_HOLDER = scenario("""
            - {when: {state: Straggle}, do: throttle, calls: Direct.stopExecution}
            - {when: {state: Straggle}, do: abort, by: somebody, reason: to see who still writes}
            """);

    /** The second shift starts when the first has written, but nothing yet that the second would refuse. */
    private static final Scenario EARLY_SECOND = scenario("""
            - {when: {state: WaitOutOldTtl}, after: PT30S, do: start-another}
            """);

    /** The second shift starts when the first is back where it began. */
    private static final Scenario LATE_SECOND = scenario("""
            - {when: {state: WaitOutOldTtl}, do: abort, by: somebody, reason: to start anew}
            - {when: {state: RolledBack}, after: PT30S, do: start-another}
            """);

    /** AWS is ten times slower than Heroku, and the alarm on its latency was set up for something slower still. */
    private static final Scenario SLOWER = scenario("""
            - {when: {weight: 25}, after: PT6M, do: slow-down, sides: [aws], factor: 20}
            alarms:
            - {which: 1, metric: latency, threshold: 10}
            """);

    private final String shift = DEPLOYMENT.text(Deployment.SHIFT);
    private final String rollback = DEPLOYMENT.text(Deployment.ROLLBACK);

    @Test
    void judge_shiftThatAdvancesUnjudged_breaksTheFirst() {
        String reckless = replaced(shift, "Next: JudgeAfterPark", "Next: NextStep");

        assertThat(broken(reckless, rollback, "smooth")).contains(1);
    }

    @Test
    void judge_healthThatDoesNotCompareTheSides_breaksTheFirst() {
        StandIn<Samples> alike = new StandIn<>(Samples.class, AlikeSamples::new);

        assertThat(broken(SLOWER)).isEmpty();
        assertThat(broken(SLOWER, alike)).contains(1);
    }

    @Test
    void judge_rollbackThatOnlySaysSo_breaksTheSecondAndTheThird() {
        String lying = replaced(
                rollback,
                "    Default: Restore\n",
                "      - Condition: '{% true %}'\n        Next: RolledBack\n    Default: Restore\n");

        assertThat(broken(shift, lying, "errors-at-50")).contains(2, 3);
    }

    @Test
    void judge_rollbackThatDawdles_breaksTheFourth() {
        String dawdling = replaced(rollback, "StartAt: Fence", "StartAt: Dawdle")
                .replace("States:\n", "States:\n  Dawdle:\n    Type: Wait\n    Seconds: 60\n    Next: Fence\n");

        assertThat(broken(shift, dawdling, "alarm-while-awaiting-approval")).contains(4);
    }

    @Test
    void judge_tokenInAnErrorMessage_breaksTheEighth() {
        String chatty = replaced(
                shift,
                "migration: '{% $migration %}'\n        epoch: '{% $epoch %}'\n        step: '{% $step %}'\n        gate:",
                "migration: '{% $states.context.Task.Token %}'\n        epoch: '{% $epoch %}'\n"
                        + "        step: '{% $step %}'\n        gate:");

        assertThat(broken(chatty, rollback, "smooth")).contains(8);
    }

    @Test
    void judge_intentsWithoutTheFence_breaksTheFifth() {
        String straggling = replaced(shift, "Next: SetWeight\n", "Next: Straggle\n")
                .replace("States:\n", "States:\n  Straggle:\n    Type: Wait\n    Seconds: 20\n    Next: SetWeight\n");
        Deployment deployment = DEPLOYMENT.with(Deployment.SHIFT, straggling);
        StandIn<Journal> unfenced = new StandIn<>(Journal.class, UnfencedJournal::new);

        assertThat(broken(new Rehearsal(deployment), STALE_HOLDER)).isEmpty();
        assertThat(broken(new Rehearsal(deployment, List.of(unfenced)), STALE_HOLDER))
                .contains(5);
    }

    @Test
    void judge_lockThatAnybodyGets_breaksTheFifth() {
        StandIn<Locks> open = new StandIn<>(Locks.class, OpenLocks::new);

        assertThat(broken(EARLY_SECOND)).isEmpty();
        assertThat(broken(EARLY_SECOND, open)).contains(5);
    }

    @Test
    void judge_secondShiftAfterTheFirstHasEnded_keepsTheFifth() {
        Rehearsal.Run run = run(new Rehearsal(DEPLOYMENT), LATE_SECOND);

        assertThat(run.result().outcome()).isEqualTo(Entry.Outcome.COMPLETED);
        assertThat(broken(run)).isEmpty();
    }

    @Test
    void judge_routerThatOverwritesDrift_breaksTheSixth() {
        StandIn<TrafficRouter> blind = new StandIn<>(TrafficRouter.class, BlindRouter::new);

        assertThat(broken(Scenarios.named("records-edited-midway"), blind)).contains(6);
    }

    @Test
    void judge_routerThatTouchesANeighbourForAMoment_breaksTheSixth() {
        StandIn<TrafficRouter> careless = new StandIn<>(TrafficRouter.class, CarelessRouter::new);

        assertThat(broken(Scenarios.named("smooth"), careless)).containsExactly(6);
    }

    @Test
    void judge_herokuLostFromTheWeights_breaksTheNinth() {
        StandIn<TrafficRouter> burning = new StandIn<>(TrafficRouter.class, BridgeBurningRouter::new);

        assertThat(broken(Scenarios.named("smooth"), burning)).contains(9);
    }

    @Test
    void judge_rollbackThatRestoresNothing_breaksTheNinth() {
        String lying = replaced(
                rollback,
                "    Default: Restore\n",
                "      - Condition: '{% true %}'\n        Next: RolledBack\n    Default: Restore\n");

        assertThat(broken(shift, lying, "operator-aborts")).contains(9);
    }

    private static List<Integer> broken(String shift, String rollback, String scenario) {
        Deployment broken = DEPLOYMENT.with(Deployment.SHIFT, shift).with(Deployment.ROLLBACK, rollback);
        return broken(new Rehearsal(broken), Scenarios.named(scenario));
    }

    private static List<Integer> broken(Scenario scenario, StandIn<?>... standIns) {
        return broken(new Rehearsal(DEPLOYMENT, List.of(standIns)), scenario);
    }

    private static List<Integer> broken(Rehearsal rehearsal, Scenario scenario) {
        return broken(run(rehearsal, scenario));
    }

    private static Rehearsal.Run run(Rehearsal rehearsal, Scenario scenario) {
        return rehearsal.run(Resources.bytes("/examples/voucherify.yaml"), scenario, 1, Listener.SILENT);
    }

    private static List<Integer> broken(Rehearsal.Run run) {
        return run.result().promises().stream()
                .filter(promise -> !promise.kept())
                .map(RehearsalResult.Promise::number)
                .toList();
    }

    private static String replaced(String text, String what, String by) {
        assertThat(text).contains(what);
        return text.replace(what, by);
    }

    private static Scenario scenario(String incidents) {
        String head = "description: d\nexpect: {outcome: COMPLETED, awsWeight: 100}\nincidents:\n";
        return Scenarios.read("broken", (head + incidents).getBytes(StandardCharsets.UTF_8));
    }

    /** Appends without a look at the lock. */
    private record UnfencedJournal(Journal real) implements Journal {
        @Override
        public void append(Fence fence, Entry.Event event) {
            real.note(fence.migration(), event);
        }

        @Override
        public void note(String migration, Entry.Event event) {
            real.note(migration, event);
        }

        @Override
        public List<Entry> read(String migration) {
            return real.read(migration);
        }
    }

    /** Says of AWS what is true of Heroku. */
    private record AlikeSamples(Samples real) implements Samples {
        @Override
        public ProbeSample probes(String migration, Side side, Instant from, Instant to) {
            return real.probes(migration, Side.HEROKU, from, to);
        }

        @Override
        public long requests(String loadBalancer, Instant from, Instant to) {
            return real.requests(loadBalancer, from, to);
        }
    }

    /** Gives the lock to whoever wants it. */
    private record OpenLocks(Locks real) implements Locks {
        @Override
        public Lock take(String hostname, String migration, String holder) {
            find(hostname)
                    .filter(lock -> lock.phase() == Lock.Phase.SHIFTING)
                    .ifPresent(lock -> release(new Fence(hostname, lock.migration(), lock.epoch()), Lock.Phase.FREE));
            return real.take(hostname, migration, holder);
        }

        @Override
        public Optional<Lock> find(String hostname) {
            return real.find(hostname);
        }

        @Override
        public List<Lock> held() {
            return real.held();
        }

        @Override
        public Lock rollBack(String hostname, String migration, String holder) {
            return real.rollBack(hostname, migration, holder);
        }

        @Override
        public void release(Fence fence, Lock.Phase phase) {
            real.release(fence, phase);
        }
    }

    /** A router that leaves what it does not change to the real one. */
    private abstract static class BrokenRouter implements TrafficRouter {
        final TrafficRouter real;

        BrokenRouter(TrafficRouter real) {
            this.real = real;
        }

        @Override
        public HostedZone zone(String hostedZoneId) {
            return real.zone(hostedZoneId);
        }

        @Override
        public List<RecordSet> read(String hostedZoneId, String name) {
            return real.read(hostedZoneId, name);
        }

        @Override
        public boolean isInSync(String changeId) {
            return real.isInSync(changeId);
        }
    }

    /** Replaces whatever stands there, and believes that only it ever wrote. */
    private static final class BlindRouter extends BrokenRouter {
        private List<RecordSet> written = List.of();

        BlindRouter(TrafficRouter real) {
            super(real);
        }

        @Override
        public List<RecordSet> read(String hostedZoneId, String name) {
            return written.isEmpty() ? super.read(hostedZoneId, name) : written;
        }

        @Override
        public String replace(String hostedZoneId, List<RecordSet> expected, List<RecordSet> wanted) {
            written = wanted;
            return real.replace(
                    hostedZoneId, real.read(hostedZoneId, wanted.getFirst().name()), wanted);
        }
    }

    /** Takes a record set of another name away, and puts it back. */
    private static final class CarelessRouter extends BrokenRouter {
        CarelessRouter(TrafficRouter real) {
            super(real);
        }

        @Override
        public String replace(String hostedZoneId, List<RecordSet> expected, List<RecordSet> wanted) {
            HostedZone zone = zone(hostedZoneId);
            List<RecordSet> neighbour = read(hostedZoneId, "landfall-neighbour." + zone.name());
            List<RecordSet> changed =
                    neighbour.stream().map(record -> record.withTtl(1)).toList();
            real.replace(hostedZoneId, neighbour, changed);
            real.replace(hostedZoneId, changed, neighbour);
            return real.replace(hostedZoneId, expected, wanted);
        }
    }

    /** Leaves out the record set that gets no more traffic. */
    private static final class BridgeBurningRouter extends BrokenRouter {
        BridgeBurningRouter(TrafficRouter real) {
            super(real);
        }

        @Override
        public String replace(String hostedZoneId, List<RecordSet> expected, List<RecordSet> wanted) {
            boolean ends = wanted.stream().anyMatch(BridgeBurningRouter::isHerokuWithoutTraffic);
            return real.replace(
                    hostedZoneId,
                    expected,
                    ends
                            ? wanted.stream()
                                    .filter(record -> !isHerokuWithoutTraffic(record))
                                    .toList()
                            : wanted);
        }

        private static boolean isHerokuWithoutTraffic(RecordSet record) {
            return record.values().toString().contains("heroku")
                    && Objects.requireNonNullElse(record.weight(), 1L) == 0;
        }
    }
}
