package dev.landfall.rehearsal.states;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.landfall.rehearsal.states.FlowContext.Link;
import dev.landfall.rehearsal.states.State.Flow;
import dev.landfall.rehearsal.states.State.Next;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a whole machine, and checks what no single state can: names, links, reachability. */
final class DefinitionReader {

    private static final int LONGEST_STATE_NAME = 80;

    private final Problems problems = new Problems();
    private final TemplateReader templates = new TemplateReader(problems);
    private final StateReader states = new StateReader(templates, this::flow);
    private final Set<String> names = new LinkedHashSet<>();

    private DefinitionReader() {}

    static StateMachineDefinition read(String text, Map<String, String> substitutions) {
        return new DefinitionReader().machine(YamlTree.read(text, substitutions));
    }

    /** Reads the field, and insists on the only language there is. */
    static void queryLanguage(FieldReader fields) {
        fields.text("QueryLanguage")
                .filter(language -> !language.equals("JSONata"))
                .ifPresent(
                        language -> fields.problem("QueryLanguage is " + language + "; only JSONata is interpreted"));
    }

    private StateMachineDefinition machine(ObjectNode tree) {
        FieldReader fields = new FieldReader("", tree, problems);
        fields.text("Comment");
        fields.oneOf("Version", "1.0");
        fields.required("QueryLanguage", fields.any("QueryLanguage"));
        queryLanguage(fields);
        OptionalInt timeout = fields.integer("TimeoutSeconds", 1, StateReader.MOST_SECONDS);
        Flow flow = flow(fields, FlowContext.ofMachine());
        fields.refuseTheRest();
        templates.checkReferences();
        problems.throwIfAny();
        return new StateMachineDefinition(flow, timeout, List.copyOf(names), states.resources());
    }

    private Flow flow(FieldReader fields, FlowContext context) {
        String startAt = fields.requiredText("StartAt");
        Optional<ObjectNode> nodes = fields.required("States", fields.object("States"));
        Map<String, State> read = new LinkedHashMap<>();
        nodes.ifPresent(object -> {
            object.properties()
                    .forEach(
                            entry -> state(fields, entry, context).ifPresent(state -> read.put(entry.getKey(), state)));
            checkLinks(fields, startAt, names(object), context);
            checkEnd(fields, read);
        });
        return new Flow(startAt, read);
    }

    private Optional<State> state(FieldReader flow, Map.Entry<String, JsonNode> entry, FlowContext context) {
        String name = entry.getKey();
        String path = flow.path("States") + "." + name;
        if (name.length() > LONGEST_STATE_NAME) {
            problems.add(path, "the name is longer than " + LONGEST_STATE_NAME + " characters");
        }
        if (!names.add(name)) {
            problems.add(path, "another state of the machine has this name");
        }
        if (!(entry.getValue() instanceof ObjectNode node)) {
            problems.add(path, "must be an object");
            return Optional.empty();
        }
        return states.read(StatePart.whole(name, new FieldReader(path, node, problems), context));
    }

    private void checkLinks(FieldReader flow, String startAt, Set<String> known, FlowContext context) {
        if (!startAt.isEmpty() && !known.contains(startAt)) {
            flow.problem(
                    "StartAt names \"" + startAt + "\", which does not exist" + Problems.suggestion(startAt, known));
        }
        for (Link link : context.links()) {
            if (!link.to().isEmpty() && !known.contains(link.to())) {
                problems.add(
                        link.path(),
                        "leads to \"" + link.to() + "\", which does not exist" + Problems.suggestion(link.to(), known));
            }
        }
        Set<String> unreachable = new LinkedHashSet<>(known);
        unreachable.removeAll(reachable(startAt, context.links()));
        unreachable.forEach(name -> problems.add(flow.path("States") + "." + name, "no state leads here"));
    }

    /** A state that could not be read may have been meant as the end. */
    private void checkEnd(FieldReader flow, Map<String, State> states) {
        boolean ends = states.values().stream().anyMatch(DefinitionReader::mayEnd);
        if (!ends && !states.isEmpty()) {
            flow.problem("no state ends it");
        }
    }

    private static boolean mayEnd(State state) {
        return switch (state) {
            case State.Succeed _, State.Fail _ -> true;
            case State.Choice _ -> false;
            case State.Task task -> task.next() instanceof Next.End;
            case State.Pass pass -> pass.next() instanceof Next.End;
            case State.Wait wait -> wait.next() instanceof Next.End;
            case State.Parallel parallel -> parallel.next() instanceof Next.End;
            case State.ForEach forEach -> forEach.next() instanceof Next.End;
            case State.MapRun mapRun -> mapRun.next() instanceof Next.End;
        };
    }

    private static Set<String> reachable(String startAt, List<Link> links) {
        Set<String> reached = new LinkedHashSet<>(Set.of(startAt));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            String from = open.remove();
            links.stream()
                    .filter(link -> link.from().equals(from))
                    .map(Link::to)
                    .filter(reached::add)
                    .forEach(open::add);
        }
        return reached;
    }

    private static Set<String> names(ObjectNode object) {
        return new LinkedHashSet<>(
                object.propertyStream().map(Map.Entry::getKey).toList());
    }
}
