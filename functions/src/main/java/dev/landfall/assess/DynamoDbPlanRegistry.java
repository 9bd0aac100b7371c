package dev.landfall.assess;

import dev.landfall.journal.DynamoDbItem;
import dev.landfall.journal.DynamoDbTable;
import java.util.List;
import java.util.Optional;

/** An item of its own partition for each plan, beside the migrations' journal. */
public final class DynamoDbPlanRegistry implements PlanRegistry {
    private static final String PREFIX = "plan#";
    private static final String SORT_KEY = "registered";

    private final DynamoDbTable table;

    public DynamoDbPlanRegistry(DynamoDbTable table) {
        this.table = table;
    }

    public static DynamoDbPlanRegistry fromEnvironment() {
        return new DynamoDbPlanRegistry(DynamoDbTable.fromEnvironment());
    }

    @Override
    public void register(Entry entry) {
        table.create(key(entry.digest())
                .with("digest", entry.digest())
                .with("app", entry.app())
                .with("artifact", entry.artifact())
                .with("blockers", String.join(",", entry.blockers()))
                .with("at", entry.registered()));
    }

    @Override
    public Optional<Entry> find(String digest) {
        return table.find(key(digest))
                .map(item -> new Entry(
                        item.text("digest"),
                        item.text("app"),
                        item.text("artifact"),
                        list(item.text("blockers")),
                        item.instant("at")));
    }

    private static DynamoDbItem key(String digest) {
        return DynamoDbItem.of(PREFIX + digest, SORT_KEY);
    }

    private static List<String> list(String joined) {
        return joined.isEmpty() ? List.of() : List.of(joined.split(","));
    }
}
