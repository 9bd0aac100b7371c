package dev.landfall.usage;

import dev.landfall.usage.Usage.ProcessUsage;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the lines of log-runtime-metrics add up to, by process type. */
final class MetricsTally {
    private static final byte[] SOURCE = Cursor.ascii("source");
    private static final byte[] MEMORY = Cursor.ascii("sample#memory_total");
    private static final byte[] SWAP = Cursor.ascii("sample#memory_swap");
    private static final byte[] LOAD = Cursor.ascii("sample#load_avg_1m");

    private static final Pattern DYNO = Pattern.compile("([A-Za-z0-9_-]{1,63})\\.\\d{1,6}");
    private static final int LONGEST_DYNO = 70;
    /** Nobody has more; what names more is no log of Heroku's. */
    private static final int MOST_PROCESSES = 200;

    private final Map<String, ProcessTally> processes = new HashMap<>();

    /** Reads a message; false if it names no dyno. Metrics of other things have other names, and are passed over. */
    boolean read(Pairs pairs) {
        ProcessTally process = pairs.next() && pairs.isKey(SOURCE) ? process(pairs) : null;
        if (process == null) {
            return false;
        }
        while (pairs.next()) {
            if (pairs.isKey(MEMORY)) {
                record(process.memory(), pairs);
            } else if (pairs.isKey(SWAP)) {
                record(process.swap(), pairs);
            } else if (pairs.isKey(LOAD)) {
                record(process.load(), pairs);
            }
        }
        return true;
    }

    void add(MetricsTally other) {
        other.processes.forEach((name, process) ->
                processes.computeIfAbsent(name, unseen -> new ProcessTally()).add(process));
    }

    Map<String, ProcessUsage> usage() {
        return processes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, process -> process.getValue().usage()));
    }

    private @Nullable ProcessTally process(Pairs pairs) {
        if (pairs.length() > LONGEST_DYNO) {
            return null;
        }
        String dyno = pairs.text();
        Matcher matcher = DYNO.matcher(dyno);
        if (!matcher.matches() || (processes.size() >= MOST_PROCESSES && !processes.containsKey(matcher.group(1)))) {
            return null;
        }
        ProcessTally process = processes.computeIfAbsent(matcher.group(1), unseen -> new ProcessTally());
        process.seen(dyno);
        return process;
    }

    private static void record(Quantiles quantiles, Pairs pairs) {
        long value = pairs.hundredths();
        if (value >= 0) {
            quantiles.record(value);
        }
    }
}
