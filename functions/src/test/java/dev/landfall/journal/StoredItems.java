package dev.landfall.journal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** DynamoDB as a sorted map whose items a test spoils. Conditions are the integration tests' to check: none is here. */
public final class StoredItems implements DynamoDbClient {
    private final Map<String, Map<String, AttributeValue>> items = new TreeMap<>();

    public DynamoDbTable table() {
        return new DynamoDbTable(this, "landfall");
    }

    /** Stored as it is, in place of the item that has its key. */
    public void put(Map<String, AttributeValue> item) {
        items.put(key(item), item);
    }

    public void clear() {
        items.clear();
    }

    /** Every item, in the order of the keys. */
    public List<Map<String, AttributeValue>> all() {
        return new ArrayList<>(items.values());
    }

    private static String key(Map<String, AttributeValue> item) {
        return text(item, "pk") + "/" + text(item, "sk");
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? "" : value.s();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return GetItemResponse.builder()
                .item(items.getOrDefault(key(request.key()), Map.of()))
                .build();
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        String pk = text(request.expressionAttributeValues(), ":pk");
        String beginning = text(request.expressionAttributeValues(), ":beginning");
        List<Map<String, AttributeValue>> found = items.values().stream()
                .filter(item -> text(item, "pk").equals(pk) && text(item, "sk").startsWith(beginning))
                .toList();
        boolean backwards = Boolean.FALSE.equals(request.scanIndexForward());
        return QueryResponse.builder()
                .items(backwards ? found.reversed().stream().limit(1).toList() : found)
                .build();
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        boolean mustBeNew = request.conditionExpression() != null
                && request.conditionExpression().startsWith("attribute_not_exists");
        if (mustBeNew && items.containsKey(key(request.item()))) {
            throw ConditionalCheckFailedException.builder().build();
        }
        put(request.item());
        return PutItemResponse.builder().build();
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        request.transactItems().stream()
                .map(TransactWriteItem::put)
                .filter(Objects::nonNull)
                .forEach(put -> put(put.item()));
        return TransactWriteItemsResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
