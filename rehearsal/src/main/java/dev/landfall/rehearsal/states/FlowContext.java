package dev.landfall.rehearsal.states;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the states of one flow share while they are read: the variables they assign, and where they lead. */
final class FlowContext {

    /** @param path the place that names the target, for messages */
    record Link(String path, String from, String to) {}

    private final @Nullable FlowContext outer;
    private final Set<String> assigned = new HashSet<>();
    private final List<Link> links = new ArrayList<>();

    private FlowContext(@Nullable FlowContext outer) {
        this.outer = outer;
    }

    static FlowContext ofMachine() {
        return new FlowContext(null);
    }

    FlowContext ofBranch() {
        return new FlowContext(this);
    }

    void assigns(String variable) {
        assigned.add(variable);
    }

    void leads(Link link) {
        links.add(link);
    }

    List<Link> links() {
        return links;
    }

    boolean isAssignedOutside(String variable) {
        return outer != null && (outer.assigned.contains(variable) || outer.isAssignedOutside(variable));
    }

    /** Complete only when the whole definition was read: a variable may be assigned further down. */
    Set<String> visibleVariables() {
        Set<String> visible = new HashSet<>(assigned);
        if (outer != null) {
            visible.addAll(outer.visibleVariables());
        }
        return visible;
    }
}
