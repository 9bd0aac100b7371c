package dev.landfall.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

    /** @throws UnreadableItemException if the item has no text of this name, as with the other kinds */
    public String text(String name) {
        return read(name, AttributeValue::s, text -> text);
    }

    public long number(String name) {
        return read(name, AttributeValue::n, Long::parseLong);
    }

    public int integer(String name) {
        return read(name, AttributeValue::n, Integer::parseInt);
    }

    public Instant instant(String name) {
        return read(name, AttributeValue::s, Instant::parse);
    }

    public <E extends Enum<E>> E constant(String name, Class<E> type) {
        return read(name, AttributeValue::s, text -> Enum.valueOf(type, text));
    }

    boolean has(String name) {
        return attributes.containsKey(name);
    }

    /** How the item is named to a human. */
    String describe() {
        return "item " + key("pk") + " / " + key("sk") + " of Landfall's table";
    }

    private @Nullable String key(String name) {
        AttributeValue value = attributes.get(name);
        return value == null ? null : value.s();
    }

    private <T> T read(String name, Function<AttributeValue, @Nullable String> kind, Function<String, T> parse) {
        String text = kind.apply(required(name));
        if (text == null) {
            throw unreadable(name);
        }
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw unreadable(name);
        }
    }

    private UnreadableItemException unreadable(String name) {
        return new UnreadableItemException(describe() + " has no readable " + name);
    }

    /** Keyed as an expression names them, with a colon. */
    Map<String, AttributeValue> valuesOf(List<String> names) {
        return names.stream().collect(Collectors.toUnmodifiableMap(name -> ":" + name, this::required));
    }

    private AttributeValue required(String name) {
        AttributeValue value = attributes.get(name);
        if (value == null) {
            throw unreadable(name);
        }
        return value;
    }
}
