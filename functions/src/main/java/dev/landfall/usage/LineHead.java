package dev.landfall.usage;

/**
 * What every line begins with, in each of the formats: when, and who wrote it.
 *
 * <ul>
 *   <li>{@code heroku logs}: {@code 2026-11-01T12:00:00.123456+00:00 heroku[router]: …}
 *   <li>a drain: {@code <158>1 2026-11-01T12:00:00.123456+00:00 host heroku router - …}, perhaps after its length
 *   <li>Papertrail's archive: id, two times, four columns of its own, severity, {@code heroku/router}, message; by tabs
 * </ul>
 */
final class LineHead {
    private static final byte[] HEROKU = Cursor.ascii("heroku");
    private static final byte[] ROUTER = Cursor.ascii("router");

    /** Names and tokens before a message are shorter. */
    private static final int LONGEST_SOURCE = 120;

    private static final int COLUMNS_AFTER_FIRST_TIME = 6;

    private long second;
    private boolean heroku;
    private boolean router;

    /** Seconds since 1970. */
    long second() {
        return second;
    }

    /** Whether Heroku wrote it, and not the app. */
    boolean isHeroku() {
        return heroku;
    }

    boolean isRouter() {
        return heroku && router;
    }

    /** Moves the cursor to the message; false if this is no such line. */
    boolean read(Cursor cursor) {
        if (cursor.isAt((byte) '<')) {
            return syslog(cursor);
        }
        int start = cursor.at;
        if (!cursor.skipDigits()) {
            return false;
        }
        if (cursor.skip(' ')) {
            return syslog(cursor);
        }
        if (cursor.skip('\t')) {
            return archive(cursor);
        }
        cursor.at = start;
        return printed(cursor);
    }

    private boolean printed(Cursor cursor) {
        if (!time(cursor) || !cursor.skip(' ')) {
            return false;
        }
        int bracket = cursor.indexOf('[', cursor.at + LONGEST_SOURCE);
        if (bracket < 0) {
            return false;
        }
        int blank = cursor.indexOf(' ', bracket);
        int name = blank < 0 ? cursor.at : blank + 1; // some drains put their token before it
        cursor.at = bracket + 1;
        int close = cursor.indexOf(']', cursor.at + LONGEST_SOURCE);
        if (close < 0) {
            return false;
        }
        source(cursor, name, bracket, close);
        cursor.at = close + 1;
        cursor.skip(':');
        cursor.skip(' ');
        return true;
    }

    private boolean syslog(Cursor cursor) {
        boolean priority = cursor.skip('<') && cursor.number() >= 0 && cursor.skip('>');
        if (!priority || cursor.number() < 0 || !cursor.skip(' ') || !time(cursor) || !cursor.skip(' ')) {
            return false;
        }
        boolean host = cursor.skipPast(' ');
        int name = cursor.at;
        boolean named = host && cursor.skipPast(' ');
        int process = cursor.at;
        boolean complete = named && cursor.skipPast(' ');
        if (!complete) {
            return false;
        }
        source(cursor, name, process - 1, cursor.at - 1);
        cursor.skipPast(' '); // the message's id, which Logplex leaves empty
        return true;
    }

    private boolean archive(Cursor cursor) {
        if (!time(cursor) || !cursor.skip('\t')) {
            return false;
        }
        for (int column = 0; column < COLUMNS_AFTER_FIRST_TIME; column++) {
            if (!cursor.skipPast('\t')) {
                return false;
            }
        }
        int name = cursor.at;
        int tab = cursor.indexOf('\t', cursor.end);
        if (tab < 0) {
            return false;
        }
        int slash = cursor.indexOf('/', tab);
        source(cursor, name, slash < 0 ? tab : slash, tab);
        cursor.at = tab + 1;
        return true;
    }

    private boolean time(Cursor cursor) {
        second = Timestamp.read(cursor);
        return second != Timestamp.NONE;
    }

    /** The process follows the name after one byte. */
    private void source(Cursor cursor, int name, int nameEnd, int processEnd) {
        heroku = cursor.equal(name, nameEnd, HEROKU);
        router = cursor.equal(nameEnd + 1, processEnd, ROUTER);
    }
}
