package dev.landfall.usage;

import java.io.IOException;
import java.io.InputStream;

/** Cuts a stream into lines within one buffer. A line that does not fit is passed over and counts as not understood. */
final class LineScanner {
    /** Large enough for any line of Logplex, which cuts at 10 KB, and small enough to stay in a processor's cache. */
    private static final int BUFFER = 256 * 1024;

    private static final int MOST_DIGITS_OF_LENGTH = 6;

    private final byte[] buffer = new byte[BUFFER];
    private final Tally tally;
    private int at;
    private int filled;
    /** Of the buffer's first byte in the stream. */
    private long base;

    LineScanner(Tally tally) {
        this.tally = tally;
    }

    /**
     * Reads the lines that begin before the limit, to their ends.
     *
     * @param midway whether the stream begins just before or within a line that is not part of it
     * @param counted whether each line is preceded by its length, as in a drain's request
     */
    PartCounts scan(InputStream in, long limit, boolean midway, boolean counted) throws IOException {
        PartCounts counts = new PartCounts();
        at = 0;
        filled = 0;
        base = 0;
        boolean passing = midway;
        boolean more = true;
        while (more && base + at < limit) {
            more = fill(in);
            passing = lines(limit, passing, counted, !more, counts);
        }
        return counts;
    }

    /** Whether the end of the buffer is within a line to be passed over. */
    private boolean lines(long limit, boolean midway, boolean counted, boolean last, PartCounts counts) {
        boolean passing = midway;
        while (base + at < limit) {
            int end = counted && !passing ? endOfCounted(last) : endOfLine();
            if (end < 0 && !last) {
                return passing ? passAll() : dropIfFull(counts);
            }
            int to = end < 0 ? filled : end;
            if (!passing) {
                line(to, counts);
            }
            passing = false;
            at = end < 0 ? filled : next(end);
            if (at >= filled && last) {
                at = filled;
                return false;
            }
        }
        return passing;
    }

    private boolean passAll() {
        at = filled;
        return true;
    }

    private boolean dropIfFull(PartCounts counts) {
        boolean full = at == 0 && filled == buffer.length;
        if (full) {
            counts.unread();
            passAll();
        }
        return full;
    }

    private void line(int end, PartCounts counts) {
        int to = end > at && buffer[end - 1] == '\r' ? end - 1 : end;
        if (to > at) {
            counts.line(tally.read(buffer, at, to));
        }
    }

    private int endOfLine() {
        byte[] bytes = buffer;
        int to = filled;
        for (int i = at; i < to; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    /** Where the length says; at the end of the line, if the length is wrong. -1 if more must be read to tell. */
    private int endOfCounted(boolean last) {
        int length = 0;
        int i = at;
        while (i < filled && Cursor.isDigit(buffer[i]) && i - at < MOST_DIGITS_OF_LENGTH) {
            length = 10 * length + buffer[i++] - '0';
        }
        long end = i + 1L + length;
        if (i == at || i >= filled || buffer[i] != ' ' || length == 0 || end > at + (long) BUFFER) {
            return endOfLine();
        }
        if (end >= filled) {
            boolean complete = end == filled && buffer[filled - 1] == '\n';
            return complete ? filled - 1 : last ? endOfLine() : -1;
        }
        if (buffer[(int) end - 1] == '\n') {
            return (int) end - 1;
        }
        return isStart(buffer[(int) end]) ? (int) end : endOfLine();
    }

    private static boolean isStart(byte value) {
        return value == '\n' || value == '\r' || Cursor.isDigit(value);
    }

    private int next(int end) {
        return buffer[end] == '\n' ? end + 1 : end;
    }

    /** Moves what is left to the front and reads on; false at the end of the stream. */
    private boolean fill(InputStream in) throws IOException {
        System.arraycopy(buffer, at, buffer, 0, filled - at);
        base += at;
        filled -= at;
        at = 0;
        int read = in.readNBytes(buffer, filled, buffer.length - filled);
        filled += read;
        return filled == buffer.length;
    }
}
