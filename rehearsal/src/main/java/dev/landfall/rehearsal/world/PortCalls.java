package dev.landfall.rehearsal.world;

import dev.landfall.lambda.UnavailableException;
import dev.landfall.rehearsal.time.Simulation;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one way from a handler into the world: gives each call across a port the time it takes, lets faults befall it,
 * and counts it.
 */
public final class PortCalls {

    /** How long the adapters' clients try before they give up. */
    private static final Duration THROTTLED_FOR = Duration.ofSeconds(2);

    private static final Duration TIME_OUT = Duration.ofSeconds(5);

    private static final Duration SLOW = Duration.ofMillis(4_500);

    /** From the call on. Less than the longest time-out of a function that writes records, which a rollback outlasts. */
    private static final Duration EFFECT_LATE = Duration.ofSeconds(20);

    private static final Duration A_FEW_MINUTES = Duration.ofMinutes(3);

    /** Longer than any trouble that passes. */
    private static final Duration FOR_EVER = Duration.ofMinutes(10);

    /** A word that must not come out anywhere: what clients say of an error may hold what is secret. */
    public static final String CANARY = "canary-4f1d-do-not-repeat";

    @SuppressWarnings("serial")
    private static final class Throttling extends RuntimeException {
        Throttling() {
            super("throttled, with credentials " + CANARY);
        }
    }

    @SuppressWarnings("serial")
    private static final class TimeOut extends RuntimeException {
        TimeOut() {
            super("no answer from " + CANARY);
        }
    }

    /** How long a port's calls take. */
    record Latency(Duration least, Duration most) {
        static Latency millis(long least, long most) {
            return new Latency(Duration.ofMillis(least), Duration.ofMillis(most));
        }
    }

    private final Simulation simulation;
    private final Chance chance;
    private final Map<String, Counted> counted = new TreeMap<>();

    /** The same by method, so that nobody puts names together at each of a million calls. */
    private final Map<Method, Counted> byMethod = new HashMap<>();

    private final Map<List<Object>, Object> lastAnswers = new HashMap<>();
    private final List<PortFaults> faults = new ArrayList<>();
    private final Map<Class<?>, Instant> lastBefallenOf = new HashMap<>();
    private final List<Consumer<PortCall>> callListeners = new ArrayList<>();
    private final List<Consumer<PortCall>> returnListeners = new ArrayList<>();
    private int befallen;
    private Instant firstBefallen = Instant.MAX;
    private Instant lastBefallen = Instant.MIN;
    private boolean refused;

    /** The calls of one name so far. */
    private static final class Counted {
        final String name;
        final String port;
        int calls;

        Counted(String name, String port) {
            this.name = name;
            this.port = port;
        }
    }

    PortCalls(Simulation simulation) {
        this.simulation = simulation;
        this.chance = new Chance(simulation.random("ports"));
    }

    /** Besides those that decide already; of two faults for one call the one that was added first befalls it. */
    public void addFaults(PortFaults more) {
        faults.add(more);
    }

    /** Told of each call, right before it; what it does is not done by the function. */
    public void onCall(Consumer<PortCall> listener) {
        callListeners.add(listener);
    }

    /** Told of each call that came back, answered or not, before the function goes on; it is as outside as the others. */
    public void onReturn(Consumer<PortCall> listener) {
        returnListeners.add(listener);
    }

    /** How often each call was made, by name. */
    public Map<String, Integer> counts() {
        return counted.values().stream().collect(Collectors.toUnmodifiableMap(each -> each.name, each -> each.calls));
    }

    /** Whether a fault befell a call of the port. */
    public boolean hasBefallen(Class<?> port) {
        return lastBefallenOf.containsKey(port);
    }

    /** How many calls a fault befell. */
    public int befallen() {
        return befallen;
    }

    /** Whether a fault befell a call within the last minutes, in which everything is tried again at least once. */
    public boolean isStillTroubled() {
        return isOfLate(lastBefallen);
    }

    /** The same of one port's calls. */
    public boolean isStillTroubled(Class<?> port) {
        return isOfLate(lastBefallenOf.getOrDefault(port, Instant.MIN));
    }

    private boolean isOfLate(Instant at) {
        return at.isAfter(simulation.instant().minus(A_FEW_MINUTES));
    }

    /** Whether a call was refused so that asking again does not help, or so long that nobody asks any more. */
    public boolean wasRefusedForGood() {
        return refused || (befallen > 0 && firstBefallen.isBefore(lastBefallen.minus(FOR_EVER)));
    }

    /** The port, as handlers get it. */
    <T> T wrap(Class<T> port, T target, Latency latency) {
        InvocationHandler handler = (proxy, method, arguments) -> method.getDeclaringClass() == Object.class
                ? method.invoke(target, arguments)
                : method.isDefault()
                        ? InvocationHandler.invokeDefault(proxy, method, arguments)
                        : call(port, target, latency, method, arguments == null ? new Object[0] : arguments);
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    private @Nullable Object call(Class<?> port, Object target, Latency latency, Method method, Object[] arguments)
            throws Throwable {
        PortCall call = count(byMethod.computeIfAbsent(method, m -> counted(port, m)), method);
        tell(callListeners, call);
        Object answer;
        try {
            answer = fare(port, call, target, latency, method, arguments);
        } catch (Exception e) {
            tell(returnListeners, call);
            throw e;
        }
        tell(returnListeners, call);
        return answer;
    }

    private static void tell(List<Consumer<PortCall>> listeners, PortCall call) {
        ScopedValue.where(Invocation.CURRENT, Invocation.NONE)
                .run(() -> listeners.forEach(listener -> listener.accept(call)));
    }

    private @Nullable Object fare(
            Class<?> port, PortCall call, Object target, Latency latency, Method method, Object[] arguments)
            throws Throwable {
        PortFault fault = befalling(call);
        if (fault != null) {
            befallen++;
            lastBefallenOf.put(port, simulation.instant());
            refused |= fault == PortFault.REFUSED;
            lastBefallen = simulation.instant();
            firstBefallen = firstBefallen.isBefore(lastBefallen) ? firstBefallen : lastBefallen;
        }
        Duration takes = chance.between(latency.least(), latency.most());
        return switch (fault) {
            case null -> {
                pass(takes);
                yield answer(call, target, method, arguments);
            }
            case THROTTLED -> {
                pass(THROTTLED_FOR);
                throw new UnavailableException(call.port(), new Throttling());
            }
            case TIMED_OUT_BEFORE -> {
                pass(TIME_OUT);
                throw new UnavailableException(call.port(), new TimeOut());
            }
            case TIMED_OUT_AFTER -> {
                pass(takes);
                answer(call, target, method, arguments);
                pass(TIME_OUT.minus(takes));
                throw new UnavailableException(call.port(), new TimeOut());
            }
            case REFUSED -> {
                pass(takes);
                // Of no class of ours, as what an SDK throws.
                throw new SecurityException("not authorized to do this with credentials " + CANARY);
            }
            case KILLED_BEFORE -> throw new FunctionDied("process exited before " + call.name());
            case KILLED_AFTER -> {
                pass(takes);
                answer(call, target, method, arguments);
                throw new FunctionDied("process exited after " + call.name());
            }
            case SLOW -> {
                pass(SLOW);
                yield answer(call, target, method, arguments);
            }
            case TAKES_EFFECT_LATE -> {
                Invocation by = Invocation.current();
                simulation.schedule(
                        EFFECT_LATE,
                        call.name(),
                        () -> ScopedValue.where(Invocation.CURRENT, by)
                                .run(() -> takeEffect(target, method, arguments)));
                pass(TIME_OUT);
                throw new UnavailableException(call.port(), new TimeOut());
            }
            case STALE -> {
                pass(takes);
                yield lastAnswers.containsKey(question(call, arguments))
                        ? lastAnswers.get(question(call, arguments))
                        : answer(call, target, method, arguments);
            }
        };
    }

    private Counted counted(Class<?> port, Method method) {
        String name = port.getSimpleName() + "." + method.getName();
        return counted.computeIfAbsent(name, n -> new Counted(n, port.getSimpleName()));
    }

    private PortCall count(Counted calls, Method method) {
        Invocation by = Invocation.current();
        return new PortCall(
                calls.name,
                calls.port,
                method.getName(),
                by.function(),
                by.number(),
                by.execution(),
                calls.calls++,
                simulation.instant());
    }

    private @Nullable PortFault befalling(PortCall call) {
        // Each is asked: they count calls.
        PortFault first = null;
        for (PortFaults each : faults) {
            PortFault fault = each.befalls(call);
            first = first == null ? fault : first;
        }
        return first;
    }

    private @Nullable Object answer(PortCall call, Object target, Method method, Object[] arguments) throws Throwable {
        try {
            Object answer = method.invoke(target, arguments);
            if (method.getReturnType() != void.class) {
                lastAnswers.put(question(call, arguments), answer);
            }
            return answer;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Nobody hears of the answer, nor of a refusal. */
    private static void takeEffect(Object target, Method method, Object[] arguments) {
        try {
            method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof RuntimeException)) {
                throw new IllegalStateException("late call of " + method.getName(), e.getCause());
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("late call of " + method.getName(), e);
        }
    }

    /** Asked again a minute later it is the same question: until when is not what it is about. */
    private static List<Object> question(PortCall call, Object[] arguments) {
        return List.of(
                call.name(),
                Arrays.stream(arguments)
                        .filter(argument -> !(argument instanceof Instant))
                        .toList());
    }

    /** Time in a function passes in its calls only, so this is where its time-out strikes. */
    private void pass(Duration takes) {
        Instant until = simulation.instant().plus(takes);
        Instant deadline = Invocation.current().deadline();
        if (until.isAfter(deadline)) {
            simulation.sleepUntil(deadline);
            throw new FunctionDied("Task timed out");
        }
        simulation.sleepUntil(until);
    }
}
