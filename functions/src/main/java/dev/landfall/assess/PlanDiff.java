package dev.landfall.assess;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.lambda.Json;
import java.util.List;
import java.util.TreeSet;

/** What changed between two assessments, in words: drift of the app, and what it does to the plan. */
public final class PlanDiff {
    private static final String CREATED = "created";

    private PlanDiff() {}

    /** One line for each difference; none if only the time of the assessment differs. */
    public static List<String> between(MigrationPlan older, MigrationPlan newer) {
        Changes changes = new Changes();
        new InventoryChanges(older.inventory(), newer.inventory(), changes).tell();
        new ProposalChanges(older, newer, changes).tell();
        // What has no words here must not be taken for nothing.
        if (changes.lines().isEmpty()) {
            wordless(withoutPriceDates(older), withoutPriceDates(newer), changes);
        }
        return changes.lines();
    }

    /** A price that is the same on another day is no drift. */
    private static JsonNode withoutPriceDates(MigrationPlan plan) {
        JsonNode tree = Json.MAPPER.valueToTree(plan);
        tree.at("/costs/lines").forEach(line -> ((ObjectNode) line).remove("priceDate"));
        return tree;
    }

    private static void wordless(JsonNode older, JsonNode newer, Changes changes) {
        TreeSet<String> sections = new TreeSet<>();
        older.fieldNames().forEachRemaining(sections::add);
        newer.fieldNames().forEachRemaining(sections::add);
        sections.remove(CREATED);
        sections.removeIf(section -> older.path(section).equals(newer.path(section)));
        if (!sections.isEmpty()) {
            changes.add("something else changed: " + String.join(", ", sections));
        }
    }
}
