package dev.landfall.cli.deployed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.lambda.SdkClients;
import java.net.URI;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;

class StsCallerTest {

    @Test
    void name_stsDoesNotAnswer_isTheUsers() {
        StsClient nobody = SdkClients.retrying(StsClient.builder()
                .endpointOverride(URI.create("http://localhost:1"))
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create()));

        assertThat(new StsCaller(nobody).name()).isEqualTo(System.getProperty("user.name"));
    }
}
