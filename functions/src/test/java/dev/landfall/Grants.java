package dev.landfall;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What template.yaml allows. */
public final class Grants {
    private static final Set<String> KNOWN = Set.of("Effect", "Action", "Resource", "Condition");

    private final Template template;

    Grants(Template template) {
        this.template = template;
    }

    /** Of the template beside the module that is tested. */
    public static Grants ofTheTemplate() {
        return new Grants(Template.read(Path.of("../template.yaml")));
    }

    /** In no order; what two policies allow comes twice. */
    List<Permission> ofRole(String role) {
        JsonNode properties = template.properties(role);
        return Stream.concat(
                        each(properties.path("ManagedPolicyArns")).map(policy -> managed(policy.asText())),
                        each(properties.path("Policies")).map(policy -> of(policy.get("PolicyDocument"))))
                .flatMap(List::stream)
                .toList();
    }

    public Set<Permission> ofPolicy(String policy) {
        return new TreeSet<>(managed(policy));
    }

    /** @throws IllegalArgumentException if it is not a managed policy of the template: AWS's own are never the least */
    private List<Permission> managed(String policy) {
        if (!template.ofType("AWS::IAM::ManagedPolicy").containsKey(policy)) {
            throw new IllegalArgumentException(policy + " is no policy of the template");
        }
        return of(template.properties(policy).get("PolicyDocument"));
    }

    /** Managed policies that no role has: they are for people. */
    Set<String> policiesForPeople() {
        Set<String> all =
                new TreeSet<>(template.ofType("AWS::IAM::ManagedPolicy").keySet());
        template.ofType("AWS::IAM::Role").keySet().stream()
                .flatMap(role -> each(template.properties(role).path("ManagedPolicyArns")))
                .forEach(policy -> all.remove(policy.asText()));
        return all;
    }

    /** Of all roles and all managed policies. */
    List<JsonNode> statements() {
        return policies().flatMap(entry -> permitting(entry.getValue())).toList();
    }

    List<JsonNode> statementsOfRoles() {
        Set<String> forPeople = policiesForPeople();
        return policies()
                .filter(entry -> !forPeople.contains(entry.getKey()))
                .flatMap(entry -> permitting(entry.getValue()))
                .toList();
    }

    private Stream<Map.Entry<String, JsonNode>> policies() {
        return Stream.of("AWS::IAM::ManagedPolicy", "AWS::IAM::Role")
                .flatMap(type -> template.ofType(type).entrySet().stream());
    }

    /** Who may assume a role is told without a resource. */
    private static Stream<JsonNode> permitting(JsonNode resource) {
        return statementsIn(resource).filter(statement -> statement.has("Resource"));
    }

    static Stream<JsonNode> statementsIn(JsonNode node) {
        Stream<JsonNode> here = node.has("Effect") ? Stream.of(node) : Stream.empty();
        Stream<JsonNode> below = StreamSupport.stream(node.spliterator(), false).flatMap(Grants::statementsIn);
        return Stream.concat(here, below);
    }

    static boolean isStar(JsonNode statement) {
        return each(statement.path("Resource"))
                .anyMatch(resource -> resource.asText().equals("*"));
    }

    private static List<Permission> of(JsonNode document) {
        return each(document.get("Statement")).flatMap(Grants::permissions).toList();
    }

    private static Stream<Permission> permissions(JsonNode statement) {
        boolean plain = statement.get("Effect").asText().equals("Allow")
                && statement.properties().stream().map(Map.Entry::getKey).allMatch(KNOWN::contains);
        if (!plain) {
            throw new IllegalArgumentException("this test reads only plain permissions: " + statement);
        }
        String condition =
                statement.has("Condition") ? statement.get("Condition").toString() : "";
        return each(statement.get("Action"))
                .flatMap(action -> resources(statement.get("Resource"))
                        .map(resource -> new Permission(action.asText(), resource, condition)));
    }

    /** Of a !Split the one ARN that is repeated for each item. */
    private static Stream<String> resources(JsonNode resource) {
        boolean split = resource.isArray() && resource.path(1).isArray();
        return split
                ? Stream.of(resource.get(1).get(0).asText())
                : each(resource).map(JsonNode::asText);
    }

    /** The items of an array; of anything else itself; of nothing none. */
    static Stream<JsonNode> each(JsonNode node) {
        if (node.isMissingNode()) {
            return Stream.empty();
        }
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
    }
}
