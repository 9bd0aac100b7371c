package dev.landfall.rehearsal.explore;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What is explored. */
final class Specs {

    static final String DEFAULT = text("/examples/voucherify.yaml");

    /** Its gates wait for days. */
    static final String PATIENT = text("/examples/legaci.yaml");

    private Specs() {}

    private static String text(String path) {
        try (InputStream file = Objects.requireNonNull(Specs.class.getResourceAsStream(path), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
