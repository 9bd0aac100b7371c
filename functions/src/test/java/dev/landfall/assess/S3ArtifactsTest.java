package dev.landfall.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.landfall.lambda.SdkClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** What S3 answers to a role that may not list the bucket, whether or not there is such a key. */
class S3ArtifactsTest {
    private static final byte[] DENIED =
            "<Error><Code>AccessDenied</Code><Message>not authorized to perform s3:ListBucket</Message></Error>"
                    .getBytes(StandardCharsets.UTF_8);

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.getResponseHeaders().add("Content-Type", "application/xml");
            exchange.sendResponseHeaders(403, DENIED.length);
            exchange.getResponseBody().write(DENIED);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private S3Artifacts artifacts() {
        S3Client client = SdkClients.retrying(S3Client.builder()
                .forcePathStyle(true)
                .endpointOverride(
                        URI.create("http://localhost:" + server.getAddress().getPort()))
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))));
        return new S3Artifacts(client, "artifacts");
    }

    @Test
    void read_denied_saysThatItMayAlsoBeMissing() {
        assertThatThrownBy(() -> artifacts().inventory("inventories/e1.json"))
                .isInstanceOf(PlanException.class)
                .hasMessage(
                        "artifact: there is no inventories/e1.json in the artifacts' bucket, or this function's role"
                                + " may not read it or use its key (S3 answered 403)");
        assertThatThrownBy(() -> artifacts().openLog("logs/shop/1")).isInstanceOf(PlanException.class);
        assertThat(asked).hasValue(2);
    }
}
