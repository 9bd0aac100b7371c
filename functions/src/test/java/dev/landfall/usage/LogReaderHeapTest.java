package dev.landfall.usage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log several times as large as the heap of the process that reads it. */
class LogReaderHeapTest {
    private static final int LINES = 5_000;
    private static final int TIMES = 140;
    private static final int HEAP_MB = 48;

    private final byte[] part =
            new LogGenerator(1).lines(LINES, LogGenerator.Format.PRINTED).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder = Path.of("");

    @BeforeEach
    void requireLarge() {
        assertThat((long) part.length * TIMES).isGreaterThan(3L * HEAP_MB * 1024 * 1024);
    }

    @Test
    void read_fileLargerThanTheHeap_countsAllItsLines() throws Exception {
        assertThat(linesInALittleHeap(repeated(part))).isEqualTo(LINES * TIMES);
    }

    /** Of many members, as `cat` makes it. */
    @Test
    void read_compressedFileLargerThanTheHeap_countsAllItsLines() throws Exception {
        ByteArrayOutputStream member = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(member)) {
            out.write(part);
        }

        assertThat(linesInALittleHeap(repeated(member.toByteArray()))).isEqualTo(LINES * TIMES);
    }

    private Path repeated(byte[] bytes) throws IOException {
        Path log = folder.resolve("large.log");
        try (OutputStream out = Files.newOutputStream(log)) {
            for (int i = 0; i < TIMES; i++) {
                out.write(bytes);
            }
        }
        return log;
    }

    /** With two processors everywhere, since each has buffers of its own. */
    private static long linesInALittleHeap(Path log) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + HEAP_MB + "m",
                        "-XX:ActiveProcessorCount=2",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Reading.class.getName(),
                        log.toString()))
                .redirectError(Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("exit code").isZero();
        return Long.parseLong(said.strip());
    }

    /** What runs in the other process. */
    static final class Reading {
        private Reading() {}

        public static void main(String[] arguments) {
            System.out.println(LogReader.read(List.of(Path.of(arguments[0]))).lines());
        }
    }
}
