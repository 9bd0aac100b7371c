package dev.landfall.usage;

import dev.landfall.usage.Usage.ErrorShare;
import java.util.HashMap;
import java.util.Map;

/** How often each of Heroku's codes was seen: a letter and two digits. */
final class ErrorCodes {
    static final int H12 = number('H', 1, 2);

    private static final int LETTERS = 26;
    private static final int NUMBERS = 100;

    private final long[] counts = new long[LETTERS * NUMBERS];
    private final ErrorMinutes minutes = new ErrorMinutes();

    /** -1 if it is none. */
    static int read(byte[] bytes, int from, int to) {
        boolean is = to - from == 3
                && bytes[from] >= 'A'
                && bytes[from] <= 'Z'
                && Cursor.isDigit(bytes[from + 1])
                && Cursor.isDigit(bytes[from + 2]);
        return is ? number((char) bytes[from], bytes[from + 1] - '0', bytes[from + 2] - '0') : -1;
    }

    /** Of one request. */
    void count(int code) {
        counts[code]++;
    }

    /** Told by a dyno, for as long as it lasts. */
    void count(int code, long second) {
        counts[code]++;
        minutes.count(code, second);
    }

    void add(ErrorCodes other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        minutes.add(other.minutes);
    }

    Map<String, Long> counts() {
        Map<String, Long> seen = new HashMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                seen.put(name(i), counts[i]);
            }
        }
        return seen;
    }

    /** @param covered minutes that the log covers */
    Map<String, ErrorShare> shares(long requests, long covered) {
        Map<String, ErrorShare> shares = new HashMap<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                long told = minutes.of(i);
                shares.put(
                        name(i),
                        told == 0 ? ErrorShare.ofRequests(counts[i], requests) : ErrorShare.ofMinutes(told, covered));
            }
        }
        return shares;
    }

    private static String name(int code) {
        return "%c%02d".formatted((char) ('A' + code / NUMBERS), code % NUMBERS);
    }

    private static int number(char letter, int tens, int ones) {
        return (letter - 'A') * NUMBERS + 10 * tens + ones;
    }
}
