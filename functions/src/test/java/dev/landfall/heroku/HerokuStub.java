package dev.landfall.heroku;

import static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder.responseDefinition;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for Heroku's Platform API: one app, made from the schema, whose secrets are known, and whatever can go wrong
 * on the way to it. {@link #main} starts it for trying by hand.
 */
public final class HerokuStub implements AutoCloseable {
    /** When its clients' clock begins. */
    public static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

    private static final String TOKEN = "HRKU-stub-0123456789";
    private static final Pattern RANGE = Pattern.compile("\\w+ (?:](\\d+))?\\.\\.; max=(\\d+).*");

    private final HerokuSchema schema = new HerokuSchema();
    private final HerokuApp app;
    private final WireMockServer server;
    private final Hurry hurry = new Hurry(START);
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private final Queue<Trouble> troubles = new ConcurrentLinkedQueue<>();
    private final AtomicInteger left = new AtomicInteger(4_500);
    private final AtomicInteger untilGone = new AtomicInteger(Integer.MAX_VALUE);
    private volatile int largestPage = 1_000;
    private volatile IntSupplier budget = left::decrementAndGet;

    /** @param answered what was sent back, unless it was in trouble */
    public record Asked(String method, String path, Map<String, String> headers, int status, String answered) {
        @Override
        public String toString() {
            return method + " " + path + " " + status;
        }
    }

    /** What happens to the next request, whichever it is. */
    public enum Trouble {
        SERVER_ERROR,
        CUT_BODY,
        CUT_CONNECTION,
        SLOW,
        RATE_LIMIT,
        RATE_LIMIT_FOR_90_SECONDS,
        RATE_LIMIT_FOR_A_DAY,
        REDIRECT
    }

    private HerokuStub(Builder builder) {
        this.app = new HerokuApp(
                schema, builder.app, builder.processTypes, builder.addOns, builder.configVars, builder.fir);
        this.server = new WireMockServer(wireMockConfig()
                .bindAddress("127.0.0.1")
                .port(builder.port)
                .disableRequestJournal()
                .extensions(new Answers()));
        server.stubFor(any(anyUrl()));
        server.start();
    }

    public static Builder builder() {
        return new Builder();
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.port());
    }

    public HerokuToken token() {
        return new HerokuToken(TOKEN);
    }

    /** Nothing that Landfall writes may hold one of them. The token is one. */
    public Set<String> secrets() {
        app.secrets().add(TOKEN);
        return app.secrets();
    }

    public List<Asked> asked() {
        return asked;
    }

    /** A client for which no time passes while it waits; see {@link #hurry}. */
    public PlatformApi client(Patience patience, ReadingListener listener) {
        return new PlatformApi(base(), token(), patience, hurry, listener, hurry);
    }

    /** The clock of its clients, which goes on only while they wait. */
    public InstantSource clock() {
        return hurry;
    }

    Hurry hurry() {
        return hurry;
    }

    HerokuSchema schema() {
        return schema;
    }

    /** @param path as a whole, or the end of one */
    public HerokuStub refuse(String path, int status) {
        refusals.put(path, status);
        return this;
    }

    /** The next requests meet these, one each. */
    public HerokuStub next(Trouble... coming) {
        troubles.addAll(List.of(coming));
        return this;
    }

    /** @param take a request of the account's budget, and tell how many are left; negative if there was none to take */
    public HerokuStub within(IntSupplier take) {
        budget = take;
        return this;
    }

    /** So many are left, and each request takes one. */
    public HerokuStub withOnly(int requests) {
        left.set(requests);
        return within(left::decrementAndGet);
    }

    /** The network is gone after so many requests, and stays so. */
    public HerokuStub goneAfter(int requests) {
        untilGone.set(requests);
        return this;
    }

    public HerokuStub pagesOf(int items) {
        largestPage = items;
        return this;
    }

    /** @param path of a single thing, or of a list whose first thing is meant */
    public HerokuStub change(String path, Consumer<ObjectNode> change) {
        JsonNode answer = Objects.requireNonNull(app.answers().get(path), path);
        change.accept((ObjectNode) (answer.isArray() ? answer.path(0) : answer));
        return this;
    }

    public HerokuStub mask(String variable) {
        app.mask(variable);
        return this;
    }

    @Override
    public void close() {
        server.stop();
        hurry.close();
    }

    /** {@code HerokuStub [port]} */
    public static void main(String[] arguments) {
        int port = arguments.length == 0 ? 0 : Integer.parseInt(arguments[0]);
        HerokuStub stub =
                builder().processTypes(5).addOns(6).configVars(30).port(port).build();
        System.out.println("A stand-in for Heroku with the app shop: " + stub.base());
        System.out.println("Give the client this base URL, and this token: HEROKU_API_KEY=" + TOKEN);
        System.out.println("Or: curl -H 'Authorization: Bearer " + TOKEN + "' " + stub.base() + "/apps/shop/formation");
    }

    public static final class Builder {
        private String app = "shop";
        private int processTypes = 3;
        private int addOns = 4;
        private int configVars = 20;
        private int port;
        private boolean fir;

        private Builder() {}

        public Builder app(String name) {
            app = name;
            return this;
        }

        public Builder processTypes(int count) {
            processTypes = count;
            return this;
        }

        public Builder addOns(int count) {
            addOns = count;
            return this;
        }

        /** Those of the add-ons included. */
        public Builder configVars(int count) {
            configVars = count;
            return this;
        }

        /** Of the newer generation, which lives in a private space. */
        public Builder fir() {
            fir = true;
            return this;
        }

        public Builder port(int number) {
            port = number;
            return this;
        }

        public HerokuStub build() {
            return new HerokuStub(this);
        }
    }

    /** WireMock's way of answering with code. */
    private final class Answers implements ResponseDefinitionTransformerV2 {
        @Override
        public String getName() {
            return "heroku";
        }

        @Override
        public boolean applyGlobally() {
            return true;
        }

        @Override
        public ResponseDefinition transform(ServeEvent event) {
            Request request = event.getRequest();
            int remaining = budget.getAsInt();
            ResponseDefinition answer = (remaining < 0 ? error(429, "rate_limit") : answer(request))
                    .withHeader("RateLimit-Remaining", String.valueOf(Math.max(0, remaining)))
                    .withHeader("Content-Type", "application/json")
                    .build();
            asked.add(new Asked(
                    request.getMethod().getName(),
                    request.getUrl(),
                    headers(request),
                    answer.getStatus(),
                    String.valueOf(answer.getBody())));
            return answer;
        }
    }

    private static Map<String, String> headers(Request request) {
        Map<String, String> headers = new ConcurrentHashMap<>();
        request.getHeaders().all().forEach(header -> headers.put(header.key(), header.firstValue()));
        return headers;
    }

    private ResponseDefinitionBuilder answer(Request request) {
        if (!("Bearer " + TOKEN).equals(request.getHeader("Authorization"))) {
            return error(401, "unauthorized");
        }
        if (untilGone.getAndDecrement() <= 0) {
            return inTrouble(Trouble.CUT_CONNECTION, request);
        }
        Trouble trouble = troubles.poll();
        if (trouble != null) {
            return inTrouble(trouble, request);
        }
        Optional<Integer> refusal = refusals.entrySet().stream()
                .filter(entry -> request.getUrl().endsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        return refusal.map(status -> error(status, "refused")).orElseGet(() -> known(request));
    }

    private ResponseDefinitionBuilder inTrouble(Trouble trouble, Request request) {
        return switch (trouble) {
            case SERVER_ERROR -> error(503, "unavailable");
            case CUT_BODY -> responseDefinition().withStatus(200).withBody("[{\"id\": \"0123");
            case CUT_CONNECTION -> responseDefinition().withFault(Fault.MALFORMED_RESPONSE_CHUNK);
            case SLOW -> known(request).withChunkedDribbleDelay(10, 60_000);
            case RATE_LIMIT -> error(429, "rate_limit");
            case RATE_LIMIT_FOR_90_SECONDS -> error(429, "rate_limit").withHeader("Retry-After", "90");
            case RATE_LIMIT_FOR_A_DAY -> error(429, "rate_limit").withHeader("Retry-After", "86400");
            case REDIRECT -> responseDefinition().withStatus(302).withHeader("Location", base() + "/elsewhere");
        };
    }

    private ResponseDefinitionBuilder known(Request request) {
        JsonNode answer = app.answers().get(request.getUrl());
        if (answer == null) {
            return error(404, "not_found");
        }
        return answer instanceof ArrayNode list ? page(list, request) : whole(answer, request);
    }

    private static ResponseDefinitionBuilder whole(JsonNode answer, Request request) {
        String body = answer.toString();
        String etag = "\"" + Integer.toHexString(body.hashCode()) + "\"";
        return etag.equals(request.getHeader("If-None-Match"))
                ? responseDefinition().withStatus(304).withHeader("ETag", etag)
                : responseDefinition().withStatus(200).withHeader("ETag", etag).withBody(body);
    }

    private ResponseDefinitionBuilder page(ArrayNode list, Request request) {
        Matcher range =
                RANGE.matcher(Optional.ofNullable(request.getHeader("Range")).orElse("id ..; max=200"));
        if (!range.matches()) {
            return error(416, "requested_range_not_satisfiable");
        }
        int from = range.group(1) == null ? 0 : Integer.parseInt(range.group(1));
        int to = Math.min(list.size(), from + Math.min(largestPage, Integer.parseInt(range.group(2))));
        ArrayNode page = JsonNodeFactory.instance.arrayNode();
        for (int i = from; i < to; i++) {
            page.add(list.get(i));
        }
        ResponseDefinitionBuilder answer = whole(page, request);
        boolean partial = to < list.size();
        return partial && answer.build().getStatus() == 200
                ? answer.withStatus(206).withHeader("Next-Range", "id ]" + to + "..; max=" + range.group(2))
                : answer;
    }

    /** As Heroku's errors are: an id for programs, a message for people. */
    private static ResponseDefinitionBuilder error(int status, String id) {
        return responseDefinition()
                .withStatus(status)
                .withBody("{\"id\": \"%s\", \"message\": \"of the stub\"}".formatted(id));
    }
}
