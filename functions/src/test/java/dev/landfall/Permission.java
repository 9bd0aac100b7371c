package dev.landfall;

/**
 * That an action is allowed on a resource.
 *
 * @param resource as it stands in template.yaml, without the names of CloudFormation's functions
 * @param condition JSON; empty without one
 */
public record Permission(String action, String resource, String condition) implements Comparable<Permission> {

    static Permission of(String action, String resource) {
        return new Permission(action, resource, "");
    }

    @Override
    public int compareTo(Permission other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return action + " on " + resource + (condition.isEmpty() ? "" : " if " + condition);
    }
}
