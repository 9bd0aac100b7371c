package dev.landfall.lambda;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * SDK clients that answer or fail within {@value #CALL_SECONDS} s, retries included.
 *
 * <p>Region, credentials and AWS_ENDPOINT_URL come from the SDK's own providers, which look when the first call is made:
 * under SnapStart the credentials come from the container's endpoint and not from the environment, and a client built
 * before the snapshot must not hold those of another instance.
 */
public final class SdkClients {
    private static final int CALL_SECONDS = 5;
    private static final Duration CALL = Duration.ofSeconds(CALL_SECONDS);
    private static final Duration ATTEMPT = Duration.ofSeconds(2);
    private static final int ATTEMPTS = 3;
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(2);

    /** How Route 53 throttles the changes of one hosted zone; the SDK does not count it as throttling. */
    private static final String AT_WORK = "PriorRequestNotComplete";

    private SdkClients() {}

    /** A client that retries whatever the SDK holds to be transient, with jitter, three attempts in all. */
    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C retrying(B builder) {
        return retrying(builder, error -> false);
    }

    /** @param passing errors to retry besides those that the SDK holds to be transient */
    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C retrying(
            B builder, Predicate<Throwable> passing) {
        RetryStrategy transientErrors = AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(ATTEMPTS)
                .retryOnException(passing)
                .build();
        return build(builder, transientErrors);
    }

    /**
     * A client that repeats a call only if the service certainly did not act on it, because it refused it for load. For
     * calls whose repetition would meet their own effect and be refused for it.
     */
    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C retryingRefusals(B builder) {
        BackoffStrategy backoff = BackoffStrategy.exponentialDelay(FIRST_BACKOFF, LONGEST_BACKOFF);
        RetryStrategy refusals = DefaultRetryStrategy.standardStrategyBuilder()
                .maxAttempts(ATTEMPTS)
                .backoffStrategy(backoff)
                .throttlingBackoffStrategy(backoff)
                .useClientDefaults(false)
                .retryOnException(SdkClients::isThrottled)
                .treatAsThrottling(SdkClients::isThrottled)
                .build();
        return build(builder, refusals);
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C build(
            B builder, RetryStrategy retries) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(ATTEMPT)
                        // The SDK ends an attempt by interrupting its thread, which a blocked socket does not notice.
                        .socketTimeout(ATTEMPT))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallTimeout(CALL)
                        .apiCallAttemptTimeout(ATTEMPT)
                        .retryStrategy(retries)
                        .build())
                .build();
    }

    /**
     * The call's answer. What the service refuses for good (no permission, no such thing) passes through as the SDK's
     * exception.
     *
     * @param dependency as the operator knows it, such as {@code Route 53}
     * @throws UnavailableException if there was no answer, or a passing refusal
     */
    public static <T> T answer(String dependency, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkClientException e) {
            throw new UnavailableException(dependency, e);
        } catch (SdkServiceException e) {
            if (isPassing(e)) {
                throw new UnavailableException(dependency, e);
            }
            throw e;
        }
    }

    /** Like {@link #answer}, for callers to whom a lasting refusal too means only that they cannot tell. */
    public static <T> T answerOrUnavailable(String dependency, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new UnavailableException(dependency, e);
        }
    }

    private static boolean isPassing(SdkServiceException e) {
        return e.statusCode() >= 500 || isThrottled(e);
    }

    private static boolean isThrottled(Throwable e) {
        return e instanceof AwsServiceException refusal
                && (refusal.isThrottlingException() || isAtWork(refusal.awsErrorDetails()));
    }

    private static boolean isAtWork(@Nullable AwsErrorDetails details) {
        return details != null && AT_WORK.equals(details.errorCode());
    }
}
