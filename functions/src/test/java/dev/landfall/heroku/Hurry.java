package dev.landfall.heroku;

import dev.failsafe.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A scheduler that waits for nothing, and whose clock says that it did. */
final class Hurry implements Scheduler, InstantSource, AutoCloseable {
    private static final int THREADS = 32;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            THREADS, Thread.ofVirtual().name("hurry-", 0).factory());
    private final AtomicReference<Instant> now;
    private final List<Duration> waits = new CopyOnWriteArrayList<>();

    Hurry(Instant start) {
        this.now = new AtomicReference<>(start);
    }

    @Override
    public ScheduledFuture<?> schedule(Callable<?> task, long delay, TimeUnit unit) {
        Duration wait = Duration.of(delay, unit.toChronoUnit());
        if (wait.isPositive()) {
            waits.add(wait);
            now.updateAndGet(instant -> instant.plus(wait));
        }
        return threads.schedule(task, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    List<Duration> waits() {
        return waits;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
