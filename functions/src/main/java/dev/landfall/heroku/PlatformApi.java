package dev.landfall.heroku;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.failsafe.spi.Scheduler;
import dev.landfall.lambda.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Heroku's Platform API, as far as it can be read. Safe for use by many threads; an answer that did not change since the
 * last time is not sent again.
 */
public final class PlatformApi implements AutoCloseable {
    public static final URI HEROKU = URI.create("https://api.heroku.com");

    private static final String FIRST_PAGE = "id ..; max=1000";
    private static final String NEWEST_FIRST = "version ..; max=1000, order=desc";
    private static final int MOST_PAGES = 100;

    /** 75 requests come back in a minute, so this is enough for twenty. */
    private static final Duration REFILL = Duration.ofSeconds(16);

    private final Exchange exchange;
    private final Retries retries;
    private final Patience patience;
    private final InstantSource clock;
    private final ReadingListener listener;
    private final ExecutorService threads;
    private volatile int left = Integer.MAX_VALUE;
    private final Map<Question, Answer> remembered = new ConcurrentHashMap<>();

    /**
     * @param base {@link #HEROKU}, or a stand-in for it
     * @throws HerokuException.UnsafeEndpoint if the base is neither https nor on this machine
     */
    public PlatformApi(URI base, HerokuToken token, Patience patience, InstantSource clock, ReadingListener listener) {
        this(base, token, patience, clock, listener, null);
    }

    PlatformApi(
            URI base,
            HerokuToken token,
            Patience patience,
            InstantSource clock,
            ReadingListener listener,
            @Nullable Scheduler scheduler) {
        this.threads = Executors.newVirtualThreadPerTaskExecutor();
        this.exchange = new Exchange(base, token, patience);
        this.retries = new Retries(patience, listener, scheduler == null ? Scheduler.of(threads) : scheduler);
        this.patience = patience;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * For those who do not wait: whether it is worth to begin what takes so many requests. Half of an app is thrown away,
     * and would use up what others could read a whole one with.
     *
     * @throws HerokuException.RateLimited if the last answer told that less is left
     */
    void requireLeft(int requests, String path) {
        if (patience.rateLimit().isZero() && left < requests) {
            throw new HerokuException.RateLimited(path, left, requests, REFILL);
        }
    }

    <T> T get(String path, Class<T> type) {
        return decode(path, answer(new Question(path, null)).body(), type);
    }

    /** All pages of a list. */
    <T> List<T> list(String path, Class<T> item) {
        return pages(path, item, this::answer);
    }

    /** All pages of a list that must not be remembered, not even in memory. */
    <T> List<T> listSecret(String path, Class<T> item) {
        return pages(path, item, this::ask);
    }

    private static <T> List<T> pages(String path, Class<T> item, Function<Question, Answer> ask) {
        List<T> items = new ArrayList<>();
        Optional<String> range = Optional.of(FIRST_PAGE);
        for (int page = 0; range.isPresent(); page++) {
            if (page == MOST_PAGES) {
                throw new HerokuException.UnexpectedAnswer(path, "has more than " + MOST_PAGES + " pages");
            }
            Answer answer = ask.apply(new Question(path, range.get()));
            items.addAll(items(path, answer, item));
            range = answer.next();
        }
        return items;
    }

    /** The newest thousand of a list that has versions, newest first. */
    <T> List<T> newest(String path, Class<T> item) {
        return items(path, answer(new Question(path, NEWEST_FIRST)), item);
    }

    /** What must not be remembered, not even in memory. */
    JsonNode getSecret(String path) {
        return ask(new Question(path, null)).body();
    }

    private Answer answer(Question question) {
        Answer known = remembered.get(question);
        Answer answer = ask(question.unless(known == null ? Optional.empty() : known.etag()));
        if (answer.etag().isPresent()) {
            remembered.put(question, answer);
        }
        return answer;
    }

    private Answer ask(Question question) {
        Instant patienceEnds = clock.instant().plus(patience.rateLimit());
        try {
            return retries.answer(() -> once(question, patienceEnds));
        } catch (PassingException e) {
            throw new HerokuException.Unreachable(question.path(), String.valueOf(e.getMessage()), patience.attempts());
        }
    }

    private Answer once(Question question, Instant patienceEnds) {
        HttpResponse<byte[]> response = exchange.send(question);
        response.headers().firstValue("RateLimit-Remaining").ifPresent(this::tellLeft);
        int status = response.statusCode();
        if (status == 200 || status == 206) {
            return read(response, status == 206);
        }
        if (status == 304) {
            return recall(question);
        }
        if (status == 429) {
            throw throttled(question, response, patienceEnds);
        }
        throw refusal(question.path(), status);
    }

    private Answer recall(Question question) {
        Answer known = remembered.get(question.unless(Optional.empty()));
        if (known == null) {
            throw new HerokuException.UnexpectedAnswer(question.path(), "not modified since it was never read (304)");
        }
        return known;
    }

    /** A body that was cut can be the beginning of JSON, and no more. */
    private static Answer read(HttpResponse<byte[]> response, boolean more) {
        try {
            JsonNode body = Json.MAPPER.readTree(response.body());
            if (body.isMissingNode()) {
                throw new PassingException("an empty body");
            }
            return new Answer(
                    body,
                    response.headers().firstValue("ETag"),
                    more ? response.headers().firstValue("Next-Range") : Optional.empty());
        } catch (IOException e) {
            throw new PassingException("a body that is no JSON");
        }
    }

    private RuntimeException throttled(Question question, HttpResponse<byte[]> response, Instant patienceEnds) {
        Duration wait = response.headers()
                .firstValue("Retry-After")
                .flatMap(PlatformApi::seconds)
                .orElse(REFILL);
        return clock.instant().plus(wait).isAfter(patienceEnds)
                ? new HerokuException.RateLimited(question.path(), wait)
                : new ThrottledException(wait);
    }

    /** At least one, since at once it was too early. */
    private static Optional<Duration> seconds(String header) {
        return number(header).map(seconds -> Duration.ofSeconds(Math.max(1, seconds)));
    }

    private static Optional<Integer> number(String header) {
        return header.matches("\\d{1,6}") ? Optional.of(Integer.valueOf(header)) : Optional.empty();
    }

    private void tellLeft(String header) {
        number(header).ifPresent(number -> {
            left = number;
            listener.left(number);
        });
    }

    private static RuntimeException refusal(String path, int status) {
        if (status >= 500) {
            return new PassingException("status " + status);
        }
        return switch (status) {
            case 401 -> new HerokuException.TokenRefused();
            case 403 -> new HerokuException.NoAccess(path);
            case 404 -> new HerokuException.NotFound(path);
            default -> new HerokuException.UnexpectedAnswer(path, "answered with status " + status);
        };
    }

    private static <T> List<T> items(String path, Answer answer, Class<T> item) {
        if (!answer.body().isArray()) {
            throw new HerokuException.UnexpectedAnswer(path, "is no list");
        }
        return answer.body().valueStream().map(node -> decode(path, node, item)).toList();
    }

    /** Jackson's messages quote the value that is wrong; the field's name is enough. */
    private static <T> T decode(String path, JsonNode body, Class<T> type) {
        try {
            return Json.MAPPER.treeToValue(body, type);
        } catch (JsonMappingException e) {
            List<String> fields = e.getPath().stream()
                    .map(at -> String.valueOf(at.getFieldName()))
                    .toList();
            throw new HerokuException.UnexpectedAnswer(path, "has no usable " + String.join(".", fields));
        } catch (JacksonException e) {
            throw new HerokuException.UnexpectedAnswer(path, "is not what was asked for");
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        exchange.close();
    }
}
