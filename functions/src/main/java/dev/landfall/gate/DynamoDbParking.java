package dev.landfall.gate;

import dev.landfall.journal.DynamoDbItem;
import dev.landfall.journal.DynamoDbJournal;
import dev.landfall.journal.DynamoDbTable;
import dev.landfall.journal.Fence;
import dev.landfall.plan.ShiftSpec;
import java.util.Optional;

/** The slot as the item {@code migration#<name>} / {@code parked}. */
public final class DynamoDbParking implements Parking {
    private final DynamoDbTable table;

    DynamoDbParking(DynamoDbTable table) {
        this.table = table;
    }

    public static DynamoDbParking fromEnvironment() {
        return new DynamoDbParking(DynamoDbTable.fromEnvironment());
    }

    @Override
    public void park(Fence fence, Slot slot) {
        table.putFenced(
                fence,
                key(fence.migration())
                        .with("taskToken", slot.taskToken())
                        .with("awsWeight", slot.awsWeight())
                        .with("gate", slot.gate().name())
                        .with("bakedAt", slot.bakedAt())
                        .with("until", slot.until()));
    }

    @Override
    public Optional<Slot> find(String migration) {
        return table.find(key(migration)).map(DynamoDbParking::slot);
    }

    private static DynamoDbItem key(String migration) {
        return DynamoDbItem.of(DynamoDbJournal.partition(migration), "parked");
    }

    private static Slot slot(DynamoDbItem item) {
        return new Slot(
                item.text("taskToken"),
                item.integer("awsWeight"),
                item.constant("gate", ShiftSpec.Gate.class),
                item.instant("bakedAt"),
                item.instant("until"));
    }
}
