package dev.landfall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a spec is read from. What stands in it is judged by {@code dev.landfall.plan}. */
final class SpecFile {
    /** The rehearsal brings the examples along. */
    private static final String EXAMPLE = "/examples/voucherify.yaml";

    /** The reader's own limit is far lower and names itself; this one only keeps a huge file out of memory. */
    private static final int MOST_BYTES = 64 << 20;

    private SpecFile() {}

    static byte[] read(@Nullable Path path) {
        return path == null ? example() : of(path);
    }

    private static byte[] of(Path path) {
        if (!Files.exists(path)) {
            throw new BadInputException("SPEC: no file \"" + path + "\"");
        }
        if (Files.isDirectory(path)) {
            throw new BadInputException("SPEC: \"" + path + "\" is a directory; a YAML or JSON file is wanted");
        }
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new BadInputException(
                        "SPEC: \"" + path + "\" has " + Files.size(path) + " bytes; a spec has some hundred");
            }
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new BadInputException(
                    "SPEC: \"" + path + "\" cannot be read: " + e.getClass().getSimpleName());
        }
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
