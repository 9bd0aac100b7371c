import dev.landfall.usage.LogReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a log by LogReader and the obvious way, in turn, and prints one line of JSON a round. Arguments: file, rounds.
 */
final class Logs {
    private static final Pattern LINE = Pattern.compile("(\\S+) (\\w+)\\[([^\\]]+)\\]: (.*)");
    private static final Pattern REQUEST =
            Pattern.compile("at=(\\w+).* dyno=(\\S*) connect=\\S* service=(?:(\\d+)ms)? status=(\\d{3}) .*");

    public static void main(String[] arguments) throws IOException {
        Path log = Path.of(arguments[0]);
        for (int round = 0; round < Integer.parseInt(arguments[1]); round++) {
            long began = System.nanoTime();
            long lines = LogReader.read(List.of(log)).lines();
            long between = System.nanoTime();
            long same = obvious(log);
            long ended = System.nanoTime();
            if (lines != same) {
                throw new IllegalStateException(lines + " lines are " + same);
            }
            System.out.printf(
                    "{\"lines\": %d, \"reader\": %.4f, \"obvious\": %.4f}%n",
                    lines, (between - began) / 1e9, (ended - between) / 1e9);
        }
    }

    /** What one would write first: less than LogReader tells, and only of the one format. */
    private static long obvious(Path log) throws IOException {
        long lines = 0;
        Map<String, Integer> statuses = new HashMap<>();
        Map<Long, Integer> minutes = new HashMap<>();
        int[] millis = new int[1 << 20];
        int samples = 0;
        try (BufferedReader reader = Files.newBufferedReader(log)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines++;
                Matcher head = LINE.matcher(line);
                if (!head.matches() || !head.group(3).equals("router")) {
                    continue;
                }
                Matcher request = REQUEST.matcher(head.group(4));
                if (request.matches()) {
                    long minute = OffsetDateTime.parse(head.group(1)).toEpochSecond() / 60;
                    minutes.merge(minute, 1, Integer::sum);
                    statuses.merge(request.group(4), 1, Integer::sum);
                    if (request.group(3) != null) {
                        millis = samples < millis.length ? millis : Arrays.copyOf(millis, 2 * samples);
                        millis[samples++] = Integer.parseInt(request.group(3));
                    }
                }
            }
        }
        Arrays.sort(millis, 0, samples);
        return lines;
    }
}
