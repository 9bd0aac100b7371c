package dev.landfall.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.AMigration;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.records.NameServersUnreachableException;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever answers are counted, a split is served only if nearly all of them are of the two sides, and as weighted. */
class HostileAnswersTest {

    @Property(tries = 2_000, seed = "61", edgeCases = EdgeCasesMode.NONE)
    void verify_anyAnswers_provesOnlyTheSplitThatWasWritten(@ForAll("answers") Map<String, Integer> answers) {
        int aws = answers.getOrDefault(AMigration.AWS, 0);
        int heroku = answers.getOrDefault(AMigration.HEROKU, 0);
        int all = answers.values().stream().mapToInt(Integer::intValue).sum();

        if (isServed(answers)) {
            assertThat(aws + heroku).isEqualTo(all).isPositive();
            assertThat((double) aws / all).isBetween(0.0, 0.25);
        }
    }

    @Example
    void verify_answersAsWeighted_isServed() {
        assertThat(isServed(Map.of(AMigration.AWS, 100, AMigration.HEROKU, 900)))
                .isTrue();
    }

    /** No answer at all is within every tolerance of nothing, and one answer within that of one. */
    @Example
    void verify_noAnswersOrFew_isNotServed() {
        assertThat(isServed(Map.of())).isFalse();
        assertThat(isServed(Map.of(AMigration.AWS, 1))).isFalse();
        assertThat(isServed(Map.of(AMigration.AWS, 49, AMigration.HEROKU, 450))).isFalse();
    }

    private static boolean isServed(Map<String, Integer> answers) {
        AMigration given = new AMigration();
        Fence fence = given.atTen();
        given.nameServers.serve(answers);
        int before = given.journal.events(AMigration.NAME).size();
        try {
            new Verification(given.router, given.nameServers, given.journal).verify(fence, null);
            assertThat(given.journal.events(AMigration.NAME)).last().isInstanceOf(Entry.Verified.class);
            return true;
        } catch (SplitNotServedException | NameServersUnreachableException e) {
            assertThat(given.journal.events(AMigration.NAME)).hasSize(before);
            return false;
        }
    }

    @Provide
    Arbitrary<Map<String, Integer>> answers() {
        Arbitrary<String> keys = Arbitraries.of(
                AMigration.AWS,
                AMigration.HEROKU,
                AMigration.AWS + "," + AMigration.HEROKU,
                AMigration.AWS + ".",
                "",
                ",",
                "192.0.2.1",
                "x." + AMigration.AWS);
        Arbitrary<Integer> counts = Arbitraries.of(0, 1, 90, 100, 110, 900, 1_000);
        return Arbitraries.maps(keys, counts).ofMaxSize(4);
    }
}
