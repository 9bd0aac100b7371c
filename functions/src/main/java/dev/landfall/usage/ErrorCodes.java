package dev.landfall.usage;

import dev.landfall.usage.Usage.ErrorShare;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

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
                String name = name(i);
                share(i, requests, covered).ifPresent(share -> shares.put(name, share));
            }
        }
        return shares;
    }

    /** Empty for what dynos told on days beyond those that are kept. */
    private Optional<ErrorShare> share(int code, long requests, long covered) {
        long told = minutes.of(code);
        if (told > 0) {
            return Optional.of(ErrorShare.ofMinutes(told, covered));
        }
        return counts[code] <= requests ? Optional.of(ErrorShare.ofRequests(counts[code], requests)) : Optional.empty();
    }

    private static String name(int code) {
        return "%c%02d".formatted((char) ('A' + code / NUMBERS), code % NUMBERS);
    }

    private static int number(char letter, int tens, int ones) {
        return (letter - 'A') * NUMBERS + 10 * tens + ones;
    }
}
