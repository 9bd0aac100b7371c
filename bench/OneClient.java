import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Like Bare, with one SDK client as Landfall's functions have it, and one call of it. */
public final class OneClient implements RequestStreamHandler {
    private final DynamoDbClient client = DynamoDbClient.builder()
            .httpClientBuilder(UrlConnectionHttpClient.builder()
                    .connectionTimeout(Duration.ofSeconds(2))
                    .socketTimeout(Duration.ofSeconds(2)))
            .overrideConfiguration(limits -> limits.apiCallTimeout(Duration.ofSeconds(5))
                    .apiCallAttemptTimeout(Duration.ofSeconds(2))
                    .retryStrategy(AwsRetryStrategy.standardRetryStrategy()))
            .build();

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws java.io.IOException {
        int found = client.query(request -> request.tableName("bench")
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("lock"))))
                .count();
        out.write(("{\"found\": " + found + "}").getBytes(StandardCharsets.UTF_8));
    }
}
