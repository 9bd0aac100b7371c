package dev.landfall.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.heroku.HerokuException;
import dev.landfall.lambda.AwsEmulator;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;

@ExtendWith(AwsEmulator.class)
class SecretsManagerCredentialsIT {
    private static final String KEY = "0123456789abcdef0123456789abcdef";

    private final String name = "landfall-" + UUID.randomUUID();
    private SecretsManagerClient client;

    @BeforeEach
    void connect(AwsEmulator aws) {
        client = aws.client(SecretsManagerClient.builder());
    }

    @Test
    void read_bothSet_givesThemAndShowsNeither() {
        Credentials credentials = holding("{\"token\": \"HRKU-abc123\", \"fingerprintKey\": \"" + KEY + "\"}");

        Credentials.Pair pair = credentials.read();

        assertThat(pair.toString()).doesNotContain("HRKU-abc123", KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"token\": \"SET-ME\", \"fingerprintKey\": \"" + KEY + "\"}",
                "{\"token\": \"\", \"fingerprintKey\": \"" + KEY + "\"}",
                "{\"token\": \"HRKU-abc123\"}",
                "{}",
                "[]"
            })
    void read_oneNotSet_saysWhichAreWanted(String secret) {
        Credentials credentials = holding(secret);

        assertThatThrownBy(credentials::read)
                .isInstanceOf(PlanException.class)
                .hasMessage("Heroku's secret: token and fingerprintKey must both be set; see docs/assess.md");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HRKU-abc123", "{\"token\": \"HRKU-abc123\"", "'HRKU-abc123'"})
    void read_notJson_doesNotQuoteIt(String secret) {
        Credentials credentials = holding(secret);

        assertThatThrownBy(credentials::read)
                .isInstanceOf(PlanException.class)
                .hasMessage("Heroku's secret: must be a JSON object with token and fingerprintKey")
                .hasNoCause();
    }

    @Test
    void read_tokenWithALineBreak_doesNotQuoteIt() {
        Credentials credentials = holding("{\"token\": \"HRKU-abc123\\n\", \"fingerprintKey\": \"" + KEY + "\"}");

        assertThatThrownBy(credentials::read)
                .isInstanceOf(HerokuException.UnusableToken.class)
                .message()
                .doesNotContain("HRKU-abc123");
    }

    @Test
    void read_noSuchSecret_passesThrough() {
        assertThatThrownBy(() -> new SecretsManagerCredentials(client, name).read())
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private Credentials holding(String secret) {
        client.createSecret(request -> request.name(name).secretString(secret));
        return new SecretsManagerCredentials(client, name);
    }
}
