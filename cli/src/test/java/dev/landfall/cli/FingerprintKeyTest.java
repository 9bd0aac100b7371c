package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * First assessments at once. Random bytes are drawn after it was seen that there is no key and before one is put in place,
 * so that is where these tests hold one, and let others do what they like. The file system, which decides, does not know
 * threads from processes; and nothing is shared here but the path.
 */
class FingerprintKeyTest {
    private static final int AT_ONCE = 8;

    @TempDir
    private Path home;

    private Path file;

    @BeforeEach
    void locate() {
        file = FingerprintKey.file(Map.of(), home);
    }

    @Test
    void readOrMake_anotherMadeOneInTheMeantime_takesTheOthers() throws IOException {
        List<byte[]> others = new ArrayList<>();

        byte[] mine = FingerprintKey.readOrMake(file, drawing(() -> others.add(made())));

        assertThat(others).singleElement().isEqualTo(mine);
        assertOnlyFile(mine);
    }

    @Test
    void readOrMake_allSeeThatThereIsNone_shareOneWholeKey() throws Exception {
        CyclicBarrier allHaveLooked = new CyclicBarrier(AT_ONCE);
        Callable<byte[]> first = () -> FingerprintKey.readOrMake(file, drawing(() -> await(allHaveLooked)));

        Set<ByteBuffer> keys = all(first).stream().map(ByteBuffer::wrap).collect(Collectors.toSet());

        assertThat(keys).hasSize(1);
        assertOnlyFile(keys.iterator().next().array());
    }

    @Test
    void readOrMake_aKeyIsThere_drawsNone() throws IOException {
        byte[] made = made();
        Random none = drawing(() -> {
            throw new AssertionError("drew another key");
        });

        assertThat(FingerprintKey.readOrMake(file, none)).isEqualTo(made);
    }

    private byte[] made() {
        try {
            return FingerprintKey.readOrMake(file, new SecureRandom());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertOnlyFile(byte[] key) throws IOException {
        assertThat(key).hasSize(32);
        assertThat(Files.readAllBytes(file)).isEqualTo(key);
        assertThat(Folder.files(home)).containsExactly(file);
    }

    /** Real randomness, and something that happens before it is drawn. */
    private static Random drawing(Runnable first) {
        return new SecureRandom() {
            private static final long serialVersionUID = 1;

            @Override
            public void nextBytes(byte[] bytes) {
                first.run();
                super.nextBytes(bytes);
            }
        };
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> List<T> all(Callable<T> task) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result :
                    threads.invokeAll(Stream.generate(() -> task).limit(AT_ONCE).toList())) {
                results.add(result.get());
            }
            return results;
        }
    }
}
