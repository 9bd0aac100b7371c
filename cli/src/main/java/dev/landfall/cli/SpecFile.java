package dev.landfall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a spec is read from. What stands in it is judged by {@code dev.landfall.plan}. */
final class SpecFile {
    /** The rehearsal brings the examples along. */
    private static final String EXAMPLE = "/examples/voucherify.yaml";

    private SpecFile() {}

    static byte[] read(@Nullable Path path) {
        return path == null ? example() : InputFile.read("SPEC", path);
    }

    private static byte[] example() {
        try (InputStream in = SpecFile.class.getResourceAsStream(EXAMPLE)) {
            if (in == null) {
                throw new IllegalStateException(EXAMPLE + " is not in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
