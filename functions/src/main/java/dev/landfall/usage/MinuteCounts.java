package dev.landfall.usage;

import dev.landfall.usage.Usage.Spike;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Requests of each minute, by days. */
final class MinuteCounts {
    private static final int MINUTES_OF_DAY = 1440;
    /** Three years take 6 MB; a log of more is none, and further days are left out of the search for the spike. */
    private static final int MOST_DAYS = 1_100;

    private final Map<Long, int[]> days = new TreeMap<>();
    private long lastDay = Long.MIN_VALUE;
    private int[] last = new int[MINUTES_OF_DAY];

    void count(long second) {
        long minute = second / 60;
        long day = minute / MINUTES_OF_DAY;
        if (day != lastDay) {
            last = day(day);
            lastDay = day;
        }
        last[(int) (minute % MINUTES_OF_DAY)]++;
    }

    void add(MinuteCounts other) {
        other.days.forEach((day, counts) -> {
            int[] ours = day(day);
            for (int minute = 0; minute < MINUTES_OF_DAY; minute++) {
                ours[minute] += counts[minute];
            }
        });
    }

    /** The first of several equal ones. */
    Spike spike() {
        long at = 0;
        int most = -1;
        for (Map.Entry<Long, int[]> day : days.entrySet()) {
            for (int minute = 0; minute < MINUTES_OF_DAY; minute++) {
                if (day.getValue()[minute] > most) {
                    most = day.getValue()[minute];
                    at = day.getKey() * MINUTES_OF_DAY + minute;
                }
            }
        }
        return new Spike(Instant.ofEpochSecond(at * 60), Math.max(0, most) / 60.0);
    }

    private int[] day(long day) {
        int[] known = days.get(day);
        if (known != null) {
            return known;
        }
        int[] counts = new int[MINUTES_OF_DAY];
        if (days.size() < MOST_DAYS) {
            days.put(day, counts);
        }
        return counts;
    }
}
