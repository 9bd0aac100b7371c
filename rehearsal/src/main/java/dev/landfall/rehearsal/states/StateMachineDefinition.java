package dev.landfall.rehearsal.states;

import dev.landfall.rehearsal.states.State.Flow;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** A machine as it can be deployed: read, checked and compiled. Immutable; any number of engines may share it. */
public final class StateMachineDefinition {

    private final Flow flow;
    private final OptionalInt timeoutSeconds;
    private final List<String> stateNames;
    private final Set<String> resources;

    StateMachineDefinition(Flow flow, OptionalInt timeoutSeconds, List<String> stateNames, Set<String> resources) {
        this.flow = flow;
        this.timeoutSeconds = timeoutSeconds;
        this.stateNames = List.copyOf(stateNames);
        this.resources = Set.copyOf(resources);
    }

    /**
     * Reads a definition.
     *
     * @param text YAML or JSON
     * @param substitutions values for {@code ${Name}}, as in SAM's DefinitionSubstitutions, and no others
     * @throws DefinitionRefused if anything in it is wrong or unknown
     */
    public static StateMachineDefinition parse(String text, Map<String, String> substitutions) {
        return DefinitionReader.read(text, substitutions);
    }

    /** The names of all states, those of branches too, in the order of the file. */
    public List<String> stateNames() {
        return stateNames;
    }

    /** What its Tasks call: ARNs without the suffix of a pattern. */
    public Set<String> resources() {
        return resources;
    }

    Flow flow() {
        return flow;
    }

    OptionalInt timeoutSeconds() {
        return timeoutSeconds;
    }
}
