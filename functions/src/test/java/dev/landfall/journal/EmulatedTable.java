package dev.landfall.journal;

import dev.landfall.lambda.AwsEmulator;
import java.time.InstantSource;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A table of its own for one test, with the keys of the deployed one. */
public final class EmulatedTable {
    private EmulatedTable() {}

    public static DynamoDbTable create(AwsEmulator aws) {
        DynamoDbClient client = aws.client(DynamoDbClient.builder());
        String name = "landfall-" + UUID.randomUUID();
        try {
            client.createTable(table -> table.tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(key("pk", KeyType.HASH), key("sk", KeyType.RANGE))
                    .attributeDefinitions(text("pk"), text("sk")));
        } catch (ResourceInUseException e) {
            // The name is our own, so the table is too: the SDK repeated a call whose answer came too late.
        }
        client.waiter().waitUntilTableExists(table -> table.tableName(name));
        return new DynamoDbTable(client, name);
    }

    /** For tests of what the locks fence. */
    public static Locks locks(DynamoDbTable table) {
        return new DynamoDbLocks(table, InstantSource.system());
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
