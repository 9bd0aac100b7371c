package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class FingerprintKeyTest {
    private static final int AT_ONCE = 8;

    @TempDir
    private Path home;

    @RepeatedTest(20)
    void ofUser_manyFirstAssessmentsAtOnce_shareOneWholeKey() throws Exception {
        CyclicBarrier start = new CyclicBarrier(AT_ONCE);
        Callable<byte[]> first = () -> {
            start.await();
            return FingerprintKey.readOrMake(FingerprintKey.file(Map.of(), home));
        };

        Set<ByteBuffer> keys = all(first).stream().map(ByteBuffer::wrap).collect(Collectors.toSet());

        Path file = home.resolve(".config/landfall/fingerprint.key");
        assertThat(keys).containsExactly(ByteBuffer.wrap(Files.readAllBytes(file)));
        assertThat(Folder.files(home)).containsExactly(file);
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
