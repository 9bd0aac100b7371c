package dev.landfall.journal;

import dev.landfall.lambda.AwsEmulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(AwsEmulator.class)
class DynamoDbLocksIT extends LocksContract {
    private Locks locks;

    @BeforeEach
    void createTable(AwsEmulator aws) {
        locks = EmulatedTable.locks(EmulatedTable.create(aws));
    }

    @Override
    protected Locks locks() {
        return locks;
    }
}
