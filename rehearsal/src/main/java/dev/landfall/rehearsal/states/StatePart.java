package dev.landfall.rehearsal.states;

/**
 * A state while it is read, or a part of one that has fields of its own: a rule, a catcher.
 *
 * @param state the state's name
 * @param name what Step Functions calls the part, {@code Choices[0]}; empty for the state itself
 */
record StatePart(String state, String name, FieldReader fields, FlowContext flow) {

    static StatePart whole(String state, FieldReader fields, FlowContext flow) {
        return new StatePart(state, "", fields, flow);
    }

    StatePart element(FieldReader element) {
        return new StatePart(state, element.name(), element, flow);
    }

    Spot spot(String field) {
        return new Spot(fields.path(field), name.isEmpty() ? field : name + "/" + field);
    }

    /** Notes that the state leads to another. */
    State.Next leadsTo(String target) {
        flow.leads(new FlowContext.Link(fields.path(), state, target));
        return new State.Next.To(target);
    }

    /**
     * The place of a value.
     *
     * @param path in the definition: {@code States.Pick.Choices[0].Output.total}
     * @param field in the state, as Step Functions prints it: {@code Choices[0]/Output/total}
     */
    record Spot(String path, String field) {

        Spot key(String key) {
            return new Spot(path + "." + key, field + "/" + key);
        }

        Spot index(int index) {
            return new Spot(path + "[" + index + "]", field + "[" + index + "]");
        }
    }
}
