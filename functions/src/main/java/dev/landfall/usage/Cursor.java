package dev.landfall.usage;

import java.nio.charset.StandardCharsets;

/** A place in a line. It makes no object for what it passes over: there are millions of lines. */
final class Cursor {
    private static final int MOST_DIGITS = 12;

    byte[] bytes = new byte[0];
    int at;
    int end;

    void set(byte[] line, int from, int to) {
        bytes = line;
        at = from;
        end = to;
    }

    boolean isAtEnd() {
        return at >= end;
    }

    boolean isAt(byte expected) {
        return at < end && bytes[at] == expected;
    }

    boolean isAtDigit() {
        return at < end && isDigit(bytes[at]);
    }

    /** Passes one byte, if it is the expected one. */
    boolean skip(char expected) {
        boolean is = isAt((byte) expected);
        if (is) {
            at++;
        }
        return is;
    }

    /** Passes the text, if it is there. */
    boolean skip(byte[] text) {
        boolean is = equal(at, Math.min(end, at + text.length), text);
        if (is) {
            at += text.length;
        }
        return is;
    }

    /** Passes everything up to and with the byte; false if there is none. */
    boolean skipPast(char wanted) {
        int found = indexOf(wanted, end);
        if (found < 0) {
            return false;
        }
        at = found + 1;
        return true;
    }

    /** -1 if it is not before the limit. */
    int indexOf(char wanted, int limit) {
        for (int i = at; i < limit && i < end; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** Exactly so many digits; -1 if there are fewer. */
    int digits(int count) {
        if (end - at < count) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < count; i++) {
            byte digit = bytes[at + i];
            if (!isDigit(digit)) {
                return -1;
            }
            number = 10 * number + digit - '0';
        }
        at += count;
        return number;
    }

    /** However many there are; false if there is none. */
    boolean skipDigits() {
        int from = at;
        while (isAtDigit()) {
            at++;
        }
        return at > from;
    }

    /** As many digits as there are; -1 if there is none, or more than any number of ours has. */
    long number() {
        int from = at;
        long number = 0;
        while (isAtDigit() && at - from < MOST_DIGITS) {
            number = 10 * number + bytes[at++] - '0';
        }
        return at == from || isAtDigit() ? -1 : number;
    }

    boolean equal(int from, int to, byte[] text) {
        if (to - from != text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (bytes[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    String text(int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.US_ASCII);
    }

    static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
