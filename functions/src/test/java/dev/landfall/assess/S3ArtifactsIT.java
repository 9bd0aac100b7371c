package dev.landfall.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.lambda.AwsEmulator;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
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

    @Test
    void put_itsType_isKept() {
        artifacts.put("plans/a.json", new byte[] {'{', '}'}, "application/json");

        assertThat(client.headObject(request -> request.bucket(bucket).key("plans/a.json"))
                        .contentType())
                .isEqualTo("application/json");
    }

    @Test
    void list_moreThanAPage_isWhole() {
        IntStream.range(0, 1_001).forEach(i -> artifacts.put("logs/" + i, new byte[0], "text/plain"));

        assertThat(artifacts.list("logs/")).hasSize(1_001);
    }

    @Test
    void get_fromABucketThatIsNotThere_isNoMissingArtifact() {
        Artifacts nowhere = new S3Artifacts(client, "landfall-none-" + UUID.randomUUID());

        assertThatThrownBy(() -> nowhere.get("a")).isInstanceOf(NoSuchBucketException.class);
    }
}
