package dev.landfall.usage;

/** ISO 8601 as logs write it: {@code 2026-11-01T12:00:00.123456+00:00}, or Papertrail's {@code 2026-11-01 12:00:00 -0800}. */
final class Timestamp {
    static final long NONE = Long.MIN_VALUE;

    private static final int SECONDS_OF_DAY = 86_400;
    /** Heroku is younger, and no log comes from the future. */
    private static final int FIRST_YEAR = 2007;

    private static final int LAST_YEAR = 2100;

    private Timestamp() {}

    /** Seconds since 1970, without the fraction; NONE, with the cursor anywhere, if there is no time. */
    static long read(Cursor cursor) {
        long day = day(cursor);
        if (day == NONE || !(cursor.skip('T') || cursor.skip(' '))) {
            return NONE;
        }
        int hour = cursor.digits(2);
        int minute = cursor.skip(':') ? cursor.digits(2) : -1;
        int second = cursor.skip(':') ? cursor.digits(2) : -1;
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
            return NONE;
        }
        if (cursor.skip('.')) {
            cursor.skipDigits();
        }
        int offset = offset(cursor);
        return offset == Integer.MIN_VALUE
                ? NONE
                : day * SECONDS_OF_DAY + hour * 3600L + minute * 60L + second - offset;
    }

    private static long day(Cursor cursor) {
        int year = cursor.digits(4);
        int month = cursor.skip('-') ? cursor.digits(2) : -1;
        int day = cursor.skip('-') ? cursor.digits(2) : -1;
        boolean valid = year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1 && day <= 31;
        return valid ? epochDay(year, month, day) : NONE;
    }

    /** As LocalDate has it, which would make an object. A year begins in March here, so that leap days come last. */
    private static long epochDay(int year, int month, int day) {
        int marchYear = month > 2 ? year : year - 1;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return 365L * marchYear + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear - 719_468;
    }

    /** In seconds, east positive; MIN_VALUE if there is none. */
    private static int offset(Cursor cursor) {
        if (cursor.skip('Z')) {
            return 0;
        }
        cursor.skip(' ');
        int sign = cursor.skip('+') ? 1 : cursor.skip('-') ? -1 : 0;
        int hours = cursor.digits(2);
        cursor.skip(':');
        int minutes = cursor.digits(2);
        return sign == 0 || hours < 0 || minutes < 0 ? Integer.MIN_VALUE : sign * (hours * 3600 + minutes * 60);
    }
}
