package dev.landfall.probe;

import dev.landfall.lambda.UnavailableException;
import dev.landfall.plan.ShiftSpec;
import dev.landfall.records.DnsJavaNameServers;
import dev.landfall.records.NameServers;
import dev.landfall.records.Target;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Origins asked over HTTP by a client that believes the public name to be at the origin's addresses, so that Host, SNI
 * and the check of the certificate are those of a user. Each question has a client of its own: a kept connection would
 * hide that new ones fail.
 */
public final class HttpOrigins implements Origins {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final NameServers names;
    private final SSLContext tls;
    private final Duration patience;

    /** @param patience for the connection, the handshake, and each piece of the answer; the whole may take it twice */
    HttpOrigins(NameServers names, SSLContext tls, Duration patience) {
        this.names = names;
        this.tls = tls;
        this.patience = patience;
    }

    public static HttpOrigins fromEnvironment() {
        try {
            return new HttpOrigins(DnsJavaNameServers.fromEnvironment(), SSLContext.getDefault(), PATIENCE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JRE has no TLS", e);
        }
    }

    @Override
    public List<Answer> ask(List<Question> questions) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return questions.stream()
                    .map(question -> CompletableFuture.supplyAsync(() -> ask(question), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    private Answer ask(Question question) {
        ShiftSpec.Probe probe = question.probe();
        String hostname = question.hostname();
        HttpGet request = new HttpGet(probe.scheme() + "://" + hostname + ":" + probe.port() + probe.path());
        HttpClientContext context = HttpClientContext.create();
        CloseableHttpClient client = client(addressesOf(question.target()));
        long start = System.nanoTime();
        // Ends an answer that trickles in, each piece of it in time.
        CompletableFuture.delayedExecutor(patience.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS)
                .execute(request::cancel);
        try {
            int status = client.executeOpen(null, request, context).getCode();
            return new Answer(status, millisSince(start), certificateExpires(context.getSSLSession()), null);
        } catch (IOException | UnavailableException e) {
            return new Answer(0, millisSince(start), null, request.isCancelled() ? noAnswer() : inWords(e, hostname));
        } finally {
            // Drops the connection with whatever of the body is still to come: only the status is of interest.
            client.close(CloseMode.IMMEDIATE);
        }
    }

    private CloseableHttpClient client(DnsResolver addresses) {
        Timeout each = Timeout.of(patience);
        ConnectionConfig connection = ConnectionConfig.custom()
                .setConnectTimeout(each)
                .setSocketTimeout(each)
                .build();
        return HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(addresses)
                        .setTlsSocketStrategy(new DefaultClientTlsStrategy(tls))
                        .setDefaultTlsConfig(
                                TlsConfig.custom().setHandshakeTimeout(each).build())
                        .setDefaultConnectionConfig(connection)
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(each).build())
                .setUserAgent("Landfall-Probe")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** Whatever name is asked for is at the target's addresses. */
    private DnsResolver addressesOf(Target target) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String publicName) throws UnknownHostException {
                InetAddress[] addresses =
                        addresses(target).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
                if (addresses.length == 0) {
                    throw new UnknownHostException(target.connectTo());
                }
                return addresses;
            }

            @Override
            public String resolveCanonicalHostname(String publicName) {
                return publicName;
            }
        };
    }

    private Stream<String> addresses(Target target) {
        return switch (target) {
            case Target.Addresses fixed -> fixed.addresses().stream();
            case Target.Cname cname -> names.resolve(cname.cname()).stream();
            case Target.Alias alias -> names.resolve(alias.alias().dnsName()).stream();
        };
    }

    private static long millisSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static @Nullable Instant certificateExpires(@Nullable SSLSession session)
            throws SSLPeerUnverifiedException {
        if (session == null) {
            return null;
        }
        Certificate own = session.getPeerCertificates()[0];
        return own instanceof X509Certificate certificate
                ? certificate.getNotAfter().toInstant()
                : null;
    }

    private static String inWords(Exception failure, String hostname) {
        return switch (failure) {
            case UnavailableException e -> "the origin's name could not be resolved";
            case UnknownHostException e -> "the origin's name does not resolve";
            case SSLException e -> certificateProblem(e, hostname);
            case ConnectTimeoutException e -> "no connection in time";
            case SocketTimeoutException e -> noAnswer();
            case ConnectException e -> "no connection: refused or unreachable";
            case NoHttpResponseException e -> "the connection was closed without an answer";
            default -> "no HTTP answer: " + failure.getClass().getSimpleName();
        };
    }

    private static String noAnswer() {
        return "no answer in time";
    }

    private static String certificateProblem(SSLException failure, String hostname) {
        List<Throwable> causes = Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .toList();
        if (causes.stream().anyMatch(CertificateExpiredException.class::isInstance)) {
            return "the certificate has expired";
        }
        // JSSE's check of the name is the only one whose exception has no cause of its own kind below it.
        if (failure instanceof SSLPeerUnverifiedException
                || causes.getLast().getClass().equals(CertificateException.class)) {
            return "the certificate is not for " + hostname;
        }
        return causes.stream().anyMatch(CertificateException.class::isInstance)
                ? "the certificate is not trusted"
                : "the TLS handshake failed";
    }
}
