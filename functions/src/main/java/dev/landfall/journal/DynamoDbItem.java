package dev.landfall.journal;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One item of the table, whose key is {@code pk} and {@code sk}. */
public record DynamoDbItem(Map<String, AttributeValue> attributes) {
    public DynamoDbItem {
        attributes = Map.copyOf(attributes);
    }

    public static DynamoDbItem of(String pk, String sk) {
        return new DynamoDbItem(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk)));
    }

    public DynamoDbItem with(String name, String text) {
        return with(name, AttributeValue.fromS(text));
    }

    public DynamoDbItem with(String name, long number) {
        return with(name, AttributeValue.fromN(Long.toString(number)));
    }

    public DynamoDbItem with(String name, Instant instant) {
        return with(name, instant.toString());
    }

    private DynamoDbItem with(String name, AttributeValue value) {
        Map<String, AttributeValue> all = new HashMap<>(attributes);
        all.put(name, value);
        return new DynamoDbItem(all);
    }

    public String text(String name) {
        return value(name).s();
    }

    public long number(String name) {
        return Long.parseLong(value(name).n());
    }

    public Instant instant(String name) {
        return Instant.parse(text(name));
    }

    /** Keyed as an expression names them, with a colon. */
    Map<String, AttributeValue> valuesOf(List<String> names) {
        return names.stream().collect(Collectors.toUnmodifiableMap(name -> ":" + name, this::value));
    }

    private AttributeValue value(String name) {
        AttributeValue value = attributes.get(name);
        if (value == null) {
            throw new IllegalStateException("an item of the table lacks its attribute " + name);
        }
        return value;
    }
}
