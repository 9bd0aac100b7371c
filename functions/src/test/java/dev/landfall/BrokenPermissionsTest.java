package dev.landfall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Breaks each statement of each role in turn: what PermissionsTest compares with would notice. */
final class BrokenPermissionsTest {
    private static final Template TEMPLATE = Template.read(Path.of("../template.yaml"));
    private static final Map<String, Map<Permission, String>> NEEDS = Needs.of(TEMPLATE);
    private static final List<JsonNode> STATEMENTS = new Grants(TEMPLATE).statementsOfRoles();

    /** None, in a template that is right. */
    private static final List<String> BEFORE = differences(TEMPLATE).toList();

    @Test
    void role_withOnePermissionLess_isFoundWithWhatNeedsIt() {
        for (int i = 0; i < STATEMENTS.size(); i++) {
            for (JsonNode action : Grants.each(STATEMENTS.get(i).get("Action")).toList()) {
                assertThat(found(i, statement -> without(statement, action)))
                        .as("%s taken from %s", action, STATEMENTS.get(i))
                        .isNotEmpty()
                        .allMatch(line -> line.contains("Role lacks " + action.asText() + " on "));
            }
        }
    }

    @Test
    void role_withOnePermissionMore_isFoundByName() {
        for (int i = 0; i < STATEMENTS.size(); i++) {
            assertThat(found(i, statement -> with(statement, "dynamodb:DeleteItem")))
                    .as("a permission added to %s", STATEMENTS.get(i))
                    .isNotEmpty()
                    .allMatch(line -> line.contains("Role has dynamodb:DeleteItem on "));
        }
    }

    @Test
    void role_withAWiderResource_isFound() {
        for (int i = 0; i < STATEMENTS.size(); i++) {
            if (!Grants.isStar(STATEMENTS.get(i))) {
                assertThat(found(i, statement -> statement.put("Resource", "*")))
                        .as("%s on everything", STATEMENTS.get(i))
                        .isNotEmpty();
            }
        }
    }

    @Test
    void role_withoutItsCondition_isFound() {
        for (int i = 0; i < STATEMENTS.size(); i++) {
            if (STATEMENTS.get(i).has("Condition")) {
                assertThat(found(i, statement -> statement.remove("Condition")))
                        .as("%s unconditionally", STATEMENTS.get(i))
                        .isNotEmpty();
            }
        }
    }

    /** What is different once one statement of a role is changed. */
    private static List<String> found(int index, Consumer<ObjectNode> change) {
        Template broken = new Template(TEMPLATE.root().deepCopy());
        change.accept((ObjectNode) new Grants(broken).statementsOfRoles().get(index));
        return differences(broken).filter(line -> !BEFORE.contains(line)).toList();
    }

    private static Stream<String> differences(Template template) {
        Grants grants = new Grants(template);
        return NEEDS.entrySet().stream()
                .flatMap(role ->
                        Needs.differences(role.getKey(), role.getValue(), grants.ofRole(role.getKey())).stream());
    }

    private static void without(ObjectNode statement, JsonNode action) {
        ArrayNode rest = statement.arrayNode();
        Grants.each(statement.get("Action"))
                .filter(other -> !other.equals(action))
                .forEach(rest::add);
        statement.set("Action", rest);
    }

    private static void with(ObjectNode statement, String action) {
        ArrayNode more = statement.arrayNode();
        Grants.each(statement.get("Action")).forEach(more::add);
        statement.set("Action", more.add(action));
    }
}
