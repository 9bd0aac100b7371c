package dev.landfall.usage;

/** The {@code key=value} pairs of a message, one after the other. */
final class Pairs {
    private final Cursor cursor;
    private int key;
    private int keyEnd;
    private int value;
    private int valueEnd;

    Pairs(Cursor cursor) {
        this.cursor = cursor;
    }

    /** False if there is no more. */
    boolean next() {
        while (!cursor.isAtEnd()) {
            key = cursor.at;
            passKey();
            keyEnd = cursor.at;
            if (cursor.skip('=')) {
                passValue();
                return true;
            }
            cursor.at++;
        }
        return false;
    }

    boolean isKey(byte[] name) {
        return cursor.equal(key, keyEnd, name);
    }

    int length() {
        return valueEnd - value;
    }

    String text() {
        return cursor.text(value, valueEnd);
    }

    /** What the number is, without the unit after it; -1 if it is empty or none. */
    long whole() {
        int after = cursor.at;
        cursor.at = value;
        long number = cursor.number();
        cursor.at = after;
        return number;
    }

    /** In hundredths, which is how exact the log is; -1 if it is none. */
    long hundredths() {
        int after = cursor.at;
        cursor.at = value;
        long number = cursor.number();
        long tenth = 0;
        long hundredth = 0;
        if (cursor.skip('.')) {
            tenth = Math.max(0, cursor.digits(1));
            hundredth = Math.max(0, cursor.digits(1));
        }
        cursor.at = after;
        return number < 0 ? -1 : 100 * number + 10 * tenth + hundredth;
    }

    /** Letter and number of a code such as H12; -1 if it is none. */
    int code() {
        return ErrorCodes.read(cursor.bytes, value, valueEnd);
    }

    private void passKey() {
        byte[] bytes = cursor.bytes;
        int at = cursor.at;
        while (at < cursor.end && bytes[at] != '=' && bytes[at] != ' ') {
            at++;
        }
        cursor.at = at;
    }

    /** A path may hold a quote but no blank, so only a quote with a blank behind it ends one. */
    private void passValue() {
        value = cursor.at;
        boolean quoted = cursor.isAt((byte) '"');
        byte[] bytes = cursor.bytes;
        int at = quoted ? value + 1 : value;
        while (at < cursor.end && (bytes[at] != ' ' || (quoted && bytes[at - 1] != '"'))) {
            at++;
        }
        valueEnd = at;
        cursor.at = at + 1;
    }
}
