package dev.landfall.assess;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.landfall.heroku.Fingerprints;
import dev.landfall.heroku.HerokuToken;
import dev.landfall.lambda.Environment;
import dev.landfall.lambda.Json;
import dev.landfall.lambda.SdkClients;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueRequest;

/** The stack's secret: {@code {"token": …, "fingerprintKey": …}}, of which the template generates the key. */
public final class SecretsManagerCredentials implements Credentials {
    private static final String DEPENDENCY = "Secrets Manager";

    /** What the template writes until the operator sets a token. */
    private static final String UNSET = "SET-ME";

    private final SecretsManagerClient client;
    private final String secret;

    SecretsManagerCredentials(SecretsManagerClient client, String secret) {
        this.client = client;
        this.secret = secret;
    }

    public static SecretsManagerCredentials fromEnvironment() {
        return new SecretsManagerCredentials(
                SdkClients.retrying(SecretsManagerClient.builder()), Environment.require("HEROKU_SECRET_ARN"));
    }

    @Override
    public Pair read() {
        GetSecretValueRequest request =
                GetSecretValueRequest.builder().secretId(secret).build();
        String json = SdkClients.answer(DEPENDENCY, () -> client.getSecretValue(request))
                .secretString();
        JsonNode fields = parsed(json);
        String token = fields.path("token").asText();
        String key = fields.path("fingerprintKey").asText();
        if (token.isEmpty() || token.equals(UNSET) || key.isEmpty()) {
            throw new PlanException("Heroku's secret: token and fingerprintKey must both be set; see docs/assess.md");
        }
        return new Pair(new HerokuToken(token), new Fingerprints(key.getBytes(StandardCharsets.UTF_8)));
    }

    private static JsonNode parsed(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            // Without its cause: Jackson's message quotes what it read.
            throw new PlanException("Heroku's secret: must be a JSON object with token and fingerprintKey");
        }
    }
}
