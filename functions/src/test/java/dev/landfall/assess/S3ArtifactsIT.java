package dev.landfall.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.lambda.AwsEmulator;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

@ExtendWith(AwsEmulator.class)
class S3ArtifactsIT extends ArtifactsContract {
    private final String bucket = "landfall-" + UUID.randomUUID();
    private S3Client client;
    private Artifacts artifacts;

    @BeforeEach
    void createBucket(AwsEmulator aws) {
        // The emulator's address has no subdomain for each bucket.
        client = aws.client(S3Client.builder().forcePathStyle(true));
        client.createBucket(request -> request.bucket(bucket));
        artifacts = new S3Artifacts(client, bucket);
    }

    @Override
    protected Artifacts artifacts() {
        return artifacts;
    }

    @Override
    protected void given(String key, byte[] content) {
        client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
    }

    @Test
    void keep_itsType_isKept() {
        assertThat(type(artifacts.keepPlan("a", new byte[] {'{', '}'}))).isEqualTo("application/json");
        assertThat(type(artifacts.keepPage("a", new byte[0]))).isEqualTo("text/html; charset=utf-8");
        assertThat(type(artifacts.keepTable("a", new byte[0]))).isEqualTo("text/csv");
    }

    private String type(String key) {
        return client.headObject(request -> request.bucket(bucket).key(key)).contentType();
    }

    @Test
    void list_moreThanAPage_isWhole() {
        IntStream.range(0, 1_001).forEach(i -> given("logs/" + i, new byte[0]));

        assertThat(artifacts.listLogs("logs/")).hasSize(1_001);
    }

    @Test
    void get_fromABucketThatIsNotThere_isNoMissingArtifact() {
        Artifacts nowhere = new S3Artifacts(client, "landfall-none-" + UUID.randomUUID());

        assertThatThrownBy(() -> nowhere.inventory("inventories/a")).isInstanceOf(NoSuchBucketException.class);
    }
}
