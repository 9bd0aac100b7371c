package dev.landfall.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.AMigration;
import dev.landfall.health.AlarmReading;
import dev.landfall.health.AlarmReading.Data;
import dev.landfall.health.AlarmReading.State;
import dev.landfall.health.FakeAlarms;
import dev.landfall.journal.Entry.Ready;
import dev.landfall.journal.Entry.Started;
import dev.landfall.journal.Fence;
import dev.landfall.journal.FencedException;
import dev.landfall.journal.InMemoryJournal;
import dev.landfall.journal.InMemoryLocks;
import dev.landfall.lambda.UnavailableException;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.SpecReader;
import dev.landfall.plan.Specs;
import dev.landfall.probe.FakeOrigins;
import dev.landfall.probe.Origins;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final InstantSource TIME = InstantSource.fixed(NOW);
    private static final Instant NEXT_YEAR = Instant.parse("2027-01-01T00:00:00Z");
    private static final Instant LAST_NEEDED = NOW.plus(Duration.ofHours(2)).plus(Duration.ofDays(7));

    private final InMemoryLocks locks = new InMemoryLocks(TIME);
    private final InMemoryJournal journal = new InMemoryJournal(locks, TIME);
    private final FakeAlarms alarms =
            new FakeAlarms().with("api-5xx", State.OK).with(AMigration.PROBE.alarm("m"), State.OK);
    private final FakeOrigins origins = new FakeOrigins();
    private final Readiness readiness = new Readiness(journal, alarms, origins, AMigration.PROBE, TIME);

    @Test
    void prove_allWell_journalsTheEvidence() {
        Fence fence = start(Specs.with(""));

        assertThat(readiness.prove(fence))
                .containsExactly(
                        "alarm api-5xx is OK",
                        "alarm landfall/probe/m is OK",
                        "heroku answers 200 with a certificate until 2027-01-01T00:00:00Z",
                        "aws answers 200 with a certificate until 2027-01-01T00:00:00Z");
        assertThat(journal.events("m")).last().isEqualTo(new Ready(readiness.prove(fence)));
    }

    @Test
    void prove_alarmInAlarm_isNotReady() {
        Fence fence = start(Specs.with(""));
        alarms.with("api-5xx", State.ALARM);

        assertNotReady(fence, "not ready: alarm api-5xx is in ALARM; it must be OK before traffic moves");
        assertThat(journal.events("m")).hasSize(1);
    }

    @Test
    void prove_alarmThatTheFirstStepExempts_isEvidenceWithItsReason() {
        Fence fence = start(Specs.with("""
                steps:
                  - {weight: 10, exemption: {ignoreAlarms: [api-5xx], reason: counts Heroku too}}
                  - 100
                """));
        alarms.with("api-5xx", State.ALARM);

        assertThat(readiness.prove(fence))
                .contains("alarm api-5xx is ALARM, which does not count at the first step: counts Heroku too");
    }

    @Test
    void prove_alarmThatALaterStepExempts_isNotReady() {
        Fence fence = start(Specs.with("""
                steps:
                  - 10
                  - {weight: 100, exemption: {ignoreAlarms: [api-5xx], reason: counts Heroku too}}
                """));
        alarms.with("api-5xx", State.ALARM);

        assertThatThrownBy(() -> readiness.prove(fence)).isInstanceOf(NotReadyException.class);
    }

    @Test
    void prove_alarmDeletedMeanwhile_isNotReady() {
        Fence fence = start(Specs.with(""));
        alarms.with(AlarmReading.missing("api-5xx"));

        assertNotReady(fence, "not ready: alarm api-5xx does not exist any more");
    }

    @Test
    void prove_probeAlarmNotYetVisible_isNotYetReady() {
        Fence fence = start(Specs.with(""));
        alarms.deleteProbeAlarm("m");

        assertNotYetReady(fence, "not known to be ready: alarm landfall/probe/m does not exist yet");
    }

    @Test
    void prove_probeAlarmStillInAlarmForLackOfProbes_isNotYetReady() {
        Fence fence = start(Specs.with(""));
        alarms.with(AMigration.PROBE.alarm("m"), State.ALARM);

        assertNotYetReady(
                fence,
                "not known to be ready: alarm landfall/probe/m is in ALARM until enough probes of AWS have succeeded");
    }

    @Test
    void prove_insufficientData_isNotYetReady() {
        Fence fence = start(Specs.with(""));
        alarms.with("api-5xx", State.INSUFFICIENT_DATA);

        assertNotYetReady(
                fence,
                "not known to be ready: alarm api-5xx has INSUFFICIENT_DATA; if its metric is only sent on errors, let"
                        + " the alarm treat missing data as not breaching");
    }

    @Test
    void prove_okWithoutData_isNotYetReady() {
        Fence fence = start(Specs.with(""));
        alarms.with(new AlarmReading("api-5xx", State.OK, true, Data.ABSENT, false, 60));

        assertNotYetReady(
                fence,
                "not known to be ready: alarm api-5xx is OK, but its metric sends no data; is its name right? If no"
                        + " data is normal, say why with sparse");
    }

    @Test
    void prove_disabledAlarm_isNotYetReady() {
        Fence fence = start(Specs.with(""));
        alarms.with(new AlarmReading("api-5xx", State.OK, false, Data.PRESENT, false, 60));

        assertNotYetReady(
                fence,
                "not known to be ready: alarm api-5xx is OK, but its actions are disabled: nobody would hear of its"
                        + " change");
    }

    @Test
    void prove_sparseAlarmsWithoutData_areEvidence() {
        Fence fence = start(SpecReader.read(
                Specs.SMALLEST.replace("[api-5xx]", "[{name: api-5xx, sparse: only when it fails}, elb-5xx]")));
        alarms.with(new AlarmReading("api-5xx", State.OK, true, Data.ABSENT, false, 60));
        alarms.with(new AlarmReading("elb-5xx", State.OK, true, Data.ABSENT, true, 60));

        assertThat(readiness.prove(fence))
                .contains(
                        "alarm api-5xx is OK without data: only when it fails",
                        "alarm elb-5xx is OK without data: its metric is only sent on errors");
    }

    @Test
    void prove_troubleBesideMissingData_namesAllTroubleAtOnce() {
        Fence fence = start(Specs.with(""));
        alarms.with("api-5xx", State.INSUFFICIENT_DATA);
        origins.with(Specs.with("").heroku(), 503, NEXT_YEAR);
        origins.with(Specs.with("").aws(), new Origins.Answer(0, 0, null, "connection refused"));

        assertNotReady(
                fence,
                "not ready: heroku answers 503 for api.example.com/ where 200 is expected; aws does not answer for"
                        + " api.example.com: connection refused");
    }

    @Test
    void prove_certificateThatEndsWithTheSoak_isNotReady() {
        Fence fence = start(Specs.with(""));
        origins.with(Specs.with("").heroku(), 200, LAST_NEEDED);

        assertNotReady(
                fence,
                "not ready: heroku has a certificate until 2026-01-08T02:00:00Z, but steps and soak may last until"
                        + " 2026-01-08T02:00:00Z: renew it, or shorten deadline or soak");
    }

    @Test
    void prove_certificateThatOutlivesTheSoak_isEvidence() {
        Fence fence = start(Specs.with(""));
        origins.with(Specs.with("").heroku(), 200, LAST_NEEDED.plusSeconds(1));

        assertThat(readiness.prove(fence)).contains("heroku answers 200 with a certificate until 2026-01-08T02:00:01Z");
    }

    @Test
    void prove_plainHttp_needsNoCertificate() {
        Fence fence = start(Specs.with("probe: {scheme: http}"));
        origins.with(Specs.with("").aws(), new Origins.Answer(200, 5, null, null));

        assertThat(readiness.prove(fence)).contains("aws answers 200");
    }

    @Test
    void prove_alarmsUnreadable_passesThatOn() {
        Fence fence = start(Specs.with(""));
        alarms.fail(new UnavailableException("CloudWatch", "read timed out"));

        assertThatThrownBy(() -> readiness.prove(fence)).isInstanceOf(UnavailableException.class);
    }

    @Test
    void prove_afterARollbackTookOver_writesNothing() {
        Fence fence = start(Specs.with(""));
        locks.rollBack("api.example.com", "m", "arn:rollback");

        assertThatThrownBy(() -> readiness.prove(fence)).isInstanceOf(FencedException.class);
        assertThat(journal.events("m")).hasSize(1);
    }

    private Fence start(ShiftSpec spec) {
        origins.with(spec.heroku(), 200, NEXT_YEAR).with(spec.aws(), 200, NEXT_YEAR);
        journal.note("m", new Started(spec, "arn:m"));
        return locks.take(spec.hostname(), "m", "arn:m").fence();
    }

    private void assertNotReady(Fence fence, String message) {
        assertThatThrownBy(() -> readiness.prove(fence))
                .isInstanceOf(NotReadyException.class)
                .hasMessage(message);
    }

    private void assertNotYetReady(Fence fence, String message) {
        assertThatThrownBy(() -> readiness.prove(fence))
                .isInstanceOf(NotYetReadyException.class)
                .hasMessage(message);
    }
}
