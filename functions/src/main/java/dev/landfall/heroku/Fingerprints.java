package dev.landfall.heroku;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Marks that tell whether two values are the same, and to nobody without the key what they are: short values could
 * otherwise be guessed.
 */
public final class Fingerprints {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 16;
    private static final int SHOWN_BYTES = 8;

    private final SecretKeySpec key;

    /** @param key at least 16 bytes, the same for all assessments that are to be compared */
    public Fingerprints(byte[] key) {
        if (key.length < KEY_BYTES) {
            throw new IllegalArgumentException("fingerprint key: has fewer than " + KEY_BYTES + " bytes");
        }
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    /** 16 hexadecimal digits. */
    String of(String value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            byte[] whole = mac.doFinal(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, SHOWN_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(ALGORITHM + " is in every JDK", e);
        }
    }

    @Override
    public String toString() {
        return "Fingerprints[***]";
    }
}
