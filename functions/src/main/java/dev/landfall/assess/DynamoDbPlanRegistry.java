package dev.landfall.assess;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.landfall.journal.DynamoDbItem;
import dev.landfall.journal.DynamoDbTable;
import dev.landfall.journal.UnreadableItemException;
import dev.landfall.lambda.Json;
import java.util.List;
import java.util.Optional;

/** An item of its own partition for each plan, beside the migrations' journal. Lists are JSON, as a journal's events. */
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
    public void register(RegisteredPlan plan) {
        table.create(key(plan.digest())
                .with("digest", plan.digest())
                .with("app", plan.app())
                .with("artifact", plan.artifact())
                .with("blockers", json(plan.blockers()))
                .with("shifts", json(plan.shifts()))
                .with("at", plan.registered()));
    }

    @Override
    public Optional<RegisteredPlan> find(String digest) {
        return table.find(key(digest))
                .map(item -> new RegisteredPlan(
                        item.text("digest"),
                        item.text("app"),
                        item.text("artifact"),
                        list(item, "blockers", RegisteredPlan.Blocker[].class),
                        list(item, "shifts", PlannedShift[].class),
                        item.instant("at")));
    }

    private static DynamoDbItem key(String digest) {
        return DynamoDbItem.of(PREFIX + digest, SORT_KEY);
    }

    private static String json(List<?> list) {
        try {
            return Json.MAPPER.writeValueAsString(list);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records have a JSON form", e);
        }
    }

    private static <T> List<T> list(DynamoDbItem item, String name, Class<T[]> type) {
        try {
            return List.of(Json.MAPPER.readValue(item.text(name), type));
        } catch (JsonProcessingException e) {
            throw new UnreadableItemException(
                    "plan " + item.text("digest") + " in Landfall's table has no readable " + name);
        }
    }
}
