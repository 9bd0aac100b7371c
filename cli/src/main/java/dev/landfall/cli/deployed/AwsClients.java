package dev.landfall.cli.deployed;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.StandardRetryStrategy;

/** SDK clients as an operator at a terminal needs them: an answer or an error within seconds. */
final class AwsClients {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Only the shape: regions younger than this SDK are regions too. */
    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-[0-9]+");

    private final Region region;
    private final AwsCredentialsProvider credentials;

    private AwsClients(Region region, AwsCredentialsProvider credentials) {
        this.region = region;
        this.credentials = credentials;
    }

    /** @throws UnusableException if no call could be made: no such profile, no region, no credentials */
    static AwsClients of(Deployment.Address address) {
        requireProfile(address.profile());
        return new AwsClients(region(address), credentials(address.profile()));
    }

    private static void requireProfile(@Nullable String name) {
        Set<String> configured = ProfileFile.defaultProfileFile().profiles().keySet();
        if (name != null && !configured.contains(name)) {
            throw new UnusableException("--profile: no profile \"" + name + "\" is configured; there "
                    + (configured.isEmpty() ? "is none" : "are " + String.join(", ", new TreeSet<>(configured))));
        }
    }

    private static Region region(Deployment.Address address) {
        String name = address.region() == null ? configuredRegion(address.profile()) : address.region();
        if (!REGION.matcher(name).matches()) {
            throw new UnusableException("--region: \"" + name + "\" is no name of a region; eu-west-1 is one");
        }
        return Region.of(name);
    }

    private static String configuredRegion(@Nullable String profile) {
        try {
            return DefaultAwsRegionProviderChain.builder()
                    .profileName(profile)
                    .build()
                    .getRegion()
                    .id();
        } catch (SdkClientException e) {
            throw new UnusableException("--region: none given, and neither AWS_REGION nor the profile names one");
        }
    }

    /** Asked for once before the first call, since that would tell of a service that did not answer. */
    private static AwsCredentialsProvider credentials(@Nullable String profile) {
        return AwsCall.to("the source of AWS credentials", () -> {
            try {
                AwsCredentialsProvider provider = provider(profile);
                provider.resolveCredentials();
                return provider;
            } catch (SdkClientException | IllegalStateException e) {
                if (isUnanswered(e)) {
                    throw e;
                }
                // The SDK's sentence tells what is wrong; it never quotes a secret.
                throw new UnusableException("no AWS credentials: " + AwsCall.firstSentence(e)
                        + "; --profile, AWS_PROFILE or AWS_ACCESS_KEY_ID give some");
            }
        });
    }

    /** A role is taken from STS, which may be out of reach like every service. */
    private static boolean isUnanswered(Throwable e) {
        return Stream.iterate(e, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SocketException
                        || cause instanceof SocketTimeoutException
                        || cause instanceof UnknownHostException);
    }

    /** A profile that was asked for by name wins over keys in the environment, as with the AWS CLI. */
    private static AwsCredentialsProvider provider(@Nullable String profile) {
        return profile == null
                ? DefaultCredentialsProvider.builder().build()
                : ProfileCredentialsProvider.create(profile);
    }

    /** For calls that answer at once: 5 s each, at most three times with jittered back-off, 15 s in all. */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C quick(B builder) {
        return built(builder, Duration.ofSeconds(5), Duration.ofSeconds(15), 3);
    }

    /**
     * For a function that does its work before it answers. Asked once: a repeat after a lost answer would be told
     * "answered before", which says less than an honest "no answer came".
     */
    <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C patient(B builder) {
        return built(builder, Duration.ofSeconds(35), Duration.ofSeconds(35), 1);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C built(
            B builder, Duration attempt, Duration all, int attempts) {
        return builder.region(region)
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(attempt))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(attempt)
                        .apiCallTimeout(all)
                        .retryStrategy(StandardRetryStrategy.builder()
                                .maxAttempts(attempts)
                                .build())
                        .build())
                .build();
    }
}
