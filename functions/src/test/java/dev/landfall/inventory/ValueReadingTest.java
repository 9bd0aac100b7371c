package dev.landfall.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.inventory.Inventory.ValueKind;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ValueReadingTest {
    @Test
    void kindOf_noValue_isUnread() {
        assertThat(ValueReading.kindOf(null)).isEqualTo(ValueKind.UNREAD);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "UNREAD, ********",
                "UNREAD, ••••••",
                "UNREAD, [REDACTED]",
                "EMPTY, \"\"",
                "EMPTY, \"  \"",
                "FLAG, true",
                "FLAG, Off",
                "NUMBER, 5",
                "NUMBER, -0.25",
                "NUMBER, 1",
                "RANDOM, 12345678901234567890123",
                "RANDOM, a3f9c2d4e5b60718",
                "RANDOM, 01234567-89ab-cdef-0123-456789abcdef",
                "RANDOM, sk_test_51HqLyjWDarjtT1zdp7dcExAmPlE",
                "RANDOM, abcdefghijklmnopqrstuvwxyz",
                "RANDOM, \"-----BEGIN RSA PRIVATE KEY-----\"",
                "RANDOM, \"{\"\"private_key\"\": \"\"-----BEGIN PRIVATE KEY-----\"\"}\"",
                "URL, https://example.com",
                "URL, https://example.com/some/long-path-with-words/index.html?page=2",
                "URL, \"kafka+ssl://one.example:9096,kafka+ssl://two.example:9096\"",
                "URL, https://d111111abcdef8a1b2c3.cloudfront.net",
                "URL_WITH_CREDENTIALS, postgres://u:p@db.example:5432/d",
                "URL_WITH_CREDENTIALS, postgres://u:p#q/r@db.example:5432/d",
                "URL_WITH_CREDENTIALS, rediss://:p@redis.example:6380",
                "URL_WITH_CREDENTIALS, https://0a1b2c@errors.example/42",
                "URL_WITH_CREDENTIALS, jdbc:postgresql://db.example/d?user=u&password=p",
                "URL_WITH_CREDENTIALS, https://hooks.chat.example/services/T00/B00/XyZ12abQ9kLm34NoPq",
                "TEXT, production",
                "TEXT, my-app-production-bucket-2024",
                "TEXT, MyShopInProduction2024",
                "TEXT, someone@example.com",
                "TEXT, /usr/local/lib/ruby/2.7.0",
                "TEXT, \"a sentence, of several words\"",
                "TEXT, en_US.UTF-8"
            })
    void kindOf_value_isWhatItLooksLike(ValueKind kind, String value) {
        assertThat(ValueReading.kindOf(value)).isEqualTo(kind);
    }

    @ParameterizedTest
    @MethodSource("generated")
    void kindOf_generatedKey_isRandom(String key) {
        assertThat(ValueReading.kindOf(key)).isEqualTo(ValueKind.RANDOM);
    }

    static Stream<String> generated() {
        Random random = new Random(20_261_121);
        return Stream.generate(() -> new byte[32]).limit(100).flatMap(bytes -> {
            random.nextBytes(bytes);
            return Stream.of(
                    HexFormat.of().formatHex(bytes),
                    Base64.getEncoder().encodeToString(bytes),
                    Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        });
    }
}
