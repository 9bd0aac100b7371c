package dev.landfall.assess;

import dev.landfall.journal.EmulatedTable;
import dev.landfall.lambda.AwsEmulator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(AwsEmulator.class)
class DynamoDbPlanRegistryIT extends PlanRegistryContract {
    private PlanRegistry registry;

    @BeforeEach
    void createTable(AwsEmulator aws) {
        registry = new DynamoDbPlanRegistry(EmulatedTable.create(aws));
    }

    @Override
    protected PlanRegistry registry() {
        return registry;
    }
}
