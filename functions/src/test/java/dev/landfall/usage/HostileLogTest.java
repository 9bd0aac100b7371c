package dev.landfall.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.usage.LogGenerator.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Whatever the bytes are, they give usage or one line that says no; and more threads find the same. */
class HostileLogTest {
    private Path log = Path.of("");

    @BeforeProperty
    void makeFile() throws IOException {
        log = Files.createTempFile("landfall", ".log");
    }

    @AfterProperty
    void removeFile() throws IOException {
        Files.delete(log);
    }

    @Property(tries = 500, seed = "81", edgeCases = EdgeCasesMode.NONE)
    void read_anyBytes_givesUsageOrSaysNo(@ForAll byte[] bytes) throws IOException {
        assertRead(bytes);
    }

    @Property(tries = 1_500, seed = "82", edgeCases = EdgeCasesMode.NONE)
    void read_logSpoilt_givesUsageOrSaysNo(@ForAll("spoilt") byte[] bytes) throws IOException {
        assertRead(bytes);
    }

    /** A few lines of one format, of which some bytes are replaced, and the end is cut off. */
    @Provide
    Arbitrary<byte[]> spoilt() {
        Arbitrary<List<Integer>> places =
                Arbitraries.integers().between(0, 2_000).list().ofMaxSize(12);
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofSize(12);
        return Combinators.combine(
                        Arbitraries.of(Format.values()),
                        Arbitraries.longs().between(0, 50),
                        places,
                        bytes,
                        Arbitraries.doubles().between(0.3, 1))
                .as(HostileLogTest::spoil);
    }

    private static byte[] spoil(Format format, long seed, List<Integer> places, byte[] others, double kept) {
        byte[] lines = new LogGenerator(seed).lines(8, format).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < places.size(); i++) {
            lines[places.get(i) % lines.length] = others[i];
        }
        return Arrays.copyOf(lines, (int) (kept * lines.length));
    }

    private void assertRead(byte[] bytes) throws IOException {
        Files.write(log, bytes);
        try {
            Usage usage = LogReader.read(List.of(log), 1, (read, of) -> {});
            assertThat(usage.unread()).isBetween(0L, usage.lines() - 1);
            assertThat(usage.from()).isBeforeOrEqualTo(usage.to());
            assertThat(LogReader.read(List.of(log), 2, (read, of) -> {})).isEqualTo(usage);
        } catch (UnknownLogException e) {
            assertThat(e).message().doesNotContainPattern("\\p{Cc}").hasSizeLessThan(600);
        }
    }
}
