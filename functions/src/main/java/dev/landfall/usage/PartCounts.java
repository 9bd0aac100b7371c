package dev.landfall.usage;

/** How many lines a part of a file has, and from when to when. */
final class PartCounts {
    private long lines;
    private long unread;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** @param second NONE if the line was not understood */
    void line(long second) {
        if (second == Timestamp.NONE) {
            unread();
        } else {
            lines++;
            first = Math.min(first, second);
            last = Math.max(last, second);
        }
    }

    void unread() {
        lines++;
        unread++;
    }

    void add(PartCounts other) {
        lines += other.lines;
        unread += other.unread;
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
    }

    long lines() {
        return lines;
    }

    long unreadLines() {
        return unread;
    }

    boolean isUnderstood() {
        return lines > unread;
    }

    /** Only if any line is understood. */
    long first() {
        return first;
    }

    long last() {
        return last;
    }
}
