package dev.landfall;

import dev.landfall.ByteCode.Body;
import dev.landfall.ByteCode.Call;
import dev.landfall.ByteCode.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkClient;

/**
 * All calls of AWS that an object can come to make: what its constructors and what a library may call on it reach,
 * through ports to those adapters alone that are made on the way. So a function that wires an adapter and never calls
 * one of its methods does not need what that method needs.
 */
public final class CallGraph {
    private static final String SDK = "software.amazon.awssdk.services.";

    private final Set<Node> reached = new HashSet<>();
    private final Deque<Node> open = new ArrayDeque<>();
    private final Set<Node> sites = new LinkedHashSet<>();
    private final Set<Class<?>> made = new LinkedHashSet<>();
    private final Set<String> initialised = new HashSet<>();
    private final Set<SdkCall> calls = new TreeSet<>();

    /** @param port the method of an adapter through which the domain came here; null outside of adapters */
    private record Node(Method method, @Nullable Method port) {}

    private CallGraph() {}

    /** @param types whose objects are made by somebody whom this does not see: the Lambda runtime, a wiring */
    public static Set<SdkCall> callsOf(Class<?>... types) {
        CallGraph graph = new CallGraph();
        for (Class<?> type : types) {
            graph.begin(type, "<init>");
        }
        graph.walk();
        return graph.calls;
    }

    /** As {@link #callsOf}, where a static method does the wiring. */
    public static Set<SdkCall> callsOf(Class<?> wiring, String method, Class<?> type) {
        CallGraph graph = new CallGraph();
        graph.begin(wiring, method);
        graph.begin(type, "<init>");
        graph.walk();
        return graph.calls;
    }

    /** Every call that stands in the type, reached or not. */
    static Set<SdkCall> callsIn(Class<?> type) {
        CallGraph graph = new CallGraph();
        for (Method method : ByteCode.declared(type)) {
            Node node = new Node(method, null);
            Objects.requireNonNull(ByteCode.body(method)).calls().forEach(call -> graph.follow(call, node));
        }
        return graph.calls;
    }

    private void begin(Class<?> type, String name) {
        List<Method> roots = ByteCode.declared(type).stream()
                .filter(method -> method.name().equals(name))
                .toList();
        if (roots.isEmpty()) {
            throw new IllegalArgumentException(type + " has no " + name);
        }
        roots.forEach(root -> enter(root, null));
        if (name.equals("<init>")) {
            make(type.getName(), null);
        }
    }

    private void walk() {
        int before;
        do {
            before = reached.size() + made.size();
            while (!open.isEmpty()) {
                look(open.pop());
            }
            List.copyOf(sites).forEach(this::resolve);
        } while (before != reached.size() + made.size());
    }

    private void look(Node node) {
        Body body = Objects.requireNonNull(ByteCode.body(node.method()));
        body.touched().forEach(type -> initialise(type, node.port()));
        body.made().forEach(type -> make(type, node.port()));
        body.calls().forEach(call -> follow(call, node));
    }

    private void follow(Call call, Node from) {
        Method target = call.target();
        if (target.owner().startsWith(SDK)) {
            ask(target, from);
        } else if (target.isOurs() && call.virtual()) {
            sites.add(new Node(target, from.port()));
        } else if (target.isOurs()) {
            enterDeclared(target, target.ownerClass(), from.port());
        }
    }

    private void ask(Method target, Node from) {
        boolean ofAClient = SdkClient.class.isAssignableFrom(target.ownerClass());
        if (ofAClient || SdkCall.isPartOfATransaction(target)) {
            SdkCall.of(target, from.method(), from.port()).ifPresent(calls::add);
        }
    }

    /** The method of each object that may be there: those made by us, and the owner itself where a library makes it. */
    private void resolve(Node site) {
        Class<?> owner = site.method().ownerClass();
        enterDeclared(site.method(), owner, site.port());
        made.stream()
                .filter(owner::isAssignableFrom)
                .toList()
                .forEach(object -> enterDeclared(site.method(), object, site.port()));
    }

    /** Where the method is inherited from; nowhere if all that there is is abstract. */
    private void enterDeclared(Method method, Class<?> object, @Nullable Method port) {
        supertypes(object)
                .map(method::in)
                .filter(Method::isOurs)
                .filter(candidate -> ByteCode.body(candidate) != null)
                .findFirst()
                .ifPresent(found -> enter(found, port));
    }

    private void enter(Method method, @Nullable Method port) {
        Node node = new Node(method, portOf(method, port));
        if (reached.add(node)) {
            open.push(node);
        }
    }

    /** What an adapter calls of itself belongs to the method by which it was entered. */
    private static @Nullable Method portOf(Method method, @Nullable Method port) {
        boolean inside = port != null && port.owner().equals(method.owner());
        boolean constructs = method.name().startsWith("<");
        Body body = Objects.requireNonNull(ByteCode.body(method));
        return inside || constructs || body.isStatic() || !isAdapter(method.ownerClass()) ? port : method;
    }

    private static boolean isAdapter(Class<?> type) {
        return !type.isInterface()
                && Arrays.stream(type.getInterfaces())
                        .anyMatch(port -> port.getName().startsWith("dev.landfall."));
    }

    private void make(String type, @Nullable Method port) {
        initialise(type, port);
        Method constructor = new Method(type, "<init>", "");
        if (constructor.isOurs() && made.add(constructor.ownerClass())) {
            overridesOfLibraries(constructor.ownerClass()).forEach(method -> enter(method, port));
        }
    }

    /** A library that was given the object may call these: the Lambda runtime, a collection, a try statement. */
    private static Stream<Method> overridesOfLibraries(Class<?> object) {
        List<String> known = supertypes(object)
                .filter(type -> !type.getName().startsWith("dev.landfall."))
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .map(java.lang.reflect.Method::getName)
                .toList();
        return supertypes(object)
                .filter(type -> type.getName().startsWith("dev.landfall."))
                .flatMap(type -> ByteCode.declared(type).stream())
                .filter(method -> known.contains(method.name()));
    }

    private void initialise(String type, @Nullable Method port) {
        Method initialiser = new Method(type, "<clinit>", "()V");
        if (initialiser.isOurs() && initialised.add(type) && ByteCode.body(initialiser) != null) {
            enter(initialiser, port);
        }
    }

    /** The class itself, then its superclasses, then all interfaces: the order in which Java looks for a method. */
    private static Stream<Class<?>> supertypes(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> up = type; up != null; up = up.getSuperclass()) {
            all.add(up);
        }
        List.copyOf(all).forEach(up -> addInterfaces(up, all));
        return all.stream();
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> all) {
        for (Class<?> up : type.getInterfaces()) {
            all.add(up);
            addInterfaces(up, all);
        }
    }
}
