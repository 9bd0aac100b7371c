package dev.landfall.lambda;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.regions.Region;

/**
 * Where the adapters' tests find AWS: the endpoint in AWS_ENDPOINT_URL if there is one, else LocalStack where Docker is.
 * With neither, the tests are skipped with that reason; in CI, where nobody reads reasons, they fail.
 */
public final class AwsEmulator implements ExecutionCondition, BeforeAllCallback, ParameterResolver {
    /** The last LocalStack that needs no token. */
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

    private static final String ABSENT = "neither AWS_ENDPOINT_URL nor Docker: no AWS to test the adapters against";

    private static @Nullable LocalStackContainer localStack;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return isThere() || isCi()
                ? ConditionEvaluationResult.enabled(null)
                : ConditionEvaluationResult.disabled(ABSENT);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (!isThere()) {
            fail(ABSENT);
        }
    }

    /** Ends a test that the emulator is not good enough for: skipped with the reason, but failed in CI. */
    public static void abortOutsideCi(String reason) {
        if (isCi()) {
            fail(reason);
        }
        abort(reason);
    }

    private static boolean isCi() {
        return Boolean.parseBoolean(System.getenv("CI"));
    }

    private static boolean isThere() {
        return System.getenv("AWS_ENDPOINT_URL") != null
                || DockerClientFactory.instance().isDockerAvailable();
    }

    /** A client with the settings of the deployed functions, at the emulator. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return SdkClients.retrying(atEmulator(builder));
    }

    /** Like {@link #client}, with {@link SdkClients#retryingRefusals}. */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C clientRetryingRefusals(B builder) {
        return SdkClients.retryingRefusals(atEmulator(builder));
    }

    private static <B extends AwsClientBuilder<B, ?>> B atEmulator(B builder) {
        return builder.endpointOverride(endpoint())
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
    }

    private static URI endpoint() {
        String given = System.getenv("AWS_ENDPOINT_URL");
        return given != null ? URI.create(given) : localStack().getEndpoint();
    }

    /** One for all test classes; Testcontainers removes it when this process ends. */
    private static synchronized LocalStackContainer localStack() {
        LocalStackContainer running = localStack;
        if (running == null) {
            running = new LocalStackContainer(IMAGE);
            running.start();
            localStack = running;
        }
        return running;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == AwsEmulator.class;
    }

    @Override
    public AwsEmulator resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return this;
    }
}
