package dev.landfall.heroku;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** One GET, with the token and within its time. */
final class Exchange implements AutoCloseable {
    private static final String VERSION_3 = "application/vnd.heroku+json; version=3";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9_-][A-Za-z0-9_.:-]*)+");

    /** As Heroku asks of its clients: an app is some forty requests, and others use the account too. */
    private static final int AT_ONCE = 8;

    /** A thousand releases are about 1 MB. */
    private static final int LARGEST_BYTES = 32 << 20;

    private final URI base;
    private final HerokuToken token;
    private final Patience patience;
    private final HttpClient client;
    private final Semaphore free = new Semaphore(AT_ONCE);

    Exchange(URI base, HerokuToken token, Patience patience) {
        this.base = safe(base);
        this.token = token;
        this.patience = patience;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                // A redirect would carry the token to wherever it leads.
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience.connect())
                .build();
    }

    private static URI safe(URI base) {
        boolean safe = "https".equals(base.getScheme())
                || ("http".equals(base.getScheme()) && base.getHost() != null && THIS_MACHINE.contains(base.getHost()));
        if (!safe) {
            throw new HerokuException.UnsafeEndpoint();
        }
        return base;
    }

    /** @throws PassingException if there was no whole answer in time */
    HttpResponse<byte[]> send(Question question) {
        free.acquireUninterruptibly();
        try {
            return await(client.sendAsync(
                    request(question), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_BYTES)));
        } finally {
            free.release();
        }
    }

    /** What an answer names becomes part of a path, and must not lead elsewhere. */
    private URI uri(String path) {
        if (!PATH.matcher(path).matches()) {
            throw new HerokuException.UnexpectedAnswer("a reference in an answer", "is none that can be asked for");
        }
        return base.resolve(path);
    }

    private HttpRequest request(Question question) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(question.path()))
                .header("Accept", VERSION_3)
                .header("Authorization", token.bearer())
                .header("User-Agent", "landfall (reads only)")
                .GET();
        question.range().ifPresent(range -> request.header("Range", range));
        question.etag().ifPresent(etag -> request.header("If-None-Match", etag));
        return request.build();
    }

    /** The request's own time-out ends with the headers, and a body can drip for ever. */
    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer) {
        try {
            return answer.get(patience.request().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new PassingException("time-out");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new PassingException(
                    cause == null ? "no answer" : cause.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PassingException("interrupted");
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
