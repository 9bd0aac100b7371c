package dev.landfall.heroku;

import dev.landfall.inventory.Inventory.SourceNote;
import dev.landfall.inventory.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/** The parts of one app, read at the same time. */
final class Parts implements AutoCloseable {
    private final String app;
    private final ReadingListener listener;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Part<?>> begun = new ArrayList<>();
    private final Queue<SourceNote> notes = new ConcurrentLinkedQueue<>();

    record Part<T>(String name, Future<T> reading) {}

    Parts(String app, ReadingListener listener) {
        this.app = app;
        this.listener = listener;
    }

    <T> Part<T> begin(String name, Supplier<T> reading) {
        Part<T> part = new Part<>(name, threads.submit(() -> told(name, reading)));
        begun.add(part);
        return part;
    }

    private <T> T told(String name, Supplier<T> reading) {
        listener.begins(name);
        try {
            return reading.get();
        } finally {
            listener.ends(name);
        }
    }

    /** A part without which the inventory still stands: if the token may not read it, a note says so. */
    <T> Part<T> beginOptional(String name, String path, T without, Function<String, T> reading) {
        return begin(name, () -> orNote(path, without, () -> reading.apply(path)));
    }

    <T> T orNote(String path, T without, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (HerokuException.NoAccess | HerokuException.NotFound e) {
            notes.add(new SourceNote(Origin.PLATFORM_API, path, "not read: " + e.getMessage()));
            return without;
        }
    }

    /** Several things at the same time, within a part. */
    <A, T> List<T> each(Collection<A> things, Function<A, T> reading) {
        List<Callable<T>> readings = things.stream()
                .<Callable<T>>map(thing -> () -> reading.apply(thing))
                .toList();
        try {
            return threads.invokeAll(readings).stream().map(Parts::result).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the reading was interrupted");
        }
    }

    /** @throws HerokuException.Partial if the network or the rate limit ended the reading */
    <T> T of(Part<T> part) {
        try {
            return result(part.reading());
        } catch (HerokuException.Unreachable | HerokuException.RateLimited e) {
            throw partial(e);
        }
    }

    List<SourceNote> notes() {
        return List.copyOf(notes);
    }

    /** The others get to their end first, so that it is certain what was read. */
    private HerokuException partial(HerokuException first) {
        List<String> read = new ArrayList<>(List.of(PlatformInventory.APP));
        List<String> missing = new ArrayList<>();
        for (Part<?> part : begun) {
            (failure(part.reading()).isEmpty() ? read : missing).add(part.name());
        }
        return new HerokuException.Partial(app, read, missing, first);
    }

    private static Optional<RuntimeException> failure(Future<?> reading) {
        try {
            result(reading);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    private static <T> T result(Future<T> reading) {
        try {
            return reading.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the reading was interrupted");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
