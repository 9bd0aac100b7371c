package dev.landfall.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.AMigration;
import dev.landfall.journal.Entry;
import dev.landfall.journal.Fence;
import dev.landfall.journal.StoredItems;
import dev.landfall.journal.UnreadableItemException;
import dev.landfall.plan.ShiftSpec;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Slots that this version cannot read: no token is made up, and the way back is taken all the same. */
class HostileParkingTest {
    private final StoredItems items = new StoredItems();
    private final Parking parking = new DynamoDbParking(items.table());
    private final AMigration given = new AMigration();
    private final FakeExecutions executions = new FakeExecutions();

    static Stream<Arguments> spoilt() {
        return Stream.of("taskToken", "awsWeight", "gate", "bakedAt", "until")
                .flatMap(attribute -> Stream.of(
                        Arguments.of(attribute, AttributeValue.fromNul(true)),
                        Arguments.of(attribute, AttributeValue.fromBool(true))));
    }

    static Stream<Arguments> unknown() {
        return Stream.concat(
                spoilt(),
                Stream.of(
                        Arguments.of("gate", AttributeValue.fromS("MOONRISE")),
                        Arguments.of("awsWeight", AttributeValue.fromN("99999999999")),
                        Arguments.of("until", AttributeValue.fromS("tomorrow"))));
    }

    private void park(String attribute, AttributeValue value) {
        Parking.Slot slot = new Parking.Slot("token", 10, ShiftSpec.Gate.APPROVAL, Instant.EPOCH, Instant.MAX);
        parking.park(new Fence(AMigration.HOSTNAME, AMigration.NAME, 1), slot);
        Map<String, AttributeValue> item = new HashMap<>(items.all().getFirst());
        item.put(attribute, value);
        items.put(item);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("unknown")
    void find_attributeThatCannotBeRead_saysWhich(String attribute, AttributeValue value) {
        park(attribute, value);

        assertThatThrownBy(() -> parking.find(AMigration.NAME))
                .isInstanceOf(UnreadableItemException.class)
                .hasMessage("item migration#api-2026 / parked of Landfall's table has no readable " + attribute);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("unknown")
    void sendBack_slotThatCannotBeRead_startsTheRollbackMachine(String attribute, AttributeValue value) {
        park(attribute, value);
        given.atTen();

        new Waker(parking, executions, given.journal)
                .sendBack(AMigration.NAME, Entry.Waker.ALARM, "api-5xx", "it is in ALARM");

        assertThat(executions.rollbacks).containsExactly("api-2026-back");
    }
}
