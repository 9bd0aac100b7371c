package dev.landfall.traffic;

import static dev.landfall.AMigration.FOUND;
import static dev.landfall.AMigration.HOSTNAME;
import static dev.landfall.AMigration.NAME;
import static dev.landfall.AMigration.ZONE;
import static dev.landfall.AMigration.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.AMigration;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.journal.FencedException;
import dev.landfall.lambda.UnavailableException;
import dev.landfall.records.DriftException;
import dev.landfall.records.RecordSet;
import dev.landfall.records.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordWriterTest {
    private final AMigration given = new AMigration();
    private final RecordWriter writer = given.writer;

    @Test
    void snapshot_twice_keepsTheFirst() {
        Fence fence = given.begun();
        given.router.edit(ZONE, HOSTNAME, FOUND.withTtl(30));

        writer.snapshot(fence);

        assertThat(given.journal.events(NAME))
                .filteredOn(Entry.Snapshotted.class::isInstance)
                .hasSize(1);
    }

    @Test
    void lowerTtl_whenLonger_writesTheSpecsAndTellsHowLongCachesHoldTheOld() {
        Fence fence = given.begun();

        assertThat(writer.lowerTtl(fence)).isEqualTo(300);
        assertThat(given.records()).containsExactly(FOUND.withTtl(60));
    }

    @Test
    void lowerTtl_repeatedAfterItsAnswerWasLost_stillTellsTheOldTtl() {
        Fence fence = given.begun();
        given.router.loseNextAnswer();
        assertThatThrownBy(() -> writer.lowerTtl(fence)).isInstanceOf(UnavailableException.class);

        assertThat(writer.lowerTtl(fence)).isEqualTo(300);
        assertThat(given.router.writes()).hasSize(1);
    }

    @Test
    void makeWeighted_givesHerokuEverything_andNamesTheMigration() {
        Fence fence = given.begun();
        writer.lowerTtl(fence);

        writer.makeWeighted(fence);

        assertThat(given.records()).isEqualTo(weights(0));
    }

    @Test
    void makeWeighted_whereOnlyOneSideIsAnAlias_givesTheOtherAnAddress() {
        RecordSet addresses = new RecordSet(HOSTNAME, "A", 60L, List.of("192.0.2.1"), null, null, null);
        given.router.edit(ZONE, HOSTNAME, addresses);
        Fence fence = given.begun(AMigration.spec(
                new Target.Addresses(List.of("192.0.2.1")),
                new Target.Alias(new Target.AliasName("lb.eu-west-1.elb.amazonaws.com", "Z32O12XQLNTSW2"))));

        writer.makeWeighted(fence);

        assertThat(given.records()).extracting(RecordSet::ttl).containsExactly(null, 60L);
        assertThat(given.records()).extracting(RecordSet::weight).containsExactly(0L, 100L);
    }

    @Test
    void setWeight_movesBothWeightsInOneChange() {
        given.atTen();

        assertThat(given.records()).isEqualTo(weights(10));
        assertThat(given.router.writes()).last().isEqualTo(weights(10));
    }

    @Test
    void setWeight_repeatedAfterItsAnswerWasLost_writesOnce() {
        Fence fence = given.atTen();
        given.router.loseNextAnswer();
        assertThatThrownBy(() -> writer.setWeight(fence, 1)).isInstanceOf(UnavailableException.class);

        assertThat(writer.setWeight(fence, 1)).isNull();
        assertThat(given.records()).isEqualTo(weights(50));
        assertThat(given.router.writes()).hasSize(4);
    }

    @Test
    void setWeight_whenSomebodyEditedTheRecords_refusesAndWritesNothing() {
        Fence fence = given.atTen();
        List<RecordSet> edited = weights(33);
        given.router.edit(ZONE, HOSTNAME, edited.toArray(RecordSet[]::new));

        assertThatThrownBy(() -> writer.setWeight(fence, 1))
                .isInstanceOf(DriftException.class)
                .hasMessageContaining("changed by somebody else")
                .hasMessageContaining("weight 33");
        assertThat(given.records()).isEqualTo(edited);
    }

    @Test
    void setWeight_whenSomebodySetAnEarlierStepsWeights_refuses() {
        Fence fence = given.atTen();
        given.router.edit(ZONE, HOSTNAME, weights(0).toArray(RecordSet[]::new));

        assertThatThrownBy(() -> writer.setWeight(fence, 1)).isInstanceOf(DriftException.class);
    }

    @Test
    void setWeight_whenEditedBetweenReadAndWrite_isRefusedByTheRouterItself() {
        Fence fence = given.atTen();
        RecordWriter racing = new RecordWriter(
                new EditedAfterRead(
                        given.router,
                        () -> given.router.edit(ZONE, HOSTNAME, weights(33).toArray(RecordSet[]::new))),
                given.journal);

        assertThatThrownBy(() -> racing.setWeight(fence, 1)).isInstanceOf(DriftException.class);
        assertThat(given.records()).isEqualTo(weights(33));
    }

    @Test
    void setWeight_withAStaleEpoch_isRefusedBeforeTheRouterIsAsked() {
        Fence stale = given.atTen();
        given.locks.rollBack(HOSTNAME, NAME, "rollback");

        assertThatThrownBy(() -> writer.setWeight(stale, 1)).isInstanceOf(FencedException.class);
        assertThat(given.records()).isEqualTo(weights(10));
    }

    @Test
    void simplify_leavesOneRecordForAws() {
        Fence fence = given.atTen();
        writer.setWeight(fence, 1);
        writer.setWeight(fence, 2);

        writer.simplify(fence);

        assertThat(given.records())
                .containsExactly(
                        new RecordSet(HOSTNAME + ".", "CNAME", 60L, List.of(AMigration.AWS), null, null, null));
    }

    @Test
    void write_touchesNoOtherName() {
        RecordSet other = new RecordSet("www.example.com", "CNAME", 300L, List.of("elsewhere"), null, null, null);
        given.router.edit(ZONE, "www.example.com", other);
        Fence fence = given.begun();
        writer.lowerTtl(fence);
        writer.makeWeighted(fence);

        assertThat(given.router.read(ZONE, "www.example.com")).containsExactly(other);
    }

    @Test
    void restore_bringsTheSnapshotBackWithItsTtl() {
        given.atTen();
        Fence back = given.locks.rollBack(HOSTNAME, NAME, "rollback").fence();

        assertThat(writer.restore(back).action()).isEqualTo(RecordWriter.Restored.Action.WROTE);
        assertThat(given.records()).containsExactly(FOUND);
    }

    @Test
    void restore_twice_findsNothingLeftToDo() {
        given.atTen();
        Fence back = given.locks.rollBack(HOSTNAME, NAME, "rollback").fence();
        writer.restore(back);

        assertThat(writer.restore(back))
                .isEqualTo(new RecordWriter.Restored(RecordWriter.Restored.Action.ALREADY, null));
        assertThat(given.router.writes()).hasSize(4);
    }

    @Test
    void restore_beforeTheSnapshotWasTaken_hasNothingToDo() {
        given.journal.note(NAME, new Entry.Started(AMigration.spec(), AMigration.EXECUTION));
        given.locks.take(HOSTNAME, NAME, AMigration.EXECUTION);
        Fence back = given.locks.rollBack(HOSTNAME, NAME, "rollback").fence();

        assertThat(writer.restore(back).action()).isEqualTo(RecordWriter.Restored.Action.NOTHING);
    }

    @Test
    void restore_afterAWriteWhoseAnswerWasLost_knowsItIsOurs() {
        Fence fence = given.atTen();
        given.router.loseNextAnswer();
        assertThatThrownBy(() -> writer.setWeight(fence, 1)).isInstanceOf(UnavailableException.class);
        Fence back = given.locks.rollBack(HOSTNAME, NAME, "rollback").fence();

        writer.restore(back);

        assertThat(given.records()).containsExactly(FOUND);
    }

    @Test
    void restore_ofRecordsThatSomebodyEdited_refusesAndWritesNothing() {
        given.atTen();
        given.router.edit(ZONE, HOSTNAME, weights(33).toArray(RecordSet[]::new));
        Fence back = given.locks.rollBack(HOSTNAME, NAME, "rollback").fence();

        assertThatThrownBy(() -> writer.restore(back)).isInstanceOf(DriftException.class);
        assertThat(given.records()).isEqualTo(weights(33));
    }

    @Test
    void restore_whenALateWriteOfTheShiftGetsInBetween_restoresFromThere() {
        Fence fence = given.atTen();
        given.journal.append(fence, new Entry.Intended(Entry.Purpose.SET_WEIGHT, 50, weights(50)));
        Fence back = given.locks.rollBack(HOSTNAME, NAME, "rollback").fence();
        RecordWriter racing = new RecordWriter(
                new EditedAfterRead(
                        given.router,
                        () -> given.router.edit(ZONE, HOSTNAME, weights(50).toArray(RecordSet[]::new))),
                given.journal);

        assertThat(racing.restore(back).action()).isEqualTo(RecordWriter.Restored.Action.WROTE);
        assertThat(given.records()).containsExactly(FOUND);
    }

    @Test
    void restore_whenRoute53RefusesWhatItGaveToRead_saysThatAnotherTryIsWorthIt() {
        given.atTen();
        Fence back = given.locks.rollBack(HOSTNAME, NAME, "rollback").fence();
        writer.restore(back);
        given.router.readOutOfDate(weights(10));

        assertThatThrownBy(() -> writer.restore(back))
                .isInstanceOf(StaleReadException.class)
                .hasMessageContaining("weight 10");
        assertThat(given.router.writes()).hasSize(4);
    }
}
