package dev.landfall.rehearsal.time;

import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A body of code that lives in virtual time: it runs until it waits, and other things happen while it does. */
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

    /** From the start to the end. */
    private @Nullable Strand strand;

    private @Nullable Scheduled wakeUp;
    private @Nullable Ending ending;
    private boolean killed;

    SimulatedProcess(Simulation simulation, String name, Body body, @Nullable Consumer<Ending> whenEnded) {
        this.simulation = simulation;
        this.name = name;
        this.body = body;
        this.whenEnded = whenEnded;
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
        return strand != null && strand.runsOn(candidate);
    }

    /** Kernel's side: lets the process run until it waits or ends. */
    void resume() {
        if (!isAlive()) {
            return;
        }
        wakeUp = null;
        if (strand == null) {
            strand = simulation.takeStrand();
            strand.carry(name, this::live);
        }
        strand.resume();
        if (!isAlive()) {
            simulation.giveBack(strand);
            strand = null;
        }
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
        if (strand == null) {
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
        boolean forEver = instant.equals(Instant.MAX);
        if (!forEver && simulation.passAlone(instant)) {
            return;
        }
        if (!forEver) {
            wakeAt(instant);
        }
        Objects.requireNonNull(strand).pause();
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
    }
}
