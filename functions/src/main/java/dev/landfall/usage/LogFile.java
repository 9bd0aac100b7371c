package dev.landfall.usage;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;

/**
 * A file and what its first bytes tell about how to read it.
 *
 * @param compressed by gzip, so that it can only be read from the front
 * @param counted whether lengths precede its lines, so that only who reads from the front knows where lines begin
 */
record LogFile(Path path, long size, boolean compressed, boolean counted) {
    private static final int REGION = 16 * 1024 * 1024;
    private static final int START = 512;
    private static final int GZIP_BUFFER = 64 * 1024;

    /** A part that can be read for itself: the lines that begin in it. */
    record Region(LogFile file, long from, long to) {}

    static LogFile of(Path path) throws IOException {
        long size = Files.size(path);
        byte[] start = start(Files.newInputStream(path));
        boolean compressed = start.length > 1 && start[0] == (byte) 0x1F && start[1] == (byte) 0x8B;
        byte[] text = compressed ? start(new GZIPInputStream(Files.newInputStream(path))) : start;
        return new LogFile(path, size, compressed, LogKind.isCounted(text));
    }

    List<Region> regions() {
        if (compressed || counted) {
            return List.of(new Region(this, 0, Long.MAX_VALUE));
        }
        List<Region> regions = new ArrayList<>();
        for (long from = 0; from < size; from += REGION) {
            regions.add(new Region(this, from, Math.min(size, from + REGION)));
        }
        return regions;
    }

    /** What the first line is, in words that show nothing of it. */
    String kind() throws IOException {
        InputStream in = Files.newInputStream(path);
        return LogKind.name(start(compressed ? new GZIPInputStream(in) : in));
    }

    /** @param read told how many bytes of the file each step took */
    PartCounts scan(Region region, LineScanner scanner, LongConsumer read) throws IOException {
        if (compressed) {
            InputStream stored = new CountedStream(Files.newInputStream(path), read);
            try (InputStream in = new GZIPInputStream(stored, GZIP_BUFFER)) {
                return scanner.scan(in, Long.MAX_VALUE, false, counted);
            }
        }
        return scanPlain(region, scanner, read);
    }

    /** Begins one byte earlier, since a line that begins with the region has its predecessor's end there. */
    private PartCounts scanPlain(Region region, LineScanner scanner, LongConsumer read) throws IOException {
        boolean midway = region.from() > 0;
        long from = midway ? region.from() - 1 : 0;
        try (FileChannel channel = FileChannel.open(path)) {
            channel.position(from);
            InputStream in = new CountedStream(Channels.newInputStream(channel), read);
            return scanner.scan(in, region.to() - from, midway, counted);
        }
    }

    private static byte[] start(InputStream in) throws IOException {
        try (in) {
            return in.readNBytes(START);
        }
    }
}
