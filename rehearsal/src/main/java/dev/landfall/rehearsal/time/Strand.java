package dev.landfall.rehearsal.time;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A virtual thread that carries one process after another, as a warm environment of Lambda does: libraries keep buffers by
 * thread, and to make those anew for each of thousands of short processes costs more than what the processes do.
 *
 * <p>The baton says who may run; it goes from the kernel to the strand in {@link #resume()}, and back in {@link #pause()}
 * or at the body's end.
 */
final class Strand {

    private final Thread thread;

    // Written by whoever gives the baton away, read by whoever waits for it: the one field that two threads share, and
    // the one that makes all the others visible.
    private volatile boolean hasBaton;

    private @Nullable Thread kernel;
    private @Nullable Runnable body;

    Strand() {
        this.thread = Thread.ofVirtual().inheritInheritableThreadLocals(false).unstarted(this::live);
    }

    /** Kernel's side: what to run next. Without a body the next {@link #resume()} ends the thread. */
    void carry(String name, Runnable next) {
        thread.setName(name);
        body = next;
    }

    boolean runsOn(Thread candidate) {
        return thread == candidate;
    }

    /** Kernel's side: lets the body run until it pauses or ends. */
    void resume() {
        kernel = Thread.currentThread();
        hasBaton = true;
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
        awaitBaton(false);
    }

    /** Body's side: gives the baton back until the next {@link #resume()}. */
    void pause() {
        giveBatonBack();
        awaitBaton(true);
    }

    private void live() {
        while (body != null) {
            Runnable present = body;
            body = null;
            present.run();
            // An interrupt is the body's own: it ends with it.
            Thread.interrupted();
            pause();
        }
        giveBatonBack();
    }

    private void giveBatonBack() {
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
