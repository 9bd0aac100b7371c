package dev.landfall.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.NameServers;
import dev.landfall.records.Target;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HttpOriginsTest {
    private static final String HOSTNAME = "shop.example.com";
    private static final Target LOOPBACK = new Target.Addresses(List.of("127.0.0.1"));

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** With servers that never finish their answer. */
    private static final Duration LITTLE_PATIENCE = Duration.ofMillis(500);

    @TempDir
    private static Path folder;

    private static Certificates certificates;

    private final List<AutoCloseable> servers = new CopyOnWriteArrayList<>();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void createAuthority() {
        certificates = new Certificates(folder);
    }

    @AfterEach
    void stopServers() throws Exception {
        for (AutoCloseable server : servers) {
            server.close();
        }
    }

    @Test
    void ask_https_tellsStatusAndEndOfCertificate() {
        int port = https(HOSTNAME, 0, exchange -> answer(exchange, 204));

        Origins.Answer answer = ask(LOOPBACK, "https", port);

        assertThat(answer.failure()).isNull();
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.certificateExpires())
                .isBetween(Instant.now().plus(9, ChronoUnit.DAYS), Instant.now().plus(10, ChronoUnit.DAYS));
    }

    @Test
    void ask_https_showsThePublicNameAsHostAndSni() {
        int port = https(HOSTNAME, 0, exchange -> {
            ExtendedSSLSession session = (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
            seen.add(((SNIHostName) session.getRequestedServerNames().getFirst()).getAsciiName());
            seen.add(exchange.getRequestHeaders().getFirst("Host"));
            answer(exchange, 200);
        });

        ask(LOOPBACK, "https", port);

        assertThat(seen).containsExactly(HOSTNAME, HOSTNAME + ":" + port);
    }

    @Test
    void ask_certificateForAnotherName_isAFailureInWords() {
        int port = https("other.example.com", 0, exchange -> answer(exchange, 200));

        assertThat(ask(LOOPBACK, "https", port)).satisfies(answer -> {
            assertThat(answer.status()).isZero();
            assertThat(answer.certificateExpires()).isNull();
            assertThat(answer.failure()).isEqualTo("the certificate is not for shop.example.com");
        });
    }

    @Test
    void ask_expiredCertificate_isAFailureInWords() {
        int port = https(HOSTNAME, 20, exchange -> answer(exchange, 200));

        assertThat(ask(LOOPBACK, "https", port).failure()).isEqualTo("the certificate has expired");
    }

    @Test
    void ask_certificateOfUnknownAuthority_isAFailureInWords() throws NoSuchAlgorithmException {
        int port = https(HOSTNAME, 0, exchange -> answer(exchange, 200));
        Origins origins = new HttpOrigins(new Names(Map.of()), SSLContext.getDefault(), PATIENCE);

        assertThat(ask(origins, LOOPBACK, probe("https", port)).failure()).isEqualTo("the certificate is not trusted");
    }

    @Test
    void ask_httpWhereHttpsIsMeant_isAFailureInWords() throws IOException {
        int port = socket(connection -> write(connection, "HTTP/1.1 400 Bad Request\r\n\r\n"));

        assertThat(ask(LOOPBACK, "https", port).failure()).isEqualTo("the TLS handshake failed");
    }

    @Test
    void ask_http_hasNoCertificate() {
        int port = http(exchange -> answer(exchange, 200));

        assertThat(ask(LOOPBACK, "http", port)).satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.certificateExpires()).isNull();
        });
    }

    @Test
    void ask_pathWithQuery_isSentAsItIs() {
        int port = http(exchange -> {
            seen.add(exchange.getRequestURI().toString());
            answer(exchange, 200);
        });

        ask(origins(Map.of()), LOOPBACK, new ShiftSpec.Probe("http", port, "/health?deep=1", 200));

        assertThat(seen).containsExactly("/health?deep=1");
    }

    @Test
    void ask_redirect_isAnAnswerAndNotFollowed() {
        int port = http(exchange -> {
            seen.add("asked");
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            answer(exchange, 302);
        });

        assertThat(ask(LOOPBACK, "http", port).status()).isEqualTo(302);
        assertThat(seen).hasSize(1);
    }

    @Test
    void ask_unavailable_isNotAskedAgain() {
        int port = http(exchange -> {
            seen.add("asked");
            answer(exchange, 503);
        });

        assertThat(ask(LOOPBACK, "http", port).status()).isEqualTo(503);
        assertThat(seen).hasSize(1);
    }

    @Test
    void ask_endlessBody_isNotReadToItsEnd() {
        int port = http(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                while (true) {
                    body.write(new byte[8_192]);
                }
            }
        });

        Origins.Answer answer = ask(LOOPBACK, "http", port);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.millis()).isLessThan(PATIENCE.toMillis());
    }

    @Test
    void ask_targetByName_isResolvedPastThePublicName() {
        int port = http(exchange -> answer(exchange, 200));
        Origins origins = origins(Map.of("lb.example.net", List.of("127.0.0.1")));

        assertThat(ask(origins, new Target.Cname("lb.example.net"), probe("http", port))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void ask_targetWithoutAddress_isAFailureInWords() {
        Origins.Answer answer = ask(new Target.Cname("gone.example.net"), "http", 80);

        assertThat(answer.failure()).isEqualTo("the origin's name does not resolve");
    }

    @Test
    void ask_nobodyListens_isAFailureWithoutAddresses() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(ask(LOOPBACK, "http", port).failure()).isEqualTo("no connection: refused or unreachable");
    }

    /** Each of them answers only once both were asked. */
    @Test
    void ask_several_areAskedAtOnceAndAnsweredInTheirOrder() {
        CyclicBarrier both = new CyclicBarrier(2);
        int first = http(exchange -> answer(exchange, met(both) ? 200 : 500));
        int second = http(exchange -> answer(exchange, met(both) ? 204 : 500));

        List<Origins.Answer> answers = origins(Map.of())
                .ask(Stream.of(first, second)
                        .map(port -> new Origins.Question(LOOPBACK, HOSTNAME, probe("http", port)))
                        .toList());

        assertThat(answers).extracting(Origins.Answer::status).containsExactly(200, 204);
    }

    private static boolean met(CyclicBarrier barrier) {
        try {
            barrier.await(PATIENCE.toSeconds() / 2, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            return false;
        }
    }

    @Test
    void ask_silentServer_isAFailureInTime() throws IOException {
        int port = socket(connection -> {});

        Origins.Answer answer = askWithLittlePatience(port);

        assertThat(answer.failure()).isEqualTo("no answer in time");
        assertThat(answer.millis()).isGreaterThanOrEqualTo(LITTLE_PATIENCE.toMillis());
    }

    @Test
    void ask_answerThatTricklesIn_isAFailureInTime() throws IOException {
        int port = socket(connection -> {
            write(connection, "HTTP/1.1 200 OK\r\n");
            while (true) {
                write(connection, "x: y\r\n");
            }
        });

        assertThat(askWithLittlePatience(port).failure()).isEqualTo("no answer in time");
    }

    @Test
    void ask_connectionClosedAtOnce_isAFailureInWords() throws IOException {
        int port = socket(Socket::close);

        assertThat(ask(LOOPBACK, "http", port).failure()).isNotNull().doesNotContain("127.0.0.1");
    }

    private static Origins.Answer askWithLittlePatience(int port) {
        Origins origins = new HttpOrigins(new Names(Map.of()), certificates.client(), LITTLE_PATIENCE);
        return ask(origins, LOOPBACK, probe("http", port));
    }

    private static void write(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static Origins.Answer ask(Target target, String scheme, int port) {
        return ask(origins(Map.of()), target, probe(scheme, port));
    }

    private static Origins.Answer ask(Origins origins, Target target, ShiftSpec.Probe probe) {
        return origins.ask(List.of(new Origins.Question(target, HOSTNAME, probe)))
                .getFirst();
    }

    private static Origins origins(Map<String, List<String>> addresses) {
        return new HttpOrigins(new Names(addresses), certificates.client(), PATIENCE);
    }

    private static ShiftSpec.Probe probe(String scheme, int port) {
        return new ShiftSpec.Probe(scheme, port, "/", 200);
    }

    private record Names(Map<String, List<String>> addresses) implements NameServers {
        @Override
        public Map<String, Integer> sample(List<String> servers, String name, String type, int questions) {
            throw new UnsupportedOperationException("an origin is not a name server");
        }

        @Override
        public List<String> resolve(String name) {
            return addresses.getOrDefault(name, List.of());
        }
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private int http(HttpHandler handler) {
        try {
            return start(HttpServer.create(anyPort(), 0), handler);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private int https(String certifiedName, int daysAgo, HttpHandler handler) {
        try {
            HttpsServer server = HttpsServer.create(anyPort(), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(certificates.server(certifiedName, daysAgo)));
            return start(server, handler);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private int start(HttpServer server, HttpHandler handler) {
        server.createContext("/", handler);
        server.start();
        servers.add(() -> server.stop(0));
        return server.getAddress().getPort();
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private interface Conversation {
        void hold(Socket connection) throws IOException;
    }

    private int socket(Conversation conversation) throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        servers.add(server);
        Thread.ofPlatform().daemon().start(() -> {
            try {
                conversation.hold(server.accept());
            } catch (IOException closed) {
                // The client or the test has gone.
            }
        });
        return server.getLocalPort();
    }
}
