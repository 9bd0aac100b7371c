package dev.landfall.rehearsal.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.records.DriftException;
import dev.landfall.records.HostedZone;
import dev.landfall.records.RecordSet;
import dev.landfall.records.UnknownZoneException;
import dev.landfall.rehearsal.time.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SimulatedRoute53Test {

    private static final String ZONE = "Z0123456789";
    private static final String NAME = "api.example.com";
    private static final RecordSet HEROKU = simple(NAME, "heroku.example.net");
    private static final RecordSet AWS = simple(NAME, "aws.example.net");
    private static final RecordSet OTHER = simple("other.example.com", "elsewhere.example.net");
    private static final List<RecordSet> SPLIT = List.of(AWS.weighted("aws", 25), HEROKU.weighted("heroku", 75));
    private static final List<String> SERVERS = List.of("ns1", "ns2", "ns3", "ns4");

    private final Simulation simulation = new Simulation(Instant.parse("2025-06-03T09:00:00Z"), 7);
    private final SimulatedRoute53 route53 = new SimulatedRoute53(
            simulation,
            simulation.random("route53"),
            new HostedZone(ZONE, "example.com", SERVERS),
            List.of(HEROKU, OTHER));

    @Test
    void replace_expectedStands_changesTheZoneAtOnceAndTheNameServersLater() {
        String change = route53.replace(ZONE, List.of(HEROKU), SPLIT);

        assertThat(RecordSet.same(route53.read(ZONE, NAME), SPLIT)).isTrue();
        assertThat(sample()).containsOnlyKeys("heroku.example.net");
        assertThat(route53.isInSync(change)).isFalse();
    }

    @Test
    void isInSync_afterAFewMinutes_andEveryNameServerHasTheSplit() {
        String change = route53.replace(ZONE, List.of(HEROKU), SPLIT);
        pass(Duration.ofSeconds(39));
        assertThat(route53.isInSync(change)).isFalse();

        pass(Duration.ofSeconds(92));

        assertThat(route53.isInSync(change)).isTrue();
        assertThat(route53.isServed(NAME)).isTrue();
        assertThat(sample().get("aws.example.net")).isBetween(2_300, 2_700);
    }

    @Test
    void replace_expectedIsGone_isDriftAndWritesNothing() {
        route53.editByHand(NAME, found -> found.withTtl(120));
        List<RecordSet> edited = route53.read(ZONE, NAME);

        assertThatThrownBy(() -> route53.replace(ZONE, List.of(HEROKU), SPLIT)).isInstanceOf(DriftException.class);
        assertThat(route53.read(ZONE, NAME)).isEqualTo(edited);
    }

    @Test
    void replace_wantedClashesWithWhatStands_isRefusedAsAWhole() {
        assertThatThrownBy(() -> route53.replace(ZONE, List.of(), SPLIT)).isInstanceOf(DriftException.class);
        assertThat(RecordSet.same(route53.read(ZONE, NAME), List.of(HEROKU))).isTrue();
    }

    @Test
    void stopServing_aChange_isInSyncButNotServedUntilServedAgain() {
        route53.stopServing();
        String change = route53.replace(ZONE, List.of(HEROKU), SPLIT);
        pass(Duration.ofMinutes(10));

        assertThat(route53.isInSync(change)).isTrue();
        assertThat(sample()).containsOnlyKeys("heroku.example.net");

        route53.serveAgain();
        assertThat(route53.isServed(NAME)).isTrue();
    }

    @Test
    void zone_ofAnotherId_isUnknown() {
        assertThatThrownBy(() -> route53.zone("Z999")).isInstanceOf(UnknownZoneException.class);
    }

    @Test
    void replace_anyChange_leavesOtherNamesAlone() {
        route53.replace(ZONE, List.of(HEROKU), SPLIT);

        assertThat(RecordSet.same(route53.read(ZONE, OTHER.name()), List.of(OTHER)))
                .isTrue();
    }

    private Map<String, Integer> sample() {
        return route53.sample(SERVERS, NAME, "CNAME", 10_000);
    }

    private void pass(Duration duration) {
        simulation.runUntil(simulation.instant().plus(duration));
    }

    private static RecordSet simple(String name, String target) {
        return new RecordSet(name, "CNAME", 60L, List.of(target), null, null, null);
    }
}
