package dev.landfall.usage;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** In which minutes dynos told each of Heroku's codes: they tell R14 every 20 s for as long as it lasts. */
final class ErrorMinutes {
    private static final int MINUTES_OF_DAY = 1440;
    /** Ten codes for three years take 3 MB; further days of a code are left out of its share. */
    private static final int MOST_DAYS = 11_000;

    private final Map<CodeDay, BitSet> days = new HashMap<>();

    private record CodeDay(int code, long day) {}

    void count(int code, long second) {
        long minute = second / 60;
        day(new CodeDay(code, minute / MINUTES_OF_DAY)).set((int) (minute % MINUTES_OF_DAY));
    }

    void add(ErrorMinutes other) {
        other.days.forEach((day, minutes) -> day(day).or(minutes));
    }

    /** 0 if no dyno told it. */
    long of(int code) {
        return days.entrySet().stream()
                .filter(day -> day.getKey().code() == code)
                .mapToLong(day -> day.getValue().cardinality())
                .sum();
    }

    private BitSet day(CodeDay day) {
        BitSet known = days.get(day);
        if (known != null) {
            return known;
        }
        BitSet minutes = new BitSet();
        if (days.size() < MOST_DAYS) {
            days.put(day, minutes);
        }
        return minutes;
    }
}
