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
import java.util.stream.IntStream;
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

    @Test
    void answer_resolversThatHonourTheTtl_followAfterIt() {
        Resolvers resolvers = resolvers(0, 0);
        change(resolvers);
        Instant served = simulation.instant();

        simulation.runUntil(served.plusSeconds(59));
        assertThat(following(resolvers)).isZero();
        simulation.runUntil(served.plusSeconds(60));
        assertThat(following(resolvers)).isEqualTo(resolvers.count());
    }

    @Test
    void answer_resolversThatExtend_followWithinTheHour() {
        Resolvers resolvers = resolvers(0.0874, 0);
        change(resolvers);
        Instant served = simulation.instant();

        simulation.runUntil(served.plus(Duration.ofMinutes(4)));
        assertThat(following(resolvers)).isEqualTo(resolvers.count() - 17);
        simulation.runUntil(served.plus(Duration.ofMinutes(61)));
        assertThat(following(resolvers)).isEqualTo(resolvers.count());
    }

    @Test
    void answer_resolversThatNeverLetGo_keepTheirFirstAnswer() {
        Resolvers resolvers = resolvers(0, 0.02);
        change(resolvers);

        simulation.runUntil(simulation.instant().plus(Duration.ofDays(3)));

        assertThat(following(resolvers)).isEqualTo(resolvers.count() - 4);
    }

    @Test
    void share_allResolvers_addsUpAndIsSkewed() {
        Resolvers resolvers = resolvers(0, 0);

        assertThat(IntStream.range(0, resolvers.count())
                        .mapToDouble(resolvers::share)
                        .sum())
                .isCloseTo(1, within(1e-9));
        assertThat(resolvers.share(0)).isGreaterThan(10 * resolvers.share(resolvers.count() - 1));
    }

    /** Every resolver has the old answer fresh in its cache when the name servers get the new one. */
    private void change(Resolvers resolvers) {
        route53.stopServing();
        route53.replace(ZONE, List.of(OLD), List.of(NEW));
        following(resolvers);
        route53.serveAgain();
    }

    private long following(Resolvers resolvers) {
        return IntStream.range(0, resolvers.count())
                .mapToObj(resolver -> resolvers.answer(resolver, simulation.instant()))
                .filter(side -> side == Side.AWS)
                .count();
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
