package dev.landfall.usage;

/** What the lines of a log add up to, however they are split up: tallies of its parts give the whole one's. */
final class Tally {
    private static final byte[] SOURCE = Cursor.ascii("source=");
    private static final byte[] ERROR = Cursor.ascii("Error ");

    private final RequestTally requests = new RequestTally();
    private final MetricsTally metrics = new MetricsTally();
    private final ErrorCodes errors = new ErrorCodes();

    private final Cursor cursor = new Cursor();
    private final LineHead head = new LineHead();
    private final Pairs pairs = new Pairs(cursor);

    /** The line's second since 1970, or NONE if the line is not understood. The app's own lines have no more to tell. */
    long read(byte[] bytes, int from, int to) {
        cursor.set(bytes, from, to);
        return head.read(cursor) && message() ? head.second() : Timestamp.NONE;
    }

    private boolean message() {
        if (head.isRouter()) {
            return requests.read(head.second(), pairs, errors);
        }
        if (!head.isHeroku()) {
            return true;
        }
        if (cursor.equal(cursor.at, Math.min(cursor.end, cursor.at + SOURCE.length), SOURCE)) {
            return metrics.read(pairs);
        }
        if (cursor.skip(ERROR)) {
            int code = ErrorCodes.read(cursor.bytes, cursor.at, Math.min(cursor.end, cursor.at + 3));
            if (code >= 0) {
                errors.count(code, head.second());
            }
        }
        return true;
    }

    void add(Tally other) {
        requests.add(other.requests);
        metrics.add(other.metrics);
        errors.add(other.errors);
    }

    RequestTally requests() {
        return requests;
    }

    MetricsTally metrics() {
        return metrics;
    }

    ErrorCodes errors() {
        return errors;
    }
}
