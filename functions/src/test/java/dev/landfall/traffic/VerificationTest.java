package dev.landfall.traffic;

import static dev.landfall.AMigration.AWS;
import static dev.landfall.AMigration.HEROKU;
import static dev.landfall.AMigration.HOSTNAME;
import static dev.landfall.AMigration.NAME;
import static dev.landfall.AMigration.ZONE;
import static dev.landfall.AMigration.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.AMigration;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.records.NameServersUnreachableException;
import dev.landfall.records.RecordSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationTest {
    private final AMigration given = new AMigration();
    private final Verification verification = new Verification(given.router, given.nameServers, given.journal);

    @Test
    void verify_whenServedAsWritten_journalsTheSplit() {
        Fence fence = given.atTen();

        String served = verification.verify(fence, "C3");

        assertThat(served).contains("aws 100 of 1000 answers, wanted 100 ± 37");
        assertThat(given.journal.events(NAME)).last().isEqualTo(new Entry.Verified(Entry.Purpose.SET_WEIGHT, served));
    }

    @Test
    void verify_beforeTheChangeIsInSync_saysNotYet() {
        Fence fence = given.begun();
        given.router.propagateSlowly();
        String change = given.writer.makeWeighted(fence);

        assertThatThrownBy(() -> verification.verify(fence, change)).isInstanceOf(ChangeNotInsyncException.class);
    }

    @Test
    void verify_whenTheRecordsWereEditedSince_isAReadBackMismatch() {
        Fence fence = given.atTen();
        given.router.edit(ZONE, HOSTNAME, weights(11).toArray(RecordSet[]::new));

        assertThatThrownBy(() -> verification.verify(fence, null)).isInstanceOf(ReadBackMismatchException.class);
    }

    @Test
    void verify_whenInSyncButTheOldSplitIsServed_isSplitNotServed() {
        Fence fence = given.atTen();
        given.nameServers.serve(Map.of(HEROKU, 1000));

        assertThatThrownBy(() -> verification.verify(fence, "C3"))
                .isInstanceOf(SplitNotServedException.class)
                .hasMessage("aws got 0 of 1000 answers, wanted 100 ± 37");
    }

    @Test
    void verify_whenAThirdAnswerAppears_isSplitNotServed() {
        Fence fence = given.atTen();
        given.nameServers.serve(Map.of(HEROKU, 880, AWS, 90, "elsewhere.example.net", 30));

        assertThatThrownBy(() -> verification.verify(fence, null))
                .isInstanceOf(SplitNotServedException.class)
                .hasMessage("30 of 1000 answers are of neither record");
    }

    @Test
    void verify_whenNameServersAreSilent_keepsTheirOwnErrorName() {
        Fence fence = given.atTen();
        given.nameServers.fail(new NameServersUnreachableException("ns-1 left 900 of 1000 questions unanswered"));

        assertThatThrownBy(() -> verification.verify(fence, null)).isInstanceOf(NameServersUnreachableException.class);
    }

    @Test
    void verify_afterARestore_wantsHerokuAlone() {
        given.atTen();
        Fence back = given.locks.rollBack(HOSTNAME, NAME, "rollback").fence();
        given.writer.restore(back);

        assertThat(verification.verify(back, null)).isEqualTo("the record 1000 of 1000 answers, wanted 1000 ± 0");
        given.nameServers.serve(Map.of(HEROKU, 999, AWS, 1));
        assertThatThrownBy(() -> verification.verify(back, null)).isInstanceOf(SplitNotServedException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "0.10, 100, 1000, true", "0.10, 137, 1000, true", "0.10, 138, 1000, false", "0.10, 62, 1000, false",
        "0.25, 100, 1000, false", "0.50, 10, 10, true", "0.50, 563, 1000, true", "0.50, 564, 1000, false",
        "0, 0, 1000, true", "0, 1, 1000, false", "1, 1000, 1000, true", "1, 999, 1000, false"
    })
    void fits_withinFourStandardDeviations_andExactlyAtTheEnds(double share, int counted, int asked, boolean fits) {
        assertThat(new Split(share, counted, asked).fits()).isEqualTo(fits);
    }
}
