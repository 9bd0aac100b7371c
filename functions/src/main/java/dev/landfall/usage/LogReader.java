package dev.landfall.usage;

import dev.landfall.usage.LogFile.Region;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Measures usage from Heroku's log. Files of any size take the same memory: some 10 MB a processor. */
public final class LogReader {

    private LogReader() {}

    /**
     * Reads lines in any order. Paths, query strings, host names and addresses are not kept.
     *
     * @param files of one app, at least one: plain or gzip, each in one of the formats of {@link LineHead}
     * @throws UnknownLogException if one cannot be read, or no line of it is understood
     */
    public static Usage read(List<Path> files) {
        return read(files, (bytes, of) -> {});
    }

    /** @throws UnknownLogException as {@link #read(List)} */
    public static Usage read(List<Path> files, LogListener listener) {
        return read(files, Runtime.getRuntime().availableProcessors(), listener);
    }

    static Usage read(List<Path> paths, int threads, LogListener listener) {
        List<LogFile> files = paths.stream().distinct().map(LogReader::open).toList();
        Queue<Region> regions = new ConcurrentLinkedQueue<>(
                files.stream().flatMap(file -> file.regions().stream()).toList());
        List<Worked> parts = work(regions, threads, told(files, listener));
        return usage(files, parts);
    }

    /** One thread's share. */
    private record Worked(Tally tally, Map<LogFile, PartCounts> counts) {}

    private static LogFile open(Path path) {
        try {
            return LogFile.of(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** Regions are read a little beyond their ends, so that the sum would be more than all. */
    private static LongConsumer told(List<LogFile> files, LogListener listener) {
        long all = files.stream().mapToLong(LogFile::size).sum();
        AtomicLong sum = new AtomicLong();
        return read -> listener.read(Math.min(all, sum.addAndGet(read)), all);
    }

    private static List<Worked> work(Queue<Region> regions, int threads, LongConsumer read) {
        Callable<Worked> worker = () -> work(regions, read);
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<Future<Worked>> futures = Stream.generate(() -> executor.submit(worker))
                    .limit(threads)
                    .toList();
            List<Worked> parts = new ArrayList<>();
            for (Future<Worked> future : futures) {
                parts.add(future.get());
            }
            return parts;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while reading logs", e);
        }
    }

    private static Worked work(Queue<Region> regions, LongConsumer read) {
        Tally tally = new Tally();
        LineScanner scanner = new LineScanner(tally);
        Map<LogFile, PartCounts> counts = new HashMap<>();
        for (Region region = regions.poll(); region != null; region = regions.poll()) {
            counts.computeIfAbsent(region.file(), file -> new PartCounts()).add(scan(region, scanner, read));
        }
        return new Worked(tally, counts);
    }

    private static PartCounts scan(Region region, LineScanner scanner, LongConsumer read) {
        try {
            return region.file().scan(region, scanner, read);
        } catch (IOException e) {
            throw unreadable(region.file().path(), e);
        }
    }

    private static Usage usage(List<LogFile> files, List<Worked> parts) {
        Tally tally = new Tally();
        parts.forEach(part -> tally.add(part.tally()));
        PartCounts all = new PartCounts();
        Coverage coverage = new Coverage();
        for (LogFile file : files) {
            PartCounts counts = new PartCounts();
            parts.forEach(part -> counts.add(part.counts().getOrDefault(file, new PartCounts())));
            cover(file, counts, coverage);
            all.add(counts);
        }
        if (!all.isUnderstood()) {
            throw unknown(files.getFirst());
        }
        return new Usage(
                Instant.ofEpochSecond(all.first()),
                Instant.ofEpochSecond(all.last()),
                all.lines(),
                all.unreadLines(),
                tally.metrics().usage(),
                tally.requests().requests(coverage),
                tally.errors().counts(),
                tally.errors().shares(tally.requests().count(), coverage.minutes()));
    }

    /** An empty file among others is none that somebody mistook for a log. */
    private static void cover(LogFile file, PartCounts counts, Coverage coverage) {
        if (counts.isUnderstood()) {
            coverage.add(counts.first(), counts.last());
        } else if (counts.lines() > 0) {
            throw unknown(file);
        }
    }

    private static UnknownLogException unknown(LogFile file) {
        try {
            return new UnknownLogException(file.path() + ": is no log of Heroku's, its first line is " + file.kind()
                    + "; it must be " + UnknownLogException.ALLOWED);
        } catch (IOException e) {
            return unreadable(file.path(), e);
        }
    }

    private static UnknownLogException unreadable(Path path, IOException e) {
        return new UnknownLogException(
                path + ": cannot be read (" + e.getClass().getSimpleName() + ")");
    }
}
