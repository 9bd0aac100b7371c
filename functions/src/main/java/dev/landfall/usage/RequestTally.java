package dev.landfall.usage;

import dev.landfall.usage.Usage.HourOfWeek;
import dev.landfall.usage.Usage.Requests;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the router's lines add up to. A WebSocket's time is how long it stays open, so it is counted and not measured. */
final class RequestTally {
    private static final byte[] CODE = Cursor.ascii("code");
    private static final byte[] SERVICE = Cursor.ascii("service");
    private static final byte[] STATUS = Cursor.ascii("status");

    private static final int WEB_SOCKET = 101;
    private static final int DIGITS_OF_STATUS = 3;

    private final Quantiles service = new Quantiles();
    private final long[] statuses = new long[6];
    private final long[] counts = new long[Coverage.HOURS_OF_WEEK];
    private final @Nullable Quantiles[] hours = new @Nullable Quantiles[Coverage.HOURS_OF_WEEK];
    private final MinuteCounts minutes = new MinuteCounts();
    private long count;
    private long webSockets;
    private long over30s;
    private long over60s;

    /** Reads a router's message; false, without counting it, if it is none or was cut before its status. */
    boolean read(long second, Pairs pairs, ErrorCodes errors) {
        int code = -1;
        long millis = -1;
        int status = -1;
        while (pairs.next()) {
            if (pairs.isKey(SERVICE)) {
                millis = pairs.whole();
            } else if (pairs.isKey(STATUS) && pairs.length() == DIGITS_OF_STATUS) {
                status = (int) pairs.whole();
            } else if (pairs.isKey(CODE)) {
                code = pairs.code();
            }
        }
        if (status < 100 || status > 599) {
            return false;
        }
        if (code >= 0) {
            errors.count(code);
        }
        count(second, status, code, millis);
        return true;
    }

    private void count(long second, int status, int code, long millis) {
        int hour = Coverage.hourOfWeek(second);
        count++;
        counts[hour]++;
        minutes.count(second);
        if (status == WEB_SOCKET) {
            webSockets++;
            return;
        }
        statuses[status / 100]++;
        if (millis >= 30_000 || code == ErrorCodes.H12) {
            over30s++;
        }
        if (millis >= 60_000) {
            over60s++;
        }
        if (millis >= 0) {
            service.record(millis);
            hour(hour).record(millis);
        }
    }

    void add(RequestTally other) {
        count += other.count;
        webSockets += other.webSockets;
        over30s += other.over30s;
        over60s += other.over60s;
        service.add(other.service);
        minutes.add(other.minutes);
        for (int i = 0; i < statuses.length; i++) {
            statuses[i] += other.statuses[i];
        }
        for (int i = 0; i < hours.length; i++) {
            counts[i] += other.counts[i];
            Quantiles theirs = other.hours[i];
            if (theirs != null) {
                hour(i).add(theirs);
            }
        }
    }

    long count() {
        return count;
    }

    /** Null if there were none. */
    @Nullable
    Requests requests(Coverage coverage) {
        return count == 0
                ? null
                : new Requests(
                        count,
                        service.distribution(1),
                        statuses(),
                        hours(coverage.seconds()),
                        minutes.spike(),
                        over30s,
                        over60s);
    }

    private Map<String, Long> statuses() {
        Map<String, Long> seen = new HashMap<>();
        for (int i = 0; i < statuses.length; i++) {
            if (statuses[i] > 0) {
                seen.put(i + "xx", statuses[i]);
            }
        }
        if (webSockets > 0) {
            seen.put(String.valueOf(WEB_SOCKET), webSockets);
        }
        return seen;
    }

    private List<HourOfWeek> hours(long[] seconds) {
        List<HourOfWeek> seen = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                Quantiles millis = hour(i);
                double perSecond = counts[i] / (double) Math.max(1, seconds[i]);
                seen.add(new HourOfWeek(i, perSecond, millis.at(50), millis.at(95)));
            }
        }
        return seen;
    }

    private Quantiles hour(int hour) {
        Quantiles known = hours[hour];
        if (known == null) {
            known = new Quantiles();
            hours[hour] = known;
        }
        return known;
    }
}
