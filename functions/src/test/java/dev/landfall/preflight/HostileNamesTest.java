package dev.landfall.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.AMigration;
import dev.landfall.health.AlarmReading;
import dev.landfall.health.FakeAlarms;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.plan.SpecReader;
import dev.landfall.plan.Specs;
import dev.landfall.records.FakeNameServers;
import dev.landfall.records.HostedZone;
import dev.landfall.records.InMemoryRouter;
import dev.landfall.records.RecordSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names in the world that are almost those of the spec. */
class HostileNamesTest {
    private static final String ZONE = "Z0123456789ABCDEFGHIJ";
    private static final String HEROKU = "app.herokudns.com";

    private final InMemoryRouter router = new InMemoryRouter().with(new HostedZone(ZONE, "example.com", List.of()));
    private final FakeAlarms alarms =
            new FakeAlarms().with("api-5xx", AlarmReading.State.OK).with("api-5xx-canary", AlarmReading.State.OK);
    private final SpecChecks checks = new SpecChecks(
            router,
            new FakeNameServers(router, ZONE)
                    .resolving(HEROKU, "192.0.2.1")
                    .resolving("alb.eu-west-1.elb.amazonaws.com", "192.0.2.2"),
            alarms,
            new AMigration().clock);

    private void records(String name) {
        router.edit(ZONE, name, new RecordSet(name, "CNAME", 300L, List.of("App.HerokuDNS.com."), null, null, null));
    }

    private void check(String spec) {
        checks.check(SpecReader.read(spec));
    }

    @Test
    void check_namesInOtherCaseAndWithDots_areTheSame() {
        records("API.example.COM.");

        assertThatCode(() -> check(Specs.SMALLEST.replace("api.example.com", "Api.Example.com.")))
                .doesNotThrowAnyException();
    }

    /** Route 53 answers for every name below a wildcard, but its record set is that of all of them. */
    @Test
    void check_onlyAWildcardAnswers_isRefused() {
        records("\\052.example.com.");

        assertThatThrownBy(() -> check(Specs.SMALLEST))
                .hasMessage("hostname: \"api.example.com\" must be a name with a record of type CNAME, which heroku's"
                        + " target needs; it has none");
    }

    @Test
    void check_wildcardBesideTheRecord_isLeftAlone() {
        records("\\052.example.com.");
        records("api.example.com.");

        assertThatCode(() -> check(Specs.SMALLEST)).doesNotThrowAnyException();
    }

    @Test
    void check_alarmThatLooksLikeAnExistingOne_showsTheDifference() {
        records("api.example.com.");

        assertThatThrownBy(() -> check(Specs.SMALLEST.replace("api-5xx", "api-5\u0445x")))
                .hasMessage("alarms[0]: \"api-5\\u0445x\" must be the exact name of a CloudWatch alarm in this account"
                        + " and region; there is none");
    }

    @Test
    void check_alarmsNamedAlmostAsExistingOnes_areRefused() {
        records("api.example.com.");

        for (String name : List.of("API-5XX", "api-5x", "api-5xx-", "api-5xx-canary2")) {
            assertThatThrownBy(() -> check(Specs.SMALLEST.replace("api-5xx", name)))
                    .hasMessageStartingWith("alarms[0]: \"" + name + "\" must be the exact name");
        }
    }

    /** In a font its hostname is that of the record; the zone's check shows the name that DNS would be asked for. */
    @Test
    void check_hostnameOfAnotherScript_isShownAsDnsHasIt() {
        records("api.example.com.");
        ShiftSpec spec = SpecReader.read(Specs.SMALLEST.replace("api.example.com", "\u0430\u0440\u0456.example.com"));

        assertThat(spec.hostname()).isEqualTo("xn--80a6a1d.example.com");
        assertThatThrownBy(() -> checks.check(spec))
                .hasMessageStartingWith("hostname: \"xn--80a6a1d.example.com\" must be a name with a record");
    }
}
