package dev.landfall.assess;

import dev.landfall.lambda.Environment;
import dev.landfall.lambda.SdkClients;
import dev.landfall.plan.Echo;
import java.io.InputStream;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** One private bucket, encrypted and versioned by its own settings. */
public final class S3Artifacts implements Artifacts {
    private static final String DEPENDENCY = "S3";
    private static final String JSON = "application/json";
    private static final int FORBIDDEN = 403;

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
    public String keepInventory(String name, byte[] json) {
        return put(Folder.INVENTORIES.key(name, "json"), json, JSON);
    }

    @Override
    public String keepUsage(String name, byte[] json) {
        return put(Folder.USAGE.key(name, "json"), json, JSON);
    }

    @Override
    public String keepPlan(String name, byte[] json) {
        return put(Folder.PLANS.key(name, "json"), json, JSON);
    }

    @Override
    public String keepPage(String name, byte[] html) {
        return put(Folder.PLANS.key(name, "html"), html, "text/html; charset=utf-8");
    }

    @Override
    public String keepSummary(String name, byte[] json) {
        return put(Folder.SUMMARIES.key(name, "json"), json, JSON);
    }

    @Override
    public String keepTable(String name, byte[] csv) {
        return put(Folder.SUMMARIES.key(name, "csv"), csv, "text/csv");
    }

    private String put(String key, byte[] content, String contentType) {
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(bucket)
                .key(key)
                .contentType(contentType)
                .build();
        SdkClients.answer(DEPENDENCY, () -> client.putObject(request, RequestBody.fromBytes(content)));
        return key;
    }

    @Override
    public byte[] inventory(String key) {
        return get(Folder.INVENTORIES.require(key));
    }

    @Override
    public byte[] usage(String key) {
        return get(Folder.USAGE.require(key));
    }

    @Override
    public byte[] result(String key) {
        return get(Folder.RESULTS.require(key));
    }

    private byte[] get(String key) {
        return found(key, () -> client.getObjectAsBytes(request(key)).asByteArray());
    }

    @Override
    public InputStream openCheckout(String key) {
        return found(Folder.CHECKOUTS.require(key), () -> client.getObject(request(key)));
    }

    @Override
    public InputStream openLog(String key) {
        return found(Folder.LOGS.require(key), () -> client.getObject(request(key)));
    }

    private GetObjectRequest request(String key) {
        return GetObjectRequest.builder().bucket(bucket).key(key).build();
    }

    private static <T> T found(String key, Supplier<T> call) {
        try {
            return SdkClients.answer(DEPENDENCY, call);
        } catch (NoSuchKeyException e) {
            throw missing(key);
        } catch (S3Exception e) {
            throw e.statusCode() == FORBIDDEN ? missingOrForbidden(key) : e;
        }
    }

    static PlanException missing(String key) {
        return new PlanException("artifact: there is no " + Echo.plain(key) + " in the artifacts' bucket");
    }

    /**
     * To those who may not list a bucket S3 does not tell what is not there. Functions may not, and a permission to list one
     * folder would not help: it is conditioned on a prefix, and a reading names none.
     */
    static PlanException missingOrForbidden(String key) {
        return new PlanException(
                "artifact: there is no " + Echo.plain(key)
                        + " in the artifacts' bucket, or this function's role may not read it or use its key (S3 answered 403)");
    }

    @Override
    public List<String> listLogs(String prefix) {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(bucket)
                .prefix(Folder.LOGS.require(prefix))
                .build();
        return SdkClients.answer(
                DEPENDENCY,
                () -> client.listObjectsV2Paginator(request).contents().stream()
                        .map(S3Object::key)
                        .toList());
    }
}
