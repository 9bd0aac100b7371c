package dev.landfall.rehearsal.time;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A world of its own time. Events happen in the order of their instants, and of their scheduling where instants are
 * equal; the clock jumps from one to the next.
 *
 * <p>Everything in it runs one at a time: an event, or one process, never two. So one thread may drive it, and what
 * runs inside may use it; any other caller is a mistake that is reported. Events and conditions run on a thread of the
 * simulation's own, not on the caller's.
 */
public final class Simulation implements InstantSource, AutoCloseable {

    // More than any honest cascade: past it, events that schedule each other without time passing would spin for ever.
    private static final int MOST_EVENTS_AT_ONE_INSTANT = 1_000_000;

    private final PriorityQueue<Event> agenda = new PriorityQueue<>();
    private final Set<SimulatedProcess> alive = new LinkedHashSet<>();
    private final ArrayDeque<Strand> idle = new ArrayDeque<>();
    private final Map<String, RandomGenerator> streams = new HashMap<>();
    private final long seed;

    private Instant now;
    private long scheduled;
    private int eventsAtThisInstant;
    private @Nullable Thread driver;
    private @Nullable SimulatedProcess running;
    private boolean closed;
    private Limit limit = Limit.REACHED;

    /** How far the present run goes. */
    @FunctionalInterface
    private interface Limit {
        Limit REACHED = at -> false;

        boolean allows(Instant at);
    }

    public Simulation(Instant start, long seed) {
        this.now = start;
        this.seed = seed;
    }

    @Override
    public Instant instant() {
        return now;
    }

    /**
     * The stream of random numbers with this name: always the same object, and always the same numbers for the same
     * seed, whatever other streams are used for.
     */
    public RandomGenerator random(String name) {
        return streams.computeIfAbsent(name, key -> new SplittableRandom(seed ^ fnv1a(key)));
    }

    /**
     * Puts an event on the agenda.
     *
     * @param at an instant gone by means now
     * @param label what it is, for messages
     */
    public Scheduled schedule(Instant at, String label, Runnable action) {
        checkCaller();
        if (closed) {
            throw new IllegalStateException("simulation is closed: cannot schedule " + label);
        }
        Event event = new Event(at.isBefore(now) ? now : at, scheduled++, label, action);
        agenda.add(event);
        return event;
    }

    /** Puts an event on the agenda, after a delay from now. */
    public Scheduled schedule(Duration delay, String label, Runnable action) {
        return schedule(now.plus(delay), label, action);
    }

    /** Starts a process, as an event at the present instant. If it fails, so does the run of the simulation. */
    public SimulatedProcess spawn(String name, SimulatedProcess.Body body) {
        return start(new SimulatedProcess(this, name, body, null));
    }

    /**
     * Starts a process, as an event at the present instant.
     *
     * @param whenEnded told once, right after the end and outside of the process; not told if the simulation closes
     */
    public SimulatedProcess spawn(
            String name, SimulatedProcess.Body body, Consumer<SimulatedProcess.Ending> whenEnded) {
        return start(new SimulatedProcess(this, name, body, whenEnded));
    }

    /** Lets time pass for the process that calls. */
    public void sleep(Duration duration) {
        sleepUntil(now.plus(duration));
    }

    /** Lets time pass for the process that calls, until the instant; other events of the present come first. */
    public void sleepUntil(Instant instant) {
        currentProcess().suspendUntil(instant);
    }

    /** Whether the caller is a process, and may sleep. */
    public boolean inProcess() {
        return running != null && running.runsOn(Thread.currentThread());
    }

    /** Throws {@link ProcessKilled} if the caller is a process that was killed and has not noticed yet. */
    public void throwIfKilled() {
        if (running != null && running.isKilled()) {
            throw new ProcessKilled(running.name());
        }
    }

    /** Runs until nothing is left to happen. */
    public void runUntilIdle() {
        runUntil(() -> false);
    }

    /** Runs everything that happens before or at the instant; the clock stands at it afterwards. */
    public void runUntil(Instant instant) {
        drive(() -> {
            happenWithin(at -> !at.isAfter(instant));
            moveTo(instant);
        });
    }

    /**
     * Runs until the condition holds. It is asked before the first event and after each, and must change nothing.
     *
     * @return false if nothing was left to happen and it still did not hold
     */
    public boolean runUntil(BooleanSupplier done) {
        drive(() -> happenWithin(at -> !done.getAsBoolean()));
        return done.getAsBoolean();
    }

    /** Ends every process where it waits, and forgets the agenda. Nobody is told; no thread is left. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        drive(() -> {
            closed = true;
            agenda.clear();
            for (SimulatedProcess process : List.copyOf(alive)) {
                running = process;
                process.killSilently();
                running = null;
            }
            alive.clear();
            // Without a body they end.
            idle.forEach(Strand::resume);
            idle.clear();
        });
    }

    @Nullable
    SimulatedProcess running() {
        return running;
    }

    SimulatedProcess currentProcess() {
        SimulatedProcess process = running;
        if (process == null || !process.runsOn(Thread.currentThread())) {
            throw new IllegalStateException("only a process of this simulation can wait");
        }
        return process;
    }

    /**
     * Process's side: lets time pass for the process that runs, if nothing else happens until the instant is over. It
     * would be the next to run, so it need not hand the baton to the kernel to get it back; that is most of what a wait
     * costs, and few waits of a quiet world are interrupted. What the kernel looks at between two events is looked at
     * here.
     *
     * @return false if it has to wait like everybody else
     */
    boolean passAlone(Instant instant) {
        Instant wakeUp = instant.isBefore(now) ? now : instant;
        Event next = nextEvent();
        boolean alone = next == null || next.at.isAfter(wakeUp);
        if (!alone || eventsAtThisInstant >= MOST_EVENTS_AT_ONE_INSTANT || !limit.allows(wakeUp)) {
            return false;
        }
        moveTo(wakeUp);
        eventsAtThisInstant++;
        return true;
    }

    /** Kernel's side: lets the process run until it waits or ends, and tells of its end. */
    void handBatonTo(SimulatedProcess process) {
        running = process;
        try {
            process.resume();
        } finally {
            running = null;
        }
        if (!process.isAlive()) {
            alive.remove(process);
            process.reportEnding();
        }
    }

    Strand takeStrand() {
        return idle.isEmpty() ? new Strand() : idle.removeLast();
    }

    void giveBack(Strand strand) {
        idle.addLast(strand);
    }

    private SimulatedProcess start(SimulatedProcess process) {
        process.wakeNow();
        alive.add(process);
        return process;
    }

    private void drive(Runnable steps) {
        if (driver != null) {
            throw new IllegalStateException("the simulation is being run already");
        }
        onVirtualThread(() -> {
            driver = Thread.currentThread();
            try {
                steps.run();
            } finally {
                driver = null;
            }
        });
    }

    /** From one virtual thread to another the baton goes several times faster than from and to a platform thread. */
    private static void onVirtualThread(Runnable steps) {
        if (Thread.currentThread().isVirtual()) {
            steps.run();
            return;
        }
        try {
            CompletableFuture.runAsync(
                            steps, task -> Thread.ofVirtual().name("simulation").start(task))
                    .join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error failure -> throw failure;
                case null, default -> throw e;
            }
        }
    }

    private void happenWithin(Limit bounds) {
        limit = bounds;
        try {
            Event next = nextEvent();
            while (next != null && bounds.allows(next.at)) {
                happen(next);
                next = nextEvent();
            }
        } finally {
            limit = Limit.REACHED;
        }
    }

    private @Nullable Event nextEvent() {
        Event next = agenda.peek();
        while (next != null && next.action == null) {
            agenda.remove();
            next = agenda.peek();
        }
        return next;
    }

    private void happen(Event event) {
        agenda.remove();
        moveTo(event.at);
        if (++eventsAtThisInstant > MOST_EVENTS_AT_ONE_INSTANT) {
            throw new IllegalStateException("time stands still at " + now + ", last event: " + event.label);
        }
        Runnable action = event.action;
        event.action = null;
        if (action != null) {
            action.run();
        }
    }

    private void moveTo(Instant instant) {
        if (instant.isAfter(now)) {
            now = instant;
            eventsAtThisInstant = 0;
        }
    }

    /** The agenda is no concurrent structure: a thread that is not part of the simulation must not reach it. */
    private void checkCaller() {
        Thread caller = Thread.currentThread();
        boolean allowed = running != null ? running.runsOn(caller) : driver == null || driver == caller;
        if (!allowed) {
            throw new IllegalStateException("thread " + caller.getName() + " is not part of the running simulation");
        }
    }

    /** A stable 64-bit hash: {@link String#hashCode()} is half as wide, and similar names would give similar seeds. */
    private static long fnv1a(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ octet) * 0x100000001b3L;
        }
        return hash;
    }

    private static final class Event implements Scheduled, Comparable<Event> {

        private final Instant at;
        private final long sequence;
        private final String label;
        private @Nullable Runnable action;

        Event(Instant at, long sequence, String label, Runnable action) {
            this.at = at;
            this.sequence = sequence;
            this.label = label;
            this.action = action;
        }

        @Override
        public Instant at() {
            return at;
        }

        @Override
        public boolean cancel() {
            boolean pending = action != null;
            action = null;
            return pending;
        }

        @Override
        public int compareTo(Event other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
        }
    }
}
