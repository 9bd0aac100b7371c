package dev.landfall.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;

class DynamoDbJournalTest {

    @Test
    void event_kindOfANewerVersion_isUnknown() throws JsonProcessingException {
        assertThat(DynamoDbJournal.event("{\"kind\":\"teleported\",\"to\":{\"planet\":\"Mars\"}}"))
                .isEqualTo(new Entry.Unknown());
    }

    @Test
    void event_moreFieldsThanKnown_areIgnored() throws JsonProcessingException {
        assertThat(DynamoDbJournal.event(
                        "{\"kind\":\"ended\",\"outcome\":\"COMPLETED\",\"reason\":\"done\",\"new\":1}"))
                .isEqualTo(new Entry.Ended(Entry.Outcome.COMPLETED, "done"));
    }

    @Test
    void event_knownKindThatCannotBeRead_isAnErrorAndNotSkipped() {
        assertThatThrownBy(() -> DynamoDbJournal.event("{\"kind\":\"snapshotted\",\"records\":\"none\"}"))
                .isInstanceOf(JsonProcessingException.class);
    }
}
