package dev.landfall.preflight;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.health.AlarmReading;
import dev.landfall.health.FakeAlarms;
import dev.landfall.lambda.UnavailableException;
import dev.landfall.plan.InvalidSpecException;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.SpecReader;
import dev.landfall.plan.Specs;
import dev.landfall.records.FakeNameServers;
import dev.landfall.records.HostedZone;
import dev.landfall.records.InMemoryRouter;
import dev.landfall.records.RecordSet;
import dev.landfall.records.UnsupportedRecordException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpecChecksTest {
    private static final String ZONE_ID = "Z0123456789ABCDEFGHIJ";
    private static final String NAME = "api.example.com";
    private static final RecordSet CNAME = values(NAME + ".", "CNAME", 300, "App.HerokuDNS.com.");

    private final InMemoryRouter router =
            new InMemoryRouter().with(new HostedZone(ZONE_ID, "example.com", List.of("ns1.example.net")), CNAME);
    private final FakeNameServers nameServers = new FakeNameServers(router, ZONE_ID)
            .resolving("app.herokudns.com", "192.0.2.1")
            .resolving("alb.eu-west-1.elb.amazonaws.com", "192.0.2.2");
    private final FakeAlarms alarms = new FakeAlarms().with("api-5xx", AlarmReading.State.OK);
    private final SpecChecks checks =
            new SpecChecks(router, nameServers, alarms, InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));

    @Test
    void check_worldAsTheSpecSays_passes() {
        assertThatCode(() -> checks.check(Specs.with(""))).doesNotThrowAnyException();
    }

    @Test
    void check_unknownZone_isRefused() {
        ShiftSpec spec = SpecReader.read(Specs.SMALLEST.replace(ZONE_ID, "Z9"));

        assertRefused(spec, "hostedZoneId: \"Z9\" must be a hosted zone of this account that Landfall's role may read");
    }

    @Test
    void check_hostnameOutsideTheZone_isRefused() {
        ShiftSpec spec = SpecReader.read(Specs.SMALLEST.replace(NAME, "api.badexample.com"));

        assertRefused(
                spec,
                "hostname: \"api.badexample.com\" must be within the hosted zone Z0123456789ABCDEFGHIJ, which is"
                        + " example.com");
    }

    @Test
    void check_cnameAtTheApex_isRefused() {
        ShiftSpec spec = SpecReader.read(Specs.SMALLEST.replace(NAME, "example.com"));

        assertRefused(
                spec,
                "heroku.cname: \"app.herokudns.com\" must be addresses or alias, as aws must: example.com is the apex"
                        + " of its zone, where DNS allows no CNAME");
    }

    @Test
    void check_addressesAtTheApexBesideNsAndMx_passes() {
        router.edit(
                ZONE_ID,
                "example.com",
                values("example.com.", "A", 60, "192.0.2.1"),
                values("example.com.", "NS", 172_800, "ns1.example.net."),
                values("example.com.", "MX", 300, "10 mail.example.net."));

        assertThatCode(() -> checks.check(apex("{addresses: [192.0.2.9]}"))).doesNotThrowAnyException();
    }

    @Test
    void check_addressesBesideIpv6_isRefused() {
        router.edit(
                ZONE_ID,
                "example.com",
                values("example.com.", "A", 60, "192.0.2.1"),
                values("example.com.", "AAAA", 60, "2001:db8::1"));

        assertRefused(
                apex("{addresses: [192.0.2.9]}"),
                "hostname: \"example.com\" must be a name with a record of type A alone; it has A and AAAA, and"
                        + " clients of the others would pass the weights by");
    }

    @Test
    void check_shortTtlBesideAnAlias_isRefused() {
        router.edit(ZONE_ID, "example.com", values("example.com.", "A", 30, "192.0.2.1"));

        assertRefused(
                apex("{alias: {dnsName: alb.eu-west-1.elb.amazonaws.com, hostedZoneId: Z32O12XQLNTSW2}}"),
                "hostname: \"example.com\" must be a name with a TTL of at least 60 s, since an alias beside it answers"
                        + " with 60 s; it has 30 s");
    }

    @Test
    void check_noRecord_isRefused() {
        router.edit(ZONE_ID, NAME);

        assertRefused(
                Specs.with(""),
                "hostname: \"api.example.com\" must be a name with a record of type CNAME, which heroku's target needs;"
                        + " it has none");
    }

    @Test
    void check_recordOfAnotherType_isRefused() {
        router.edit(ZONE_ID, NAME, values(NAME, "A", 60, "192.0.2.1"));

        assertRefused(
                Specs.with(""),
                "hostname: \"api.example.com\" must be a name with a record of type CNAME, which heroku's target needs;"
                        + " it has A");
    }

    @Test
    void check_weightedRecords_areRefused() {
        router.edit(ZONE_ID, NAME, CNAME.weighted("blue", 100), CNAME.weighted("green", 0));

        assertRefused(
                Specs.with(""),
                "hostname: \"api.example.com\" must be a name with a simple record; its records are weighted already:"
                        + " \"blue\", \"green\"");
    }

    @Test
    void check_latencyRecords_areRefused() {
        router.failReads(new UnsupportedRecordException("CNAME uses latency routing"));

        assertRefused(
                Specs.with(""),
                "hostname: \"api.example.com\" must be a name with one simple record: CNAME uses latency routing");
    }

    @Test
    void check_recordThatIsNotHerokus_isRefused() {
        router.edit(ZONE_ID, NAME, values(NAME, "CNAME", 300, "other.herokudns.com"));

        assertRefused(
                Specs.with(""),
                "heroku: \"app.herokudns.com\" must be what api.example.com answers today, which is CNAME"
                        + " other.herokudns.com");
    }

    @Test
    void check_targetThatDoesNotResolve_isRefused() {
        nameServers.resolving("alb.eu-west-1.elb.amazonaws.com");

        assertRefused(
                Specs.with(""),
                "aws.cname: \"alb.eu-west-1.elb.amazonaws.com\" must be a name that resolves to an address; it has"
                        + " none");
    }

    @Test
    void check_alarmThatDoesNotExist_isRefused() {
        ShiftSpec spec = SpecReader.read(Specs.SMALLEST.replace("[api-5xx]", "[api-5xx, api-5XX]"));

        assertRefused(
                spec,
                "alarms[1]: \"api-5XX\" must be the exact name of a CloudWatch alarm in this account and region; there"
                        + " is none");
    }

    @Test
    void check_bakeBelowAnAlarmsPeriod_isRefused() {
        alarms.with(new AlarmReading("api-5xx", AlarmReading.State.OK, true, AlarmReading.Data.PRESENT, false, 300));

        assertRefused(
                Specs.with("steps: [10, {weight: 100, bake: PT4M59S}]"),
                "steps[1].bake: PT4M59S must be at least PT5M, the period of alarm api-5xx");
        assertThatCode(() -> checks.check(Specs.with("bake: PT5M"))).doesNotThrowAnyException();
    }

    @Test
    void check_scheduleThatFiresBetweenBakesAndDeadlines_passes() {
        assertThatCode(() -> checks.check(scheduled("cron(0 9 * * ? *)", "PT1H", "P2D", "")))
                .doesNotThrowAnyException();
    }

    @Test
    void check_scheduleThatFiresOnlyWhileBaking_isRefused() {
        assertRefused(
                scheduled("cron(30 0 * * ? *)", "PT1H", "PT3H", ""),
                "schedule.expression: \"cron(30 0 * * ? *)\" must be one that fires between bake and deadline of each"
                        + " step it opens; steps[0] would wait from 2026-01-01T01:00:00Z until 2026-01-01T03:00:00Z, and"
                        + " it may not fire before 2026-01-02T00:30:00Z");
    }

    @Test
    void check_scheduleInAnotherTimeZone_isReadThere() {
        assertRefused(
                scheduled("cron(0 2 * * ? *)", "PT1H", "PT3H", "timezone: America/New_York"),
                "schedule.expression: \"cron(0 2 * * ? *)\" must be one that fires between bake and deadline of each"
                        + " step it opens; steps[0] would wait from 2026-01-01T01:00:00Z until 2026-01-01T03:00:00Z, and"
                        + " it may not fire before 2026-01-01T07:00:00Z");
    }

    @Test
    void check_windowThatOutlastsTheDeadline_isRefused() {
        assertRefused(
                scheduled("cron(0 2 * * ? *)", "PT1H", "PT3H", "window: PT2H"),
                "schedule.expression: \"cron(0 2 * * ? *)\" must be one that fires between bake and deadline of each"
                        + " step it opens; steps[0] would wait from 2026-01-01T01:00:00Z until 2026-01-01T03:00:00Z, and"
                        + " it may not fire before 2026-01-01T04:00:00Z");
    }

    @Test
    void check_rateSlowerThanTheDeadline_isRefused() {
        assertRefused(
                scheduled("rate(2 hours)", "PT1H", "PT3H", ""),
                "schedule.expression: \"rate(2 hours)\" must be one that fires between bake and deadline of each step it"
                        + " opens; steps[0] would wait from 2026-01-01T01:00:00Z until 2026-01-01T03:00:00Z, and it may"
                        + " not fire before 2026-01-01T03:00:00Z");
        assertThatCode(() -> checks.check(scheduled("rate(2 hours)", "PT1H", "PT4H", "")))
                .doesNotThrowAnyException();
    }

    /** When somebody will approve cannot be known. */
    @Test
    void check_scheduleBehindAnApproval_passes() {
        ShiftSpec spec = Specs.with("""
                bake: PT1H
                deadline: PT3H
                steps: [{weight: 10, gate: approval}, {weight: 100, gate: schedule}]
                schedule: {expression: 'cron(30 0 * * ? *)'}""");

        assertThatCode(() -> checks.check(spec)).doesNotThrowAnyException();
    }

    private static ShiftSpec scheduled(String expression, String bake, String deadline, String more) {
        return Specs.with("gate: schedule\nbake: " + bake + "\ndeadline: " + deadline + "\nschedule: {expression: '"
                + expression + "'" + (more.isEmpty() ? "" : ", " + more) + "}");
    }

    @Test
    void check_scheduleInThePast_isRefused() {
        assertRefused(
                Specs.with("gate: schedule\nschedule: {expression: 'cron(0 9 1 6 ? 2025)'}"),
                "schedule.expression: \"cron(0 9 1 6 ? 2025)\" must be one that fires when a step waits for it; its last"
                        + " time will have passed");
    }

    @Test
    void check_worldThatDoesNotAnswer_isNoMistakeOfTheSpec() {
        UnavailableException silence = new UnavailableException("CloudWatch", "read timed out");
        alarms.fail(silence);

        assertThatThrownBy(() -> checks.check(Specs.with(""))).isSameAs(silence);
    }

    private void assertRefused(ShiftSpec spec, String message) {
        assertThatThrownBy(() -> checks.check(spec))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessage(message);
    }

    private static ShiftSpec apex(String aws) {
        return SpecReader.read("""
                hostname: example.com
                hostedZoneId: Z0123456789ABCDEFGHIJ
                heroku: {addresses: [192.0.2.1]}
                alarms: [api-5xx]
                aws:\s""" + aws);
    }

    private static RecordSet values(String name, String type, long ttl, String value) {
        return new RecordSet(name, type, ttl, List.of(value), null, null, null);
    }
}
