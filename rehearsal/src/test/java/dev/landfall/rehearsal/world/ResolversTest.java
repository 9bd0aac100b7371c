package dev.landfall.rehearsal.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.landfall.health.Samples.Side;
import dev.landfall.records.HostedZone;
import dev.landfall.records.RecordSet;
import dev.landfall.rehearsal.time.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResolversTest {

    private static final String ZONE = "Z0123456789";
    private static final String NAME = "api.example.com";
    private static final RecordSet OLD = record("old.example.net");
    private static final RecordSet NEW = record("new.example.net");

    private final Simulation simulation = new Simulation(Instant.parse("2025-06-03T09:00:00Z"), 7);
    private final SimulatedRoute53 route53 = new SimulatedRoute53(
            simulation,
            simulation.random("route53"),
            new HostedZone(ZONE, "example.com", List.of("ns1", "ns2")),
            List.of(OLD));

    private static final double ROUNDING = 1e-9;

    /** A resolver's share of the users is not that of the resolvers: some are asked more than others. */
    private static final double UNEVENNESS = 0.05;

    @Test
    void shares_resolversThatHonourTheTtl_followAfterIt() {
        Resolvers resolvers = resolvers(0, 0);
        change(resolvers);
        Instant served = simulation.instant();

        simulation.runUntil(served.plusSeconds(59));
        assertThat(following(resolvers)).isZero();
        simulation.runUntil(served.plusSeconds(60));
        assertThat(following(resolvers)).isCloseTo(1, within(ROUNDING));
    }

    @Test
    void shares_resolversThatExtend_followWithinTheHour() {
        Resolvers resolvers = resolvers(0.0874, 0);
        change(resolvers);
        Instant served = simulation.instant();

        simulation.runUntil(served.plus(Duration.ofMinutes(4)));
        assertThat(following(resolvers)).isCloseTo(1 - 0.0874, within(UNEVENNESS));
        simulation.runUntil(served.plus(Duration.ofMinutes(61)));
        assertThat(following(resolvers)).isCloseTo(1, within(ROUNDING));
    }

    @Test
    void shares_resolversThatNeverLetGo_keepTheirFirstAnswer() {
        Resolvers resolvers = resolvers(0, 0.02);
        change(resolvers);

        simulation.runUntil(simulation.instant().plus(Duration.ofDays(3)));

        assertThat(following(resolvers)).isBetween(1 - 0.02 - UNEVENNESS, 1 - 0.002);
    }

    /** Every resolver has the old answer fresh in its cache when the name servers get the new one. */
    private void change(Resolvers resolvers) {
        route53.stopServing();
        route53.replace(ZONE, List.of(OLD), List.of(NEW));
        following(resolvers);
        route53.serveAgain();
    }

    /** The share of users who are sent to AWS. */
    private double following(Resolvers resolvers) {
        return resolvers.shares(simulation.instant()).getOrDefault(Side.AWS, 0.0);
    }

    private Resolvers resolvers(double extending, double neverLettingGo) {
        return new Resolvers(
                route53,
                NAME,
                "CNAME",
                record -> record.values().equals(NEW.values()) ? Side.AWS : Side.HEROKU,
                extending,
                neverLettingGo,
                simulation.random("resolvers"));
    }

    private static RecordSet record(String target) {
        return new RecordSet(NAME, "CNAME", 60L, List.of(target), null, null, null);
    }
}
