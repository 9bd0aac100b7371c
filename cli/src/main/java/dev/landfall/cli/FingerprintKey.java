package dev.landfall.cli;

import dev.landfall.heroku.Fingerprints;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Random;

/**
 * The key under which config vars' values are marked, one for each user: made at the first assessment, kept so that the
 * next one can tell what changed, and readable by nobody else.
 */
final class FingerprintKey {
    private static final int BYTES = 32;
    private static final FileAttribute<?> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private FingerprintKey() {}

    /** In {@code $XDG_CONFIG_HOME/landfall}, or {@code ~/.config/landfall}. */
    static Fingerprints ofUser(Map<String, String> environment, Path home) {
        Path file = file(environment, home);
        try {
            return new Fingerprints(readOrMake(file, new SecureRandom()));
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInputException("fingerprint key: \"" + file + "\" cannot be used (" + Landfall.message(e)
                    + "); it must be a file of " + BYTES + " random bytes that you can read");
        }
    }

    static Path file(Map<String, String> environment, Path home) {
        String configured = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path folder = configured.isEmpty() ? home.resolve(".config") : Path.of(configured);
        return folder.resolve("landfall").resolve("fingerprint.key");
    }

    /**
     * Of two first assessments at once only one makes the key, and the other reads it: whole, because it is written
     * elsewhere and then linked to its place, which fails if there is one.
     */
    static byte[] readOrMake(Path file, Random random) throws IOException {
        if (Files.exists(file)) {
            return Files.readAllBytes(file);
        }
        Path folder = Files.createDirectories(file.getParent());
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        Path whole = Files.createTempFile(folder, ".fingerprint", ".key", PRIVATE);
        try {
            Files.write(whole, key);
            Files.createLink(file, whole);
            return key;
        } catch (FileAlreadyExistsException e) {
            return Files.readAllBytes(file);
        } finally {
            Files.delete(whole);
        }
    }
}
