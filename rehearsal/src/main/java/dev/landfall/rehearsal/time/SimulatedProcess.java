package dev.landfall.rehearsal.time;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A body of code that lives in virtual time: it runs until it waits, and other things happen while it does.
 *
 * <p>It is a coroutine on a virtual thread. The baton says who may run; it goes from the kernel to the process in
 * {@link #resume()}, and back in {@link #suspendUntil} or at the body's end.
 */
public final class SimulatedProcess {

    /** What a process does. */
    @FunctionalInterface
    public interface Body {
        void run() throws Exception;
    }

    /** How a process came to its end. */
    public sealed interface Ending {
        record Finished() implements Ending {}

        record Killed() implements Ending {}

        record Failed(Throwable cause) implements Ending {}
    }

    private final Simulation simulation;
    private final String name;
    private final Body body;
    private final @Nullable Consumer<Ending> whenEnded;
    private final Thread thread;

    // Written by whoever gives the baton away, read by whoever waits for it: the one field that two threads share, and
    // the one that makes all the others visible.
    private volatile boolean hasBaton;

    private @Nullable Thread kernel;
    private @Nullable Scheduled wakeUp;
    private @Nullable Ending ending;
    private boolean killed;

    SimulatedProcess(Simulation simulation, String name, Body body, @Nullable Consumer<Ending> whenEnded) {
        this.simulation = simulation;
        this.name = name;
        this.body = body;
        this.whenEnded = whenEnded;
        this.thread = Thread.ofVirtual()
                .name(name)
                .inheritInheritableThreadLocals(false)
                .unstarted(this::live);
    }

    public String name() {
        return name;
    }

    public boolean isAlive() {
        return ending == null;
    }

    /**
     * Ends the process by a {@link ProcessKilled} at the place where it waits, as an event at the present instant. A
     * process that kills itself goes on until its next wait. Killing what has ended does nothing.
     */
    public void kill() {
        if (killed || !isAlive()) {
            return;
        }
        killed = true;
        if (simulation.running() != this) {
            wakeNow();
        }
    }

    boolean isKilled() {
        return killed;
    }

    boolean runsOn(Thread candidate) {
        return thread == candidate;
    }

    /** Kernel's side: lets the process run until it waits or ends. */
    void resume() {
        if (!isAlive()) {
            return;
        }
        wakeUp = null;
        kernel = Thread.currentThread();
        hasBaton = true;
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
        awaitBaton(false);
    }

    /** Kernel's side, after {@link #resume()}: tells the listener of an end. */
    void reportEnding() {
        switch (ending) {
            case null -> {}
            case Ending.Failed(Throwable cause)
            when whenEnded == null -> throw new IllegalStateException("process " + name + " failed", cause);
            case Ending known -> {
                if (whenEnded != null) {
                    whenEnded.accept(known);
                }
            }
        }
    }

    /** Kernel's side: an end without an audience, for a simulation that closes. */
    void killSilently() {
        killed = true;
        if (thread.getState() == Thread.State.NEW) {
            ending = new Ending.Killed();
        } else {
            resume();
        }
    }

    /** Any side: replaces the event that would have woken the process by one at the present instant. */
    void wakeNow() {
        wakeAt(simulation.instant());
    }

    /** Process's side: gives the baton back until the instant, or until {@link #wakeNow()}; MAX has no event. */
    void suspendUntil(Instant instant) {
        simulation.throwIfKilled();
        if (!instant.equals(Instant.MAX)) {
            wakeAt(instant);
        }
        hasBaton = false;
        LockSupport.unpark(kernel);
        awaitBaton(true);
        simulation.throwIfKilled();
    }

    private void wakeAt(Instant instant) {
        if (wakeUp != null) {
            wakeUp.cancel();
        }
        wakeUp = simulation.schedule(instant, name, () -> simulation.handBatonTo(this));
    }

    private void live() {
        Ending end = new Ending.Finished();
        try {
            simulation.throwIfKilled();
            body.run();
        } catch (ProcessKilled asPlanned) {
            end = new Ending.Killed();
        } catch (Throwable failure) {
            end = new Ending.Failed(failure);
        }
        ending = end;
        hasBaton = false;
        LockSupport.unpark(kernel);
    }

    private void awaitBaton(boolean wanted) {
        boolean interrupted = false;
        while (hasBaton != wanted) {
            LockSupport.park(this);
            // An interrupt makes park return at once: remembered, lest the wait turn into a spin.
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
