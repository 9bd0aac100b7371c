package dev.landfall.journal;

import dev.landfall.lambda.Environment;
import dev.landfall.lambda.SdkClients;
import dev.landfall.lambda.UnavailableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Landfall's one table, and the only ways it is used: strongly consistent reads, conditional puts, and puts under the
 * fence of a lock. Throws {@link UnavailableException} when DynamoDB does not answer.
 */
public final class DynamoDbTable {
    private static final String DEPENDENCY = "DynamoDB";
    private static final String NEW = "attribute_not_exists(pk)";
    private static final String CONDITION_FAILED = "ConditionalCheckFailed";

    private final DynamoDbClient client;
    private final String name;

    public DynamoDbTable(DynamoDbClient client, String name) {
        this.client = client;
        this.name = name;
    }

    public static DynamoDbTable fromEnvironment() {
        return new DynamoDbTable(
                SdkClients.retrying(DynamoDbClient.builder(), DynamoDbTable::isPassing),
                Environment.require("TABLE_NAME"));
    }

    public Optional<DynamoDbItem> find(DynamoDbItem key) {
        GetItemRequest request = GetItemRequest.builder()
                .tableName(name)
                .key(key.attributes())
                .consistentRead(true)
                .build();
        Map<String, AttributeValue> item =
                SdkClients.answer(DEPENDENCY, () -> client.getItem(request)).item();
        return item.isEmpty() ? Optional.empty() : Optional.of(new DynamoDbItem(item));
    }

    /** Every item of the partition, in the order of the sort keys. */
    List<DynamoDbItem> findAll(String pk) {
        QueryRequest request = QueryRequest.builder()
                .tableName(name)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk)))
                .build();
        return SdkClients.answer(
                DEPENDENCY,
                () -> client.queryPaginator(request).items().stream()
                        .map(DynamoDbItem::new)
                        .toList());
    }

    /** The item of the partition with the greatest sort key that begins so. */
    Optional<DynamoDbItem> findLast(String pk, String beginning) {
        QueryRequest request = QueryRequest.builder()
                .tableName(name)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :beginning)")
                .expressionAttributeValues(
                        Map.of(":pk", AttributeValue.fromS(pk), ":beginning", AttributeValue.fromS(beginning)))
                .scanIndexForward(false)
                .limit(1)
                .build();
        return SdkClients.answer(DEPENDENCY, () -> client.query(request)).items().stream()
                .findFirst()
                .map(DynamoDbItem::new);
    }

    /** @return false if there is an item of this key already */
    public boolean create(DynamoDbItem item) {
        return put(PutItemRequest.builder()
                .tableName(name)
                .item(item.attributes())
                .conditionExpression(NEW)
                .build());
    }

    /**
     * Puts the item if the one of its key still has these values.
     *
     * @return false if it has not
     */
    boolean replace(DynamoDbItem before, List<String> compared, DynamoDbItem after) {
        return put(PutItemRequest.builder()
                .tableName(name)
                .item(after.attributes())
                .conditionExpression(String.join(
                        " AND ",
                        compared.stream()
                                .map(attribute -> attribute + " = :" + attribute)
                                .toList()))
                .expressionAttributeValues(before.valuesOf(compared))
                .build());
    }

    private boolean put(PutItemRequest request) {
        try {
            SdkClients.answer(DEPENDENCY, () -> client.putItem(request));
            return true;
        } catch (ConditionalCheckFailedException e) {
            return false;
        }
    }

    /**
     * Puts the item in one transaction with a check that the fence still holds. Safe to repeat: the put itself has no
     * condition, so the same item lands on itself.
     *
     * @throws FencedException if the epoch has moved on or the lock was released; nothing was written
     */
    public void putFenced(Fence fence, DynamoDbItem item) {
        transact(fence, Put.builder().tableName(name).item(item.attributes()).build());
    }

    /**
     * Like {@link #putFenced}, if there is no item of this key yet.
     *
     * @return false if there is
     */
    boolean createFenced(Fence fence, DynamoDbItem item) {
        return transact(
                fence,
                Put.builder()
                        .tableName(name)
                        .item(item.attributes())
                        .conditionExpression(NEW)
                        .build());
    }

    /** @return false if the put's own condition did not hold */
    private boolean transact(Fence fence, Put put) {
        TransactWriteItemsRequest request = TransactWriteItemsRequest.builder()
                .transactItems(
                        TransactWriteItem.builder().conditionCheck(holds(fence)).build(),
                        TransactWriteItem.builder().put(put).build())
                .build();
        try {
            SdkClients.answer(DEPENDENCY, () -> client.transactWriteItems(request));
            return true;
        } catch (TransactionCanceledException e) {
            if (isPassing(e)) {
                throw new UnavailableException(DEPENDENCY, e);
            }
            // In the order of the request's items.
            List<String> reasons = reasons(e);
            if (reasons.getFirst().equals(CONDITION_FAILED)) {
                throw new FencedException(fence);
            }
            if (reasons.getLast().equals(CONDITION_FAILED)) {
                return false;
            }
            throw e;
        }
    }

    private ConditionCheck holds(Fence fence) {
        return ConditionCheck.builder()
                .tableName(name)
                .key(DynamoDbLocks.key(fence.hostname()).attributes())
                .conditionExpression("epoch = :epoch AND phase IN (:shifting, :rollingBack)")
                .expressionAttributeValues(Map.of(
                        ":epoch", AttributeValue.fromN(Long.toString(fence.epoch())),
                        ":shifting", AttributeValue.fromS(Lock.Phase.SHIFTING.name()),
                        ":rollingBack", AttributeValue.fromS(Lock.Phase.ROLLING_BACK.name())))
                .build();
    }

    /** A transaction that was cancelled because of another one, or of load: worth another try, unlike a condition. */
    private static boolean isPassing(Throwable error) {
        return error instanceof TransactionCanceledException cancelled
                && reasons(cancelled).stream().allMatch(reason -> switch (reason) {
                    case "None", "TransactionConflict", "ProvisionedThroughputExceeded", "ThrottlingError" -> true;
                    default -> false;
                });
    }

    private static List<String> reasons(TransactionCanceledException e) {
        return e.cancellationReasons().stream().map(CancellationReason::code).toList();
    }
}
