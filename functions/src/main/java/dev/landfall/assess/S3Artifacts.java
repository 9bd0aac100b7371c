package dev.landfall.assess;

import dev.landfall.lambda.Environment;
import dev.landfall.lambda.SdkClients;
import dev.landfall.plan.Echo;
import java.io.InputStream;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One private bucket, encrypted and versioned by its own settings. */
public final class S3Artifacts implements Artifacts {
    private static final String DEPENDENCY = "S3";

    private final S3Client client;
    private final String bucket;

    S3Artifacts(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    public static S3Artifacts fromEnvironment() {
        return new S3Artifacts(SdkClients.retrying(S3Client.builder()), Environment.require("ARTIFACTS_BUCKET"));
    }

    @Override
    public void put(String key, byte[] content, String contentType) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentType(contentType)
                .build();
        SdkClients.answer(DEPENDENCY, () -> client.putObject(request, RequestBody.fromBytes(content)));
    }

    @Override
    public byte[] get(String key) {
        try {
            return SdkClients.answer(
                    DEPENDENCY, () -> client.getObjectAsBytes(request(key)).asByteArray());
        } catch (NoSuchKeyException e) {
            throw missing(key);
        }
    }

    @Override
    public InputStream open(String key) {
        try {
            return SdkClients.answer(DEPENDENCY, () -> client.getObject(request(key)));
        } catch (NoSuchKeyException e) {
            throw missing(key);
        }
    }

    private GetObjectRequest request(String key) {
        return GetObjectRequest.builder().bucket(bucket).key(key).build();
    }

    static PlanException missing(String key) {
        return new PlanException("artifact: there is no " + Echo.plain(key) + " in the artifacts' bucket");
    }

    @Override
    public List<String> list(String prefix) {
        ListObjectsV2Request request =
                ListObjectsV2Request.builder().bucket(bucket).prefix(prefix).build();
        return SdkClients.answer(
                DEPENDENCY,
                () -> client.listObjectsV2Paginator(request).contents().stream()
                        .map(S3Object::key)
                        .toList());
    }
}
