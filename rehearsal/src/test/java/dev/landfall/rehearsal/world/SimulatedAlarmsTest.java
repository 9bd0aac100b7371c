package dev.landfall.rehearsal.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.health.AlarmReading;
import dev.landfall.health.AlarmReading.State;
import dev.landfall.health.Samples.Side;
import dev.landfall.rehearsal.time.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SimulatedAlarmsTest {

    private static final Instant START = Instant.parse("2025-06-03T09:00:00Z");
    private static final Metrics.Source LOAD_BALANCER = new Metrics.Source.LoadBalancer();

    private final Simulation simulation = new Simulation(START, 7);
    private final Metrics metrics = new Metrics(simulation, simulation.random("metrics"));
    private final SimulatedAlarms alarms = new SimulatedAlarms(simulation, metrics);
    private final List<State> changes = new ArrayList<>();

    @Test
    void evaluate_metricTurnsBad_alarmsAfterTwoToSixMinutesAndTellsOnce() {
        alarms.create("errors", errorShare(AlarmRule.MissingData.MISSING), LOAD_BALANCER);
        alarms.onChange(change -> changes.add(change.to()));
        requests(10, 0);
        pass(Duration.ofMinutes(10));
        assertThat(changes).containsExactly(State.OK);

        requests(20, 50);
        pass(Duration.ofSeconds(119));
        assertThat(alarms.state("errors")).isEqualTo(State.OK);
        pass(Duration.ofMinutes(4));

        assertThat(changes).containsExactly(State.OK, State.ALARM);
    }

    @Test
    void evaluate_misnamedMetricNotBreaching_isOkWithoutData() {
        alarms.create(
                "misnamed",
                new AlarmRule(
                        Metric.MISNAMED,
                        AlarmRule.Statistic.AVERAGE,
                        AlarmRule.Comparison.OVER,
                        1,
                        Duration.ofMinutes(1),
                        2,
                        3,
                        AlarmRule.MissingData.NOT_BREACHING),
                LOAD_BALANCER);

        pass(Duration.ofMinutes(5));

        assertThat(reading("misnamed").state()).isEqualTo(State.OK);
        assertThat(reading("misnamed").data()).isEqualTo(AlarmReading.Data.ABSENT);
    }

    @Test
    void evaluate_dataStops_isInsufficientAndAbsent() {
        alarms.create("errors", errorShare(AlarmRule.MissingData.MISSING), LOAD_BALANCER);
        requests(10, 0);
        pass(Duration.ofMinutes(10));
        assertThat(reading("errors").data()).isEqualTo(AlarmReading.Data.PRESENT);

        pass(Duration.ofMinutes(10));

        assertThat(reading("errors").state()).isEqualTo(State.INSUFFICIENT_DATA);
        assertThat(reading("errors").data()).isEqualTo(AlarmReading.Data.ABSENT);
    }

    @Test
    void createProbeAlarm_beforeTheFirstProbe_isSoonInAlarm() {
        alarms.createProbeAlarm("m");

        assertThat(reading(World.PROBE.alarm("m")).state()).isEqualTo(State.INSUFFICIENT_DATA);
        pass(Duration.ofMinutes(1));
        assertThat(reading(World.PROBE.alarm("m")).state()).isEqualTo(State.ALARM);
        assertThat(alarms.migrationsWithProbeAlarm()).containsExactly("m");

        alarms.deleteProbeAlarm("m");
        assertThat(reading(World.PROBE.alarm("m")).state()).isEqualTo(State.MISSING);
        assertThat(alarms.migrationsWithProbeAlarm()).isEmpty();
    }

    @Test
    void evaluate_partOfACompositeFires_firesTheCompositeRightAfterItAndOnce() {
        alarms.create("errors", errorShare(AlarmRule.MissingData.MISSING), LOAD_BALANCER);
        alarms.createComposite("any", CompositeAlarmRule.parse("ALARM(errors) AND NOT OK(errors)"));
        List<SimulatedAlarms.StateChange> told = new ArrayList<>();
        alarms.onChange(told::add);
        requests(10, 0);
        pass(Duration.ofMinutes(10));
        assertThat(reading("any").state()).isEqualTo(State.OK);

        requests(20, 50);
        pass(Duration.ofMinutes(8));

        assertThat(told).extracting(SimulatedAlarms.StateChange::alarm).endsWith("errors", "any");
        assertThat(told).filteredOn(change -> change.to() == State.ALARM).hasSize(2);
        assertThat(Duration.between(
                        told.get(told.size() - 2).at(), told.getLast().at()))
                .isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void read_composite_saysWhatCloudWatchAlarmsSaysOfOne() {
        alarms.createComposite("never", CompositeAlarmRule.parse("FALSE"));
        assertThat(reading("never").state()).isEqualTo(State.INSUFFICIENT_DATA);

        pass(Duration.ofSeconds(5));

        assertThat(reading("never"))
                .isEqualTo(new AlarmReading("never", State.OK, true, AlarmReading.Data.NOT_APPLICABLE, false, 60));
    }

    @Test
    void createComposite_overAnAlarmThatIsNotThere_isRefused() {
        assertThatThrownBy(() -> alarms.createComposite("c", CompositeAlarmRule.parse("ALARM(c)")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("composite alarm c looks at c");
    }

    private AlarmReading reading(String name) {
        return alarms.read(List.of(name), Duration.ofMinutes(5)).getFirst();
    }

    /** For so many minutes from now, 100 requests a minute. */
    private void requests(int minutes, long failed) {
        for (int minute = 0; minute < minutes; minute++) {
            simulation.schedule(Duration.ofMinutes(minute), "requests", () -> {
                metrics.put(new Metrics.Series(Metric.REQUESTS, LOAD_BALANCER, Side.AWS), 100, 1);
                metrics.put(new Metrics.Series(Metric.ERRORS, LOAD_BALANCER, Side.AWS), failed, 1);
            });
        }
    }

    private void pass(Duration duration) {
        simulation.runUntil(simulation.instant().plus(duration));
    }

    private static AlarmRule errorShare(AlarmRule.MissingData missing) {
        return new AlarmRule(
                Metric.ERROR_SHARE,
                AlarmRule.Statistic.AVERAGE,
                AlarmRule.Comparison.OVER,
                0.02,
                Duration.ofMinutes(1),
                2,
                3,
                missing);
    }
}
