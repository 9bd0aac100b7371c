package dev.landfall.assess;

import dev.landfall.appfiles.AppFileException;
import dev.landfall.appfiles.AppFolder;
import dev.landfall.inventory.Inventory;
import dev.landfall.lambda.UnavailableException;
import dev.landfall.plan.Echo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A checkout that an operator brought as a zip archive, as {@code git archive} writes it, for as long as it is read. */
final class CheckoutFiles implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    /** Of the 512 MB that a function has on disk, where the smallest file takes 4 KB. */
    static final Limit LIMIT = new Limit(300_000_000, 40_000);

    /**
     * Since an archive of nothing may unpack to everything.
     *
     * @param bytes in all, the archive and what it unpacks to
     * @param entries files and folders
     */
    record Limit(long bytes, int entries) {}

    private final String key;
    private final Limit limit;
    private final Path folder;
    private final Path archive;
    private final Path unpacked;
    private long bytes;

    private CheckoutFiles(String key, Limit limit) {
        this.key = key;
        this.limit = limit;
        try {
            this.folder = Files.createTempDirectory("landfall-checkout");
            this.archive = folder.resolve("archive.zip");
            this.unpacked = Files.createDirectory(folder.resolve("unpacked"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param key the artifact's
     * @throws PlanException if it is no such archive, not whole, too large, or holds none of Heroku's files
     */
    static Inventory read(Artifacts artifacts, String key, Limit limit) {
        try (CheckoutFiles files = new CheckoutFiles(key, limit)) {
            files.fetch(artifacts);
            files.unpack();
            return files.inventory();
        }
    }

    private void fetch(Artifacts artifacts) {
        try (InputStream in = artifacts.openCheckout(key);
                OutputStream out = Files.newOutputStream(archive)) {
            copy(in, out);
        } catch (IOException e) {
            throw new UnavailableException("S3", e);
        }
    }

    /** By the archive's directory, which stands at its end: what was cut off is not taken for a smaller checkout. */
    private void unpack() {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            if (zip.size() > limit.entries()) {
                throw tooLarge();
            }
            for (ZipEntry entry : Collections.list(zip.entries())) {
                unpack(zip, entry);
            }
        } catch (IOException damaged) {
            throw refused("must be a whole zip archive, as git archive --format=zip writes it");
        }
    }

    private void unpack(ZipFile zip, ZipEntry entry) throws IOException {
        Path path = path(entry);
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(Objects.requireNonNull(path.getParent()));
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum);
                OutputStream out = Files.newOutputStream(path)) {
            copy(in, out);
        }
        if (sum.getValue() != entry.getCrc()) {
            throw new ZipException("the sum of " + entry + " is another");
        }
    }

    private Path path(ZipEntry entry) {
        try {
            Path path = unpacked.resolve(entry.getName()).normalize();
            if (path.startsWith(unpacked)) {
                return path;
            }
        } catch (InvalidPathException none) {
            // As one that lies elsewhere.
        }
        throw refused("has a file that lies outside of it: " + Echo.quote(entry.getName()));
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            bytes += read;
            if (bytes > limit.bytes()) {
                throw tooLarge();
            }
            out.write(buffer, 0, read);
        }
    }

    private PlanException tooLarge() {
        return refused("must be at most " + limit.bytes() / 1_000_000 + " MB, itself and unpacked, and "
                + limit.entries() + " files; leave out what tells nothing of how the app runs");
    }

    private PlanException refused(String why) {
        return new PlanException("checkout: " + Echo.plain(key) + " " + why);
    }

    private Inventory inventory() {
        Path top = top();
        try {
            return AppFolder.read(top);
        } catch (AppFileException e) {
            throw new PlanException(
                    "checkout: " + String.valueOf(e.getMessage()).replace(Echo.line(top.toString()), Echo.plain(key)));
        }
    }

    /** An archive that GitHub makes has everything in one folder. */
    private Path top() {
        try (Stream<Path> paths = Files.list(unpacked)) {
            List<Path> all = paths.toList();
            return all.size() == 1 && Files.isDirectory(all.getFirst()) ? all.getFirst() : unpacked;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next call of the same instance finds the room free. */
    @Override
    public void close() {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
