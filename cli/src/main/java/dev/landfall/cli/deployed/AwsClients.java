package dev.landfall.cli.deployed;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.StandardRetryStrategy;

/** SDK clients as an operator at a terminal needs them: an answer or an error within seconds. */
final class AwsClients {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final Region region;
    private final AwsCredentialsProvider credentials;

    private AwsClients(Region region, AwsCredentialsProvider credentials) {
        this.region = region;
        this.credentials = credentials;
    }

    static AwsClients of(Deployment.Address address) {
        return new AwsClients(region(address), credentials(address.profile()));
    }

    /** A profile that was asked for by name wins over keys in the environment, as with the AWS CLI. */
    private static AwsCredentialsProvider credentials(@Nullable String profile) {
        return profile == null
                ? DefaultCredentialsProvider.builder().build()
                : ProfileCredentialsProvider.create(profile);
    }

    private static Region region(Deployment.Address address) {
        if (address.region() != null) {
            return Region.of(address.region());
        }
        try {
            return DefaultAwsRegionProviderChain.builder()
                    .profileName(address.profile())
                    .build()
                    .getRegion();
        } catch (SdkClientException e) {
            throw new UnusableException("--region: none given, and neither AWS_REGION nor the profile names one");
        }
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
