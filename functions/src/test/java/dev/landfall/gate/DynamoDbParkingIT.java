package dev.landfall.gate;

import dev.landfall.journal.DynamoDbTable;
import dev.landfall.journal.EmulatedTable;
import dev.landfall.journal.Locks;
import dev.landfall.lambda.AwsEmulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(AwsEmulator.class)
class DynamoDbParkingIT extends ParkingContract {
    private DynamoDbTable table;

    @BeforeEach
    void createTable(AwsEmulator aws) {
        table = EmulatedTable.create(aws);
    }

    @Override
    protected Parking parking() {
        return new DynamoDbParking(table);
    }

    @Override
    protected Locks locks() {
        return EmulatedTable.locks(table);
    }
}
