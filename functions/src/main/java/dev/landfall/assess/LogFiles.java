package dev.landfall.assess;

import dev.landfall.lambda.UnavailableException;
import dev.landfall.plan.Echo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The artifacts below a prefix as files, for as long as they are measured. */
final class LogFiles implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final Path folder;
    private final long most;
    private final Map<Path, String> keys = new LinkedHashMap<>();
    private long fetched;

    private LogFiles(Path folder, long most) {
        this.folder = folder;
        this.most = most;
    }

    /**
     * @param most bytes in all, as they are stored
     * @throws PlanException if there is nothing below the prefix, or too much
     */
    static LogFiles fetch(Artifacts artifacts, String prefix, long most) {
        List<String> keys = keys(artifacts, prefix);
        LogFiles files = new LogFiles(temporary(), most);
        try {
            keys.forEach(key -> files.fetch(artifacts, key));
            return files;
        } catch (RuntimeException e) {
            files.close();
            throw e;
        }
    }

    private static List<String> keys(Artifacts artifacts, String prefix) {
        // What a console makes for a folder is an object too.
        List<String> keys = artifacts.listLogs(prefix).stream()
                .filter(key -> !key.endsWith("/"))
                .toList();
        if (keys.isEmpty()) {
            throw new PlanException("logs: there is nothing below " + Echo.quote(prefix) + " in the artifacts' bucket");
        }
        return keys;
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("landfall-logs");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fetch(Artifacts artifacts, String key) {
        Path file = folder.resolve(Integer.toString(keys.size()));
        keys.put(file, key);
        try (InputStream in = artifacts.openLog(key);
                OutputStream out = Files.newOutputStream(file)) {
            copy(in, out);
        } catch (IOException e) {
            throw new UnavailableException("S3", e);
        }
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            fetched += read;
            if (fetched > most) {
                throw new PlanException(
                        "logs: must be at most " + most / 1_000_000
                                + " MB in all; compress them by gzip, take fewer days, or measure with `landfall assess --logs`");
            }
            out.write(buffer, 0, read);
        }
    }

    List<Path> paths() {
        return List.copyOf(keys.keySet());
    }

    /** The same words, about what the operator knows. */
    String named(String message) {
        String named = message;
        for (Map.Entry<Path, String> file : keys.entrySet()) {
            named = named.replace(file.getKey() + ":", Echo.plain(file.getValue()) + ":");
        }
        return named;
    }

    /** The next call of the same instance finds the room free. */
    @Override
    public void close() {
        try {
            for (Path file : keys.keySet()) {
                Files.deleteIfExists(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
