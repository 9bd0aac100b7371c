package dev.landfall.assess;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * A plan's name and seal: SHA-256 over its canonical JSON (RFC 8785) without the field {@code digest}. Independent of the
 * order of fields and of white space, so a plan may be re-formatted and not changed.
 */
final class Digest {
    static final String FIELD = "digest";
    private static final String PREFIX = "sha256:";

    private Digest() {}

    static String of(JsonNode plan) {
        ObjectNode sealed = plan.<ObjectNode>deepCopy();
        sealed.remove(FIELD);
        try {
            byte[] canonical = new JsonCanonicalizer(sealed.toString()).getEncodedUTF8();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(canonical);
            return PREFIX + HexFormat.of().formatHex(hash);
        } catch (IOException e) {
            throw new UncheckedIOException("the plan is a JSON object", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
