package dev.landfall.heroku;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FingerprintsTest {
    private static final String VALUE = "hunter2";

    private static Fingerprints under(String key) {
        return new Fingerprints(key.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void of_sameValueUnderOneKey_isTheSameMark() {
        assertThat(under("a key for tests only").of(VALUE))
                .isEqualTo(under("a key for tests only").of(VALUE))
                .matches("[0-9a-f]{16}")
                .isNotEqualTo(under("a key for tests only").of("hunter3"));
    }

    @Test
    void of_sameValueUnderTwoKeys_isTwoMarks() {
        assertThat(under("a key for tests only").of(VALUE))
                .isNotEqualTo(under("another key for tests").of(VALUE));
    }

    /** Whoever has the mark could otherwise try short values until one has it. */
    @Test
    void of_value_isNotItsPlainHash() throws NoSuchAlgorithmException {
        byte[] plain = MessageDigest.getInstance("SHA-256").digest(VALUE.getBytes(StandardCharsets.UTF_8));

        assertThat(HexFormat.of().formatHex(plain))
                .doesNotStartWith(under("a key for tests only").of(VALUE));
    }

    @Test
    void new_keyThatCouldBeGuessed_isRefused() {
        assertThatThrownBy(() -> under("fifteen letters"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("fifteen letters");
    }
}
