package dev.landfall.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every implementation of {@link TrafficRouter} keeps. */
public abstract class TrafficRouterContract {
    /** Names that no other test uses, so that one zone serves all. */
    private final String label = UUID.randomUUID().toString();

    protected abstract TrafficRouter router();

    /** A zone that stays the same during one test. */
    protected abstract String hostedZoneId();

    /** The zone's name, without the trailing dot. */
    protected abstract String zoneName();

    /** Puts a record there as somebody else would. */
    protected abstract void given(RecordSet record);

    /** Called first where the implementation must refuse what no longer stands; an emulator that does not may abort. */
    protected void requireRefusalOfDrift() {}

    private String name() {
        return label + "." + zoneName();
    }

    private RecordSet simple() {
        return cname(name());
    }

    private static RecordSet cname(String name) {
        return new RecordSet(name + ".", "CNAME", 60L, List.of("shop.herokudns.com"), null, null, null);
    }

    private RecordSet weighted(String side, String target, long weight) {
        return new RecordSet(
                name() + ".", "CNAME", 60L, List.of(target), null, "landfall " + label + " " + side, weight);
    }

    private List<RecordSet> split(long heroku, long aws) {
        return List.of(weighted("aws", "lb.example.net", aws), weighted("heroku", "shop.herokudns.com", heroku));
    }

    @Test
    void zone_existing_isNamedInNormalForm() {
        HostedZone zone = router().zone(hostedZoneId());

        assertThat(zone.id()).isEqualTo(hostedZoneId());
        assertThat(zone.name()).isEqualTo(zoneName());
        assertThat(zone.nameServers()).isNotEmpty();
    }

    @Test
    void zone_unknown_isRefused() {
        assertThatThrownBy(() -> router().zone("Z0000000000000")).isInstanceOf(UnknownZoneException.class);
    }

    @Test
    void read_noSuchName_isEmpty() {
        assertThat(router().read(hostedZoneId(), name())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "."})
    void read_simpleRecord_isGivenAsItStands(String trailingDot) {
        given(simple());

        assertThat(router().read(hostedZoneId(), name() + trailingDot)).containsExactly(simple());
    }

    @Test
    void read_weightedRecords_areOrderedBySetIdentifier() {
        split(90, 10).reversed().forEach(this::given);

        assertThat(router().read(hostedZoneId(), name())).isEqualTo(split(90, 10));
    }

    @Test
    void read_alias_isGivenAsItStands() {
        RecordSet alias = new RecordSet(
                name() + ".",
                "A",
                null,
                List.of(),
                new RecordSet.AliasTarget("Z32O12XQLNTSW2", "lb.eu-west-1.elb.amazonaws.com.", true),
                null,
                null);
        given(alias);

        assertThat(router().read(hostedZoneId(), name())).containsExactly(alias);
    }

    @Test
    void read_otherNamesAroundIt_areLeftOut() {
        given(simple());
        given(cname("b." + name()));
        given(cname("a-" + name()));
        given(cname("0" + name()));

        assertThat(router().read(hostedZoneId(), name())).containsExactly(simple());
    }

    @Test
    void read_onlyNameBelowIt_isEmpty() {
        given(cname("b." + name()));

        assertThat(router().read(hostedZoneId(), name())).isEmpty();
    }

    @Test
    void replace_simpleByWeighted_leavesTheWeighted() {
        given(simple());
        List<RecordSet> expected = router().read(hostedZoneId(), name());

        router().replace(hostedZoneId(), expected, split(100, 0));

        assertThat(router().read(hostedZoneId(), name())).isEqualTo(split(100, 0));
    }

    @Test
    void replace_weights_leavesTheNewOnes() {
        split(100, 0).forEach(this::given);

        router().replace(hostedZoneId(), split(100, 0), split(90, 10));

        assertThat(router().read(hostedZoneId(), name())).isEqualTo(split(90, 10));
    }

    @Test
    void replace_oneOfTwo_leavesTheOtherAlone() {
        split(100, 0).forEach(this::given);
        List<RecordSet> wanted =
                List.of(split(100, 10).getFirst(), split(100, 0).getLast());

        router().replace(hostedZoneId(), split(100, 0), wanted);

        assertThat(router().read(hostedZoneId(), name())).isEqualTo(wanted);
    }

    @Test
    void replace_neighbours_areNotTouched() {
        given(simple());
        given(cname("b." + name()));

        router().replace(hostedZoneId(), List.of(simple()), split(100, 0));

        assertThat(router().read(hostedZoneId(), "b." + name())).containsExactly(cname("b." + name()));
    }

    @Test
    void replace_afterSomebodyElsesChange_isDriftAndWritesNothing() {
        requireRefusalOfDrift();
        given(simple());
        router().replace(hostedZoneId(), List.of(simple()), split(100, 0));

        assertThatThrownBy(() -> router().replace(hostedZoneId(), split(90, 10), split(75, 25)))
                .isInstanceOf(DriftException.class);
        assertThat(router().read(hostedZoneId(), name())).isEqualTo(split(100, 0));
    }

    @Test
    void replace_ownWriteRepeated_isDriftAndWritesNothing() {
        requireRefusalOfDrift();
        given(simple());
        router().replace(hostedZoneId(), List.of(simple()), split(100, 0));

        assertThatThrownBy(() -> router().replace(hostedZoneId(), List.of(simple()), split(100, 0)))
                .isInstanceOf(DriftException.class);
        assertThat(router().read(hostedZoneId(), name())).isEqualTo(split(100, 0));
    }

    @Test
    void replace_thereAndBack_restoresWhatWasFound() {
        requireRefusalOfDrift();
        given(simple());
        router().replace(hostedZoneId(), List.of(simple()), split(0, 100));

        router().replace(hostedZoneId(), split(0, 100), List.of(simple()));

        assertThat(router().read(hostedZoneId(), name())).containsExactly(simple());
    }

    @Test
    void isInSync_ofAChange_isAnswered() {
        given(simple());

        String change = router().replace(hostedZoneId(), List.of(simple()), split(100, 0));

        assertThat(change).isNotEmpty().doesNotContain("/");
        assertThat(router().isInSync(change)).isIn(true, false);
    }
}
