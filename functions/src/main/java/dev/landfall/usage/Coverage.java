package dev.landfall.usage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which seconds the log covers: those between the first and the last line of each file. */
final class Coverage {
    static final int HOURS_OF_WEEK = 168;
    private static final int MINUTE = 60;
    private static final int HOUR = 3600;
    /** 1970 began on a Thursday, three days after Monday. */
    private static final int DAYS_FROM_MONDAY = 3;

    private final List<Span> spans = new ArrayList<>();

    /** @param to not part of it */
    private record Span(long from, long to) {}

    /** @param last the last second that is part of it */
    void add(long first, long last) {
        spans.add(new Span(first, last + 1));
    }

    long first() {
        return spans.stream().mapToLong(Span::from).min().orElse(0);
    }

    long last() {
        return spans.stream().mapToLong(Span::to).max().orElse(1) - 1;
    }

    static int hourOfWeek(long second) {
        return (int) ((second / HOUR + DAYS_FROM_MONDAY * 24) % HOURS_OF_WEEK);
    }

    /** Those of which any second is covered. */
    long minutes() {
        long minutes = 0;
        long counted = Long.MIN_VALUE;
        for (Span span : joined()) {
            long first = Math.max(span.from() / MINUTE, counted + 1);
            counted = (span.to() - 1) / MINUTE;
            minutes += counted - first + 1;
        }
        return minutes;
    }

    /** Seconds of each hour of the week, every week's together. */
    long[] seconds() {
        long[] seconds = new long[HOURS_OF_WEEK];
        for (Span span : joined()) {
            for (long at = span.from(); at < span.to(); ) {
                long next = Math.min(span.to(), (at / HOUR + 1) * HOUR);
                seconds[hourOfWeek(at)] += next - at;
                at = next;
            }
        }
        return seconds;
    }

    private List<Span> joined() {
        List<Span> joined = new ArrayList<>();
        spans.stream().sorted(Comparator.comparingLong(Span::from)).forEach(span -> {
            Span last = joined.isEmpty() ? null : joined.getLast();
            if (last == null || last.to() < span.from()) {
                joined.add(span);
            } else {
                joined.set(joined.size() - 1, new Span(last.from(), Math.max(last.to(), span.to())));
            }
        });
        return joined;
    }
}
