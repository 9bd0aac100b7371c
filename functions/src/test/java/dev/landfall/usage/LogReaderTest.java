package dev.landfall.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.usage.LogGenerator.Format;
import dev.landfall.usage.Usage.ErrorShare;
import dev.landfall.usage.Usage.ErrorShare.Unit;
import dev.landfall.usage.Usage.HourOfWeek;
import dev.landfall.usage.Usage.Requests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LogReaderTest {
    private static final String AT = "2026-11-02T00:00:00.123456+00:00 ";
    private static final String REQUEST =
            AT + "heroku[router]: at=info method=GET path=\"/\" host=a.org fwd=\"1.2.3.4\""
                    + " dyno=web.1 connect=1ms service=8ms status=200 bytes=1 protocol=https";

    @TempDir
    Path folder = Path.of("");

    @ParameterizedTest
    @EnumSource(Format.class)
    void read_everyFormat_countsExactlyAndMeasuresWithinOnePercent(Format format) throws IOException {
        LogGenerator generator = new LogGenerator(5);
        Path log = write("a.log", generator.lines(20_000, format));

        generator.facts().assertFoundIn(LogReader.read(List.of(log)));
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void read_compressedWithLineEndsOfWindows_isTheSame(Format format) throws IOException {
        LogGenerator generator = new LogGenerator(6);
        String text = generator.lines(5_000, format).replace("\n", "\r\n");
        Path log = write("a.log.gz", gzip(text.getBytes(StandardCharsets.UTF_8)));

        generator.facts().assertFoundIn(LogReader.read(List.of(log)));
    }

    @Test
    void read_byManyThreads_isTheSameAsByOne() throws IOException {
        Path log = folder.resolve("a.log");
        LogGenerator.main(new String[] {log.toString(), "40"});

        Usage alone = LogReader.read(List.of(log), 1, (bytes, of) -> {});

        assertThat(LogReader.read(List.of(log), 4, (bytes, of) -> {})).isEqualTo(alone);
        try (var lines = Files.lines(log)) {
            assertThat(alone.lines()).isEqualTo(lines.count());
        }
        assertThat(alone.unread()).isZero();
    }

    @Test
    void read_linesOutOfOrderInTwoFiles_isTheSame() throws IOException {
        LogGenerator generator = new LogGenerator(7);
        List<String> lines =
                new ArrayList<>(generator.lines(4_000, Format.PRINTED).lines().toList());
        Collections.shuffle(lines, new Random(1));
        Path first = write("1.log", String.join("\n", lines.subList(0, 1_000)));
        Path second = write("2.log", String.join("\n", lines.subList(1_000, 4_000)) + "\n");

        generator.facts().assertFoundIn(LogReader.read(List.of(first, second)));
    }

    @Test
    void read_countedLinesWithoutLineEnds_isTheSame() throws IOException {
        LogGenerator generator = new LogGenerator(8);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            String line = generator.next().in(Format.DRAIN);
            text.append(line.getBytes(StandardCharsets.UTF_8).length)
                    .append(' ')
                    .append(line);
        }

        generator.facts().assertFoundIn(LogReader.read(List.of(write("a.log", text.toString()))));
    }

    @Test
    void read_sameFileTwice_countsItOnce() throws IOException {
        Path log = write("a.log", REQUEST);

        assertThat(LogReader.read(List.of(log, log)).lines()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"'',1,0", "' service=8ms status=20',1,1", "' servi',1,1", "'\n',1,0", "'\n\n2026-11-02T00:0',2,1"})
    void read_cutLastLine_isCountedAsUnread(String end, int lines, int unread) throws IOException {
        String cut = end.startsWith(" ") ? REQUEST.substring(0, REQUEST.indexOf(" service")) + end : REQUEST + end;
        Path log = write("a.log", REQUEST + "\n" + cut);

        Usage usage = LogReader.read(List.of(log));

        assertThat(usage.lines()).isEqualTo(1 + lines);
        assertThat(usage.unread()).isEqualTo(unread);
    }

    @Test
    void read_lineOfTenMegabytes_isOneUnreadLine() throws IOException {
        Path log = write("a.log", REQUEST + "\n" + AT + "app[web.1]: " + "x".repeat(10_000_000) + "\n" + REQUEST);

        Usage usage = LogReader.read(List.of(log));

        assertThat(usage.lines()).isEqualTo(3);
        assertThat(usage.unread()).isEqualTo(1);
        assertThat(requests(usage).count()).isEqualTo(2);
    }

    @Test
    void read_lineAcrossManyRegions_isOneUnreadLine() throws IOException {
        Path log = write("a.log", REQUEST + "\n" + "x".repeat(40_000_000) + "\n" + REQUEST + "\n");

        Usage usage = LogReader.read(List.of(log), 2, (bytes, of) -> {});

        assertThat(usage.lines()).isEqualTo(3);
        assertThat(requests(usage).count()).isEqualTo(2);
    }

    @Test
    void read_linesOfOtherFormats_areCountedAsUnread() throws IOException {
        Path log = write("a.log", "\uFEFFhello\n" + REQUEST + "\n{\"a\": 1}\n\n" + REQUEST);

        Usage usage = LogReader.read(List.of(log));

        assertThat(usage.lines()).isEqualTo(4);
        assertThat(usage.unread()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"password": "hunter2"}                                              | JSON
                    1.2.3.4 - hunter2 [01/Nov/2026:00:00:00 +0000] "GET / HTTP/1.1" 200 5 | a web server's access log
                    Nov  2 00:00:00 host sshd[1]: hunter2                                | syslog without the year
                    hunter2                                                              | text of another kind
                    <a>hunter2</a>                                                       | XML or another kind of syslog
                    """)
    void read_otherLog_namesItsKindAndNotWhatItHolds(String line, String kind) throws IOException {
        Path log = write("other.log", line + "\n" + line + "\n");

        assertThatThrownBy(() -> LogReader.read(List.of(log)))
                .isInstanceOf(UnknownLogException.class)
                .hasMessage(log + ": is no log of Heroku's, its first line is " + kind + "; it must be "
                        + UnknownLogException.ALLOWED);
    }

    @Test
    void read_otherLogAmongOthers_isNamed() throws IOException {
        Path log = write("a.log", REQUEST);
        Path other = write("b.log", new byte[] {0, 1, 2, 3, '\n'});

        assertThatThrownBy(() -> LogReader.read(List.of(log, other)))
                .hasMessageStartingWith(other + ": is no log of Heroku's, its first line is no text");
    }

    @Test
    void read_emptyFile_isRefusedAloneAndPassedOverAmongOthers() throws IOException {
        Path empty = write("empty.log", "");

        assertThatThrownBy(() -> LogReader.read(List.of(empty))).hasMessageContaining("its first line is empty");
        assertThat(LogReader.read(List.of(empty, write("a.log", REQUEST))).lines())
                .isEqualTo(1);
    }

    @Test
    void read_missingOrDamagedFile_isNamed() throws IOException {
        byte[] zip = gzip(new LogGenerator(1).lines(2_000, Format.PRINTED).getBytes(StandardCharsets.UTF_8));
        Path damaged = write("a.gz", Arrays.copyOf(zip, zip.length / 2));
        Path missing = folder.resolve("none");

        assertThatThrownBy(() -> LogReader.read(List.of(missing)))
                .hasMessage(missing + ": cannot be read (NoSuchFileException)");
        assertThatThrownBy(() -> LogReader.read(List.of(damaged)))
                .hasMessage(damaged + ": cannot be read (EOFException)");
    }

    @Test
    void read_requests_areSortedByStatusAndLength() throws IOException {
        Path log = write(
                "a.log",
                String.join(
                        "\n",
                        router("status=200", "service=29999ms"),
                        router("status=302", "service=30000ms"),
                        router("status=404", "service=59999ms"),
                        router("status=500", "service=60000ms"),
                        router("status=101", "service=900000ms"),
                        router("status=503", "service="),
                        AT
                                + "heroku[router]: at=error code=H12 desc=\"Request timeout\" path=/ service=30001ms status=503",
                        AT + "heroku[router]: at=error code=H12 desc=\"Request timeout\" path=/ service= status=503"));

        Requests requests = requests(LogReader.read(List.of(log)));

        assertThat(requests.statuses()).isEqualTo(Map.of("2xx", 1L, "3xx", 1L, "4xx", 1L, "5xx", 4L, "101", 1L));
        assertThat(requests.over30s()).isEqualTo(5);
        assertThat(requests.over60s()).isEqualTo(1);
        assertThat(requests.serviceMillis().samples()).isEqualTo(5);
        assertThat(requests.serviceMillis().max()).isEqualTo(60_000);
    }

    @Test
    void read_pathThatLooksLikeFields_isPassedOver() throws IOException {
        Path log = write(
                "a.log",
                AT + "heroku[router]: at=info method=GET path=\"/\"status=500&code=H99\" host=a service=8ms status=200"
                        + " bytes=1 protocol=http1.1 tls=true tls_version=tls1.3");

        Usage usage = LogReader.read(List.of(log));

        assertThat(requests(usage).statuses()).isEqualTo(Map.of("2xx", 1L));
        assertThat(usage.errors()).isEmpty();
    }

    @Test
    void read_linesOfTheApp_cannotPassForHerokus() throws IOException {
        Path log = write(
                "a.log",
                REQUEST.replace("heroku[", "app[") + "\n" + AT + "app[web.1]: Error R14 (Memory quota exceeded)\n" + AT
                        + "app[heroku-postgres]: source=DATABASE sample#memory-postgres=1kB");

        Usage usage = LogReader.read(List.of(log));

        assertThat(usage.unread()).isZero();
        assertThat(usage.requests()).isNull();
        assertThat(usage.errors()).isEmpty();
        assertThat(usage.processes()).isEmpty();
    }

    @Test
    void read_errorsOfDynosAndOfTheLog_areCounted() throws IOException {
        Path log = write(
                "a.log",
                AT + "heroku[web.1]: Error R15 (Memory quota vastly exceeded)\n<172>1 2026-11-02T00:00:05+00:00 host"
                        + " heroku logplex - Error L10 (output buffer overflow): 1 messages dropped\n");

        assertThat(LogReader.read(List.of(log)).errors()).isEqualTo(Map.of("R15", 1L, "L10", 1L));
    }

    /** Three requests; two of five minutes, in one of which two dynos swap and tell it several times. */
    @Test
    void read_errors_areSharesOfTheRequestsOrOfTheMinutes() throws IOException {
        String swap = "+00:00 heroku[web.1]: Error R14 (Memory quota exceeded)\n";
        Path log = write(
                "a.log",
                "2026-11-02T00:00:10" + swap + "2026-11-02T00:00:30" + swap
                        + "2026-11-02T00:00:50" + swap.replace("web.1", "web.2") + "2026-11-02T00:03:10" + swap
                        + router("status=200", "service=1ms") + "\n" + router("status=200", "service=1ms") + "\n"
                        + "2026-11-02T00:04:59+00:00 heroku[router]: at=error code=H13 path=/ service=1ms status=503\n");

        Usage usage = LogReader.read(List.of(log));

        assertThat(usage.errors()).isEqualTo(Map.of("R14", 4L, "H13", 1L));
        assertThat(usage.errorShares())
                .isEqualTo(Map.of(
                        "R14", new ErrorShare(Unit.MINUTES, 2, 5, 0.4),
                        "H13", new ErrorShare(Unit.REQUESTS, 1, 3, 1 / 3.0)));
    }

    /** Each code's days are kept; of a log of more than anybody has, the last ones are counted without a share. */
    @Test
    void read_errorsOfMoreDaysThanAreKept_haveNoShare() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int code = 10; code < 13; code++) {
            for (int day = 0; day < 4_000; day++) {
                text.append(LocalDate.of(2012, 1, 1).plusDays(day))
                        .append("T00:00:00+00:00 heroku[web.1]: Error R")
                        .append(code)
                        .append(" (some words)\n");
            }
        }
        Usage usage = LogReader.read(
                List.of(write("a.log", text + AT + "heroku[web.1]: Error R14 (Memory quota exceeded)\n")));

        assertThat(usage.errors()).containsOnlyKeys("R10", "R11", "R12", "R14");
        assertThat(usage.errorShares()).containsOnlyKeys("R10", "R11", "R12");
    }

    /** Of what is stored, compressed or not, in steps; all of it at the end, and never more. */
    @Test
    void read_anyFiles_tellsHowFarItIs() throws IOException {
        String text = new LogGenerator(7).lines(20_000, Format.DRAIN);
        Path plain = write("a.log", text);
        Path compressed = write("b.log.gz", gzip(text.getBytes(StandardCharsets.UTF_8)));
        long all = Files.size(plain) + Files.size(compressed);
        List<Long> told = Collections.synchronizedList(new ArrayList<>());

        LogReader.read(List.of(plain, compressed), (bytes, of) -> {
            assertThat(of).isEqualTo(all);
            told.add(bytes);
        });

        assertThat(told)
                .hasSizeGreaterThan(5)
                .allSatisfy(bytes -> assertThat(bytes).isBetween(1L, all));
        assertThat(Collections.max(told)).isEqualTo(all);
    }

    @Test
    void read_timesOfOtherZones_areOneTime() throws IOException {
        Path log = write(
                "a.log",
                "2026-11-01T23:30:00-01:00 app[web.1]: a\n2026-11-02T02:00:00.5+01:00 app[web.1]: b\n"
                        + "2026-11-02T01:00:00Z d.9173ea1f-6f14-4976-9cf0-7cd0dafdcdbc app[web.1] c");

        Usage usage = LogReader.read(List.of(log));

        assertThat(usage.unread()).isZero();
        assertThat(usage.from()).isEqualTo(Instant.parse("2026-11-02T00:30:00Z"));
        assertThat(usage.to()).isEqualTo(Instant.parse("2026-11-02T01:00:00Z"));
    }

    /** 2026-11-02 is a Monday. The files leave out the hours between, which nobody must take for quiet ones. */
    @Test
    void read_hoursOfTheWeek_areMeansOverTheSecondsCovered() throws IOException {
        Path first = write("1.log", requestAt("2026-11-02T00:00:00Z") + requestAt("2026-11-02T00:00:09Z"));
        Path second = write("2.log", requestAt("2026-11-09T00:59:50Z") + requestAt("2026-11-09T01:00:09Z"));
        Path third = write("3.log", requestAt("2026-11-08T23:00:00Z"));

        Requests requests = requests(LogReader.read(List.of(first, second, third)));

        assertThat(requests.hours())
                .containsExactly(
                        new HourOfWeek(0, 3 / 20.0, 8, 8),
                        new HourOfWeek(1, 1 / 10.0, 8, 8),
                        new HourOfWeek(167, 1, 8, 8));
        assertThat(requests.spike().minute()).isEqualTo(Instant.parse("2026-11-02T00:00:00Z"));
        assertThat(requests.spike().requestsPerSecond()).isEqualTo(2 / 60.0);
    }

    @Test
    void read_usage_keepsNeitherPathsNorHosts() throws IOException {
        Path log = write("a.log", new LogGenerator(3).lines(500, Format.PRINTED));

        assertThat(LogReader.read(List.of(log)).toString()).doesNotContain("search", "shop", "203.0.113", "16e66b60");
    }

    private static String router(String status, String service) {
        return REQUEST.replace("status=200", status).replace("service=8ms", service);
    }

    private static String requestAt(String time) {
        return time + REQUEST.substring(AT.length() - 1) + "\n";
    }

    private static Requests requests(Usage usage) {
        return Objects.requireNonNull(usage.requests());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
