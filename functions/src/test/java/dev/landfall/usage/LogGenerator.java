package dev.landfall.usage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/** Writes a Heroku log as an app with three web dynos and a worker would leave it; the same one for the same seed. */
final class LogGenerator {
    static final Instant START = Instant.parse("2026-11-02T00:00:00Z");

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS+00:00").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ARCHIVED =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z").withZone(ZoneOffset.ofHours(-8));
    private static final String DYNO_ID = " dyno=heroku.2808254.d97d0ea7-cf3d-411b-b453-d2943a50b456 ";

    enum Format {
        PRINTED,
        DRAIN,
        COUNTED,
        ARCHIVE
    }

    /** @param by {@code heroku} or {@code app} */
    record Line(Instant at, String by, String process, String message) {
        String in(Format format) {
            return switch (format) {
                case PRINTED -> MICROS.format(at) + " " + by + "[" + process + "]: " + message;
                case DRAIN -> drain();
                case COUNTED -> {
                    String line = drain() + "\n";
                    yield line.getBytes(StandardCharsets.UTF_8).length + " " + drain();
                }
                case ARCHIVE ->
                    String.join(
                            "\t",
                            "1626508283924811792",
                            ARCHIVED.format(at),
                            ARCHIVED.format(at),
                            "42424",
                            "shop",
                            "208.122.34.202",
                            "Local7",
                            "Info",
                            by + "/" + process,
                            message);
            };
        }

        private String drain() {
            return "<158>1 " + MICROS.format(at) + " host " + by + " " + process + " - " + message;
        }
    }

    private final Random random;
    private final LogFacts facts = new LogFacts();
    private Instant now = START;

    LogGenerator(long seed) {
        random = new Random(seed);
    }

    /** What the lines so far should be found to say. */
    LogFacts facts() {
        return facts;
    }

    Line next() {
        now = now.plusMillis(random.nextInt(400));
        facts.line(now);
        int kind = random.nextInt(100);
        if (kind < 3) {
            return metrics();
        }
        if (kind < 5) {
            return new Line(now, "app", "web." + dyno(), "status=500 service=9ms Error R14 é {\"a\": 1}");
        }
        if (kind < 6) {
            facts.error("R14");
            return new Line(now, "heroku", "web." + dyno(), "Error R14 (Memory quota exceeded)");
        }
        return kind < 7 ? failed() : kind < 8 ? webSocket() : request();
    }

    String lines(int count, Format format) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(next().in(format)).append('\n');
        }
        return text.toString();
    }

    private Line request() {
        int status = random.nextInt(10) == 0 ? 404 : 200;
        int millis = (int) Math.exp(random.nextGaussian() * 1.2 + 4);
        facts.request(now, status, millis, "");
        return router("at=info", "web." + dyno(), millis + "ms", status);
    }

    private Line webSocket() {
        facts.request(now, 101, 100_000, "");
        return router("at=info", "web." + dyno(), "100000ms", 101);
    }

    private Line failed() {
        if (random.nextBoolean()) {
            facts.request(now, 503, 30_000, "H12");
            return router("at=error code=H12 desc=\"Request timeout\"", "web." + dyno(), "30000ms", 503);
        }
        facts.request(now, 503, -1, "H10");
        return router("at=error code=H10 desc=\"App crashed\"", "", "", 503);
    }

    private Line router(String at, String dyno, String service, int status) {
        String message = at + " method=GET path=\"/search?q=status=500&service=7ms&n=" + random.nextInt(100_000)
                + "\" host=shop.example.com request_id=16e66b60-d846-404a-a8b8-c46689071573"
                + " fwd=\"203.0.113.7, 198.51.100." + random.nextInt(256) + "\" dyno=" + dyno
                + " connect=1ms service=" + service + " status=" + status + " bytes=" + random.nextInt(50_000)
                + " protocol=https";
        return new Line(now, "heroku", "router", message);
    }

    private Line metrics() {
        String dyno = random.nextInt(4) == 0 ? "worker.1" : "web." + dyno();
        String type = dyno.substring(0, dyno.indexOf('.'));
        if (random.nextBoolean()) {
            int load = random.nextInt(400);
            facts.load(dyno, type, load);
            return new Line(
                    now,
                    "heroku",
                    dyno,
                    "source=" + dyno + DYNO_ID + "sample#load_avg_1m=" + decimal(load)
                            + " sample#load_avg_5m=1.06 sample#load_avg_15m=0.99");
        }
        int memory = 20_000 + random.nextInt(30_000);
        int swap = random.nextInt(3) == 0 ? random.nextInt(5_000) : 0;
        facts.memory(dyno, type, memory, swap);
        return new Line(
                now,
                "heroku",
                dyno,
                "source=" + dyno + DYNO_ID + "sample#memory_total=" + decimal(memory)
                        + "MB sample#memory_rss=21.22MB sample#memory_cache=0.00MB sample#memory_swap=" + decimal(swap)
                        + "MB sample#memory_pgpgin=348836pages sample#memory_quota=512.00MB");
    }

    private int dyno() {
        return 1 + random.nextInt(3);
    }

    private static String decimal(int hundredths) {
        return "%d.%02d".formatted(hundredths / 100, hundredths % 100);
    }

    /**
     * For the benchmark: repeats an hour's lines until the file is large enough.
     *
     * @param arguments file and its size in MB
     */
    public static void main(String[] arguments) throws IOException {
        long size = Long.parseLong(arguments[1]) * 1024 * 1024;
        byte[] lines = new LogGenerator(1).lines(50_000, Format.PRINTED).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[0])))) {
            for (long written = 0; written < size; written += lines.length) {
                out.write(lines);
            }
        }
    }
}
