package dev.landfall.appfiles;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files of a checkout that are not Heroku's. What cannot be read is passed over: it may be none of what its name says.
 */
final class Checkout {
    /** As of Heroku's own files. */
    private static final int MOST_BYTES = 1024 * 1024;

    static final int MOST_LINE = 2_000;
    private static final int MOST_FOLDERS = 200;

    private final Path folder;

    Checkout(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /** @param inEachFolder whether it lies in a folder whose name is left open */
    Stream<String> files(String name, boolean inEachFolder) {
        return inEachFolder ? folders().stream().map(folder -> folder + "/" + name) : Stream.of(name);
    }

    private List<String> folders() {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .limit(MOST_FOLDERS)
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of();
        }
    }

    /** None if it is no file of this folder, too long, or cannot be read. A line that is too long is empty. */
    List<String> lines(String name) {
        try {
            Path file = folder.resolve(name).normalize();
            if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
                return List.of();
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MOST_BYTES + 1);
                return bytes.length > MOST_BYTES
                        ? List.of()
                        : new String(bytes, StandardCharsets.UTF_8)
                                .lines()
                                .map(line -> line.length() > MOST_LINE ? "" : line)
                                .toList();
            }
        } catch (IOException | InvalidPathException e) {
            return List.of();
        }
    }
}
